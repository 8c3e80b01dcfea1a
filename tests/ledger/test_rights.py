"""On PostgreSQL the role that serves carries a matter to its end, seals, erases, and cannot touch what was written."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from huiyin.acts.erasing import erase
from huiyin.acts.writing import now_at
from huiyin.flow.actor import clockwork
from huiyin.jobs.ticks import tick
from huiyin.ledger.rights import grant_to, make_role, may_change_ledger
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.store.events import Event
from tests.office import at, carried_to, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
REFUSED = "InsufficientPrivilege"


@pytest.fixture
def web() -> Iterator[None]:
    """The rest of the test is the serving role's; role, rights and triggers are undone with the test."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles")
    name = f"web_of_{connection.settings_dict['NAME']}_tried"
    make_role(name, password="")
    grant_to(name)
    with connection.cursor() as cursor:
        cursor.execute(f'SET LOCAL ROLE "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("web")
def test_serving_role_does_all_of_its_work() -> None:
    filed = carried_to("served")
    tick(at=at(45))
    tick(at=at(100))
    assert row(filed.matter).final

    erase(filed.matter, "retention_over", actor=clockwork(at(101)), moment=now_at(at(101)))
    seal(at=at(102), county=settings.COUNTY)

    assert row(filed.matter).erased
    assert not Event.objects.filter(stream=filed.matter).exclude(words=None).exists()
    assert not Event.objects.filter(position=None).exists()
    assert verify(county=settings.COUNTY, published=[]) == []
    assert may_change_ledger() is False


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize(
    "words",
    [
        "DELETE FROM event",
        "UPDATE event SET body = '{}'",
        "UPDATE event SET recorded_at = now()",
        "TRUNCATE event",
        "DELETE FROM reading",
        "UPDATE reading SET person = 'nobody'",
        "TRUNCATE reading",
        "DELETE FROM root",
        "UPDATE root SET last = 0",
        "TRUNCATE root",
        "UPDATE event SET words = 'other words'",
        "UPDATE event SET position = position + 1",
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "DROP TABLE event",
        "DELETE FROM django_migrations",
    ],
)
def test_serving_role_has_no_hand_on_the_ledger(words: str) -> None:
    carried_to("accepted")
    seal(at=at(40, 1), county=settings.COUNTY)

    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)

    assert type(refused.value.__cause__).__name__ == REFUSED
