"""Events in a table a year: the same work, the same proof, the same key over all years."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from huiyin.ledger.partitions import NotToSplit, add_years, first_id, is_split, partitions, split
from huiyin.ledger.replay import replay
from huiyin.ledger.rights import grant_to, make_role
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.store.events import Event
from tests.office import MORNING, at, carried_to, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        with pytest.raises(NotToSplit, match="只有 PostgreSQL"):
            split(at=MORNING)
        pytest.skip("SQLite has no partitions")


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def test_split_while_matters_are_under_way_changes_nothing_that_is_proven() -> None:
    before = carried_to("accepted")
    seal(at=at(1, 0), county=settings.COUNTY)
    held = Event.objects.count()

    made = split(at=MORNING)

    assert made == ["event_until_2026", "event_2027", "event_2028", "event_2029", "event_rest"]
    assert is_split()
    assert count("event_until_2026") + count("event_rest") == held
    assert count("event_until_2026") >= Event.objects.filter(stream=before.matter).count() > 1
    later = opened(MORNING + timedelta(days=365))
    assert count("event_2027") == Event.objects.filter(stream=later.matter).count() > 0
    carried_to("served")
    seal(at=at(60, 0), county=settings.COUNTY)
    assert not Event.objects.filter(position=None).exists()
    assert verify(county=settings.COUNTY, published=[]) == []
    assert replay().differences == []


def test_version_of_a_stream_stays_unique_and_ids_go_on() -> None:
    filed = opened()
    newest = Event.objects.order_by("-id").values_list("id", flat=True)[0]
    split(at=MORNING)

    line = Event.objects.get(stream=filed.matter, version=1)
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)

    opened()
    assert (Event.objects.order_by("-id").values_list("id", flat=True)[0] or 0) > newest


def test_years_are_added_as_they_come_and_a_table_is_split_once() -> None:
    split(at=MORNING)

    assert add_years(at=MORNING) == []
    assert add_years(at=MORNING + timedelta(days=365)) == ["event_2030"]
    with pytest.raises(NotToSplit, match="已经"):
        split(at=MORNING)
    assert partitions()[-1] == "event_rest"


def test_serving_role_works_on_a_split_table_without_a_hand_on_its_parts() -> None:
    split(at=MORNING)
    name = f"web_of_{connection.settings_dict['NAME']}_split"
    make_role(name, password="")
    grant_to(name)
    with connection.cursor() as cursor:
        cursor.execute(f'SET LOCAL ROLE "{name}"')
    filed = carried_to("accepted")
    seal(at=at(40, 1), county=settings.COUNTY)

    for words in ("DELETE FROM event", "DELETE FROM event_until_2026", "UPDATE event SET position = position + 1"):
        with (
            pytest.raises(Exception, match=r"denied|only added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(words)

    assert Event.objects.filter(stream=filed.matter).count() > 1
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_first_id_of_a_year_stands_before_every_id_of_it() -> None:
    assert first_id(2026) < opened().matter < first_id(2027)
