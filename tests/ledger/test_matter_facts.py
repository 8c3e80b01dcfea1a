"""Facts of matters: how one came, how far it got, and what each side said, kept apart; none where nobody may know of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from huiyin.acts import importing
from huiyin.acts.writing import Moment
from huiyin.ledger.filling import fill_matter_facts
from huiyin.ledger.history import history
from huiyin.ledger.replay import replay
from huiyin.store.facts import MatterFact
from tests.imports.sheets import a_clerk, a_table, an_order, cells, silent
from tests.office import MORNING, TOWN, at, carried_to, opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def fact(matter: UUID, *columns: str) -> tuple[Any, ...]:
    return MatterFact.objects.values_list(*columns).get(matter=matter)


def test_new_matter_says_how_it_came() -> None:
    filed = opened(category="water")

    assert fact(filed.matter, "kind", "unit", "town", "category", "channel", "filed_day", "yyyymm", "event_version") == (
        "appeal", "centre", TOWN, "water", "walk_in", 20260803, 202608, 1
    )  # fmt: skip
    assert (
        fact(filed.matter, "accepted_day", "replied_day", "closed_day", "rated", "history", "about_office") == (0,) * 6
    )


def test_fact_follows_the_matter_to_its_reply() -> None:
    filed = carried_to("served")

    events = history(filed.matter)
    served = next(event for event in events if event.type == "appeal.served")
    days = (served.at.date() - MORNING.date()).days
    day = int(served.at.strftime("%Y%m%d"))
    assert fact(filed.matter, "unit", "accepted_day", "replied_day", "closed_day", "days_to_reply", "event_version") == (
        "water", 20260803, day, day, days, served.version
    )  # fmt: skip


def test_reply_counts_from_the_day_it_arrived_and_only_once() -> None:
    filed = carried_to("signed")
    step(filed.matter, "serve", "water.handle", at(9), served_way="in_person", served_on="2026-08-07")
    first = fact(filed.matter, "replied_day", "days_to_reply")

    step(filed.matter, "reopen", "filer", at(10), still_wrong="又停水了")

    assert first == (20260807, 4)
    assert fact(filed.matter, "replied_day", "days_to_reply", "closed_day", "reopened") == (20260807, 4, 0, 1)


def test_what_each_side_says_is_never_merged() -> None:
    filed = carried_to("served")
    columns = ("office_said", "office_solved", "resident_said", "resident_solved", "called_back", "call_back_solved", "rated", "satisfied")  # fmt: skip
    assert fact(filed.matter, *columns) == (0, 0, 0, 0, 0, 0, 0, 0)

    step(filed.matter, "close", "water.handle", at(12), office_says="yes")
    assert fact(filed.matter, *columns) == (1, 1, 0, 0, 0, 0, 0, 0)

    step(filed.matter, "rate", "filer", at(13), attitude="satisfied", result="fair", solved="partly")
    assert fact(filed.matter, *columns) == (1, 1, 1, 0, 0, 0, 1, 1)

    step(filed.matter, "call_back", "centre.sort", at(14), callback_says="no", callback_way="phone")
    assert fact(filed.matter, *columns) == (1, 1, 1, 0, 1, 0, 1, 1)


def test_urging_extending_and_sending_back_are_counted() -> None:
    filed = carried_to("handed")
    step(filed.matter, "send_back", "water.handle", at(0, 5), why_back="not_ours", reason="不归我们管")
    step(filed.matter, "urge", "filer", at(1))
    step(filed.matter, "urge", "centre.sort", at(2))

    assert fact(filed.matter, "sent_back", "urged", "extended", "unit") == (1, 2, 0, "centre")


def test_extension_counts_once_it_is_signed() -> None:
    filed = carried_to("in_hand")
    step(filed.matter, "extend", "water.handle", at(3), extend_by=10, extend_reason="要等检测")
    assert fact(filed.matter, "extended") == (0,)

    step(filed.matter, "sign_extend", "water.sign", at(4))

    assert fact(filed.matter, "extended") == (1,)


def test_step_that_moves_no_column_leaves_the_fact_alone() -> None:
    filed = carried_to("in_hand")
    before = fact(filed.matter, "event_version")

    step(filed.matter, "note", "water.handle", at(5), progress="看过现场")

    assert fact(filed.matter, "event_version") == before
    assert replay().differences == []


def test_complaint_about_an_office_is_marked() -> None:
    filed = opened(concerns_office="yes", concerned_unit="water")

    assert fact(filed.matter, "about_office") == (1,)


def test_history_says_so_and_an_import_undone_has_no_fact() -> None:
    later = MORNING + timedelta(days=3)
    importing.bring_in_good(a_table(cells("1")), an_order("history", at=later), actor=a_clerk(later), progress=silent)
    done = importing.bring_in_good(
        a_table(cells("2")), an_order("new", at=later), actor=a_clerk(later), progress=silent
    )
    assert list(MatterFact.objects.order_by("history").values_list("history", flat=True)) == [0, 1]

    undone = later + timedelta(hours=1)
    importing.undo_batch(done.batch, actor=a_clerk(undone), moment=Moment(undone, undone))

    assert list(MatterFact.objects.values_list("history", flat=True)) == [1]
    assert replay().differences == []


def test_facts_of_matters_that_were_there_before_are_filled_once() -> None:
    carried_to("served")
    opened(concerns_office="yes", concerned_unit="water")
    before = list(MatterFact.objects.order_by("matter").values())
    MatterFact.objects.all().delete()

    assert fill_matter_facts() == len(before) == 2

    columns = [name for name in before[0] if name != "id"]
    assert list(MatterFact.objects.order_by("matter").values(*columns)) == [
        {name: row[name] for name in columns} for row in before
    ]
    assert fill_matter_facts() == 0
