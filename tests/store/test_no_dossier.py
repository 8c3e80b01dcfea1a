"""No dossier, by construction: a walk over every table for a path that follows a person from matter to matter."""

import pytest
from django.apps import apps
from django.db import models

from huiyin.flow.refusals import refused
from huiyin.store.matters import MatterRow

OURS = tuple(apps.get_app_config("store").get_models())

# Working state outside the ledger is a closed list (design, three sorts of record). A new name here is a decision.
WORKING_STATE = {
    "attempt", "clock_fact", "matter_fact", "draft", "import_batch", "import_row", "message", "portal_key", "progress", "reading",
    "sealed_file", "search_doc", "series", "slip_mark",
    # Signing in: what staff prove themselves with, where they are signed in, what happened about it.
    "counter", "lockout", "past_password", "recovery_code", "sign_in", "sign_in_event",
    # The desk: views of the list, steps on many matters, forms that are open now (minutes).
    "saved_view", "bulk_run", "presence",
    # The screen that faces a person at the counter (minutes, sealed), and messages to staff (a week).
    "counter_screen", "notice_choice", "staff_notice",
    # Alarms about the system's own safety, and who has seen them (a year).
    "alarm", "alarm_seen",
    # Asked and decided; the events stand in the matter's stream.
    "emergency_opening",
    # The interface: digests of tokens, answers kept for a day, events on their way out.
    "delivery", "kept_answer", "outgoing", "signing_key", "token_digest",
}  # fmt: skip
LEDGER = {"box", "erased", "event", "root", "stream_key"}
FOLDED = {"assist", "clock", "entry", "entry_ref", "exclusion", "link", "matter", "paper", "to_sign"}
REFERENCE = {"account", "division", "division_link"}

# Words that would name a person of the public in a column. Staff are named in `person`, which the next test bounds.
PERSON_WORDS = ("name", "phone", "id_number", "identity", "filer", "petitioner", "citizen", "resident_id", "address")
PLAIN_NAMES = {
    ("division", "name"), ("series", "name"), ("progress", "name"), ("account", "username"), ("import_batch", "name"),
}  # fmt: skip
# Tables with a `person` column hold staff: who read, who may sign in, who wants to be told.
STAFF_TABLES = {"account", "reading", "notice_choice", "staff_notice", "alarm_seen"}


def columns() -> list[tuple[str, models.Field]]:
    return [(model._meta.db_table, field) for model in OURS for field in model._meta.concrete_fields]


def test_every_table_is_of_a_known_sort() -> None:
    tables = {model._meta.db_table for model in OURS}

    assert tables - (WORKING_STATE | LEDGER | FOLDED | REFERENCE) == set()


@pytest.mark.parametrize(("table", "field"), columns(), ids=lambda value: getattr(value, "name", value))
def test_no_column_names_a_person_of_the_public(table: str, field: models.Field) -> None:
    named = any(word in field.name for word in PERSON_WORDS)

    assert not named or (table, field.name) in PLAIN_NAMES
    assert field.name != "person" or table in STAFF_TABLES


@pytest.mark.parametrize(("table", "field"), columns(), ids=lambda value: getattr(value, "name", value))
def test_no_column_smells_of_tracking(table: str, field: models.Field) -> None:
    assert refused(table, field.name, str(field.verbose_name)) is None


def test_matters_are_joined_by_nothing_but_links() -> None:
    """Foreign keys run only inside a register entry; one matter points to another through `link` alone."""
    foreign = {
        (model._meta.db_table, field.name)
        for model in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    }
    matter_pairs = {
        table
        for table in {model._meta.db_table for model in OURS}
        if sum(1 for name, field in columns() if name == table and isinstance(field, models.UUIDField)) > 1
        and table not in {"paper", "sealed_file", "sign_in", "emergency_opening", "counter_screen"}
    }

    assert foreign - {("import_row", "batch")} == {("entry_ref", "entry")}
    assert matter_pairs - {"import_row"} == {"link"}
    assert "filer" not in {field.name for field in MatterRow._meta.concrete_fields}
