"""Rows that screens read of matters: a fold of their events, never written but by `ledger`."""

from django.db import models
from django.db.models import Q

from huiyin.flow.urgent import URGENT_CLOCKS

# The office says that it is solved; the resident, or who was called back, says that it is not.
_NOT_SOLVED = Q(resident_says="no") | Q(resident_says="partly") | Q(callback_says="no") | Q(callback_says="partly")
UNSOLVED = Q(office_says="yes") & _NOT_SOLVED


class MatterRow(models.Model):
    """A matter as it stands. Public words only; private ones are in sealed boxes.

    `due_at` is the earliest running deadline of the office, `due_clock` which one; `turn` is the post
    or `unit/role` the matter waits for, `turn_above` the same role in the unit above. `confined` holds the
    roles without which nobody learns of the matter, each between commas; empty for all others.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    kind = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=40)
    final = models.BooleanField()
    round = models.PositiveSmallIntegerField()
    history = models.BooleanField()
    erased = models.BooleanField()
    title = models.CharField(max_length=120)
    channel = models.CharField(max_length=40)
    category = models.CharField(max_length=60)
    division = models.CharField(max_length=12)
    grid = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    received_unit = models.CharField(max_length=60)
    lead_unit = models.CharField(max_length=60)
    lead_post = models.CharField(max_length=60)
    lead_above = models.CharField(max_length=60)
    pending_post = models.CharField(max_length=60)
    pending_unit = models.CharField(max_length=60)
    turn = models.CharField(max_length=80)
    turn_above = models.CharField(max_length=80)
    due_at = models.DateTimeField(null=True)
    due_clock = models.CharField(max_length=20)
    office_says = models.CharField(max_length=20)
    resident_says = models.CharField(max_length=20)
    callback_says = models.CharField(max_length=20)
    supervised = models.BooleanField()
    merged_into = models.CharField(max_length=36)
    charge_post = models.CharField(max_length=60, default="")
    charge_on = models.DateField(null=True)
    backlog = models.CharField(max_length=40, default="")
    given_by = models.CharField(max_length=60, default="")
    confined = models.CharField(max_length=60)
    values = models.JSONField()

    class Meta:
        db_table = "matter"
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="matter_number")]
        indexes = [
            # The list itself, and by each of the columns one may come to a matter or narrow the list by.
            models.Index(fields=["-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["lead_unit", "-received_at"], name="matter_lead"),
            models.Index(fields=["received_unit", "-received_at"], name="matter_received"),
            models.Index(fields=["lead_above", "-received_at"], name="matter_lead_above"),
            models.Index(fields=["division", "-received_at", "-id"], name="matter_place"),
            models.Index(fields=["state", "-received_at"], name="matter_state"),
            # With the state in it, the two most asked together are narrowed without reading a row.
            models.Index(fields=["category", "-received_at", "state"], name="matter_category"),
            models.Index(fields=["kind", "-received_at"], name="matter_kind"),
            models.Index(fields=["channel", "-received_at"], name="matter_channel"),
            # What is open, by its deadline. SQLite takes the later made of two indexes that seem alike to it: these stand
            # below those above, and are no wider, so that counting what is open never walks through what is closed.
            models.Index(fields=["due_at", "id"], name="matter_due", condition=Q(final=False)),
            models.Index(fields=["lead_unit", "due_at"], name="matter_lead_due", condition=Q(final=False)),
            models.Index(fields=["received_unit", "due_at"], name="matter_received_due", condition=Q(final=False)),
            models.Index(fields=["lead_above", "due_at"], name="matter_lead_above_due", condition=Q(final=False)),
            models.Index(fields=["division", "due_at"], name="matter_place_due", condition=Q(final=False)),
            models.Index(fields=["turn", "history", "due_at"], name="matter_turn_due", condition=Q(final=False)),
            models.Index(fields=["turn_above", "due_at", "id"], name="matter_above_due", condition=~Q(turn_above="")),
            models.Index(fields=["-changed_at", "-id"], name="matter_closed", condition=Q(final=True)),
            # What is rare, so that it is found without looking at the rest. Of two partial indexes that both lead through
            # all they hold, SQLite takes the narrower: these have one short column.
            models.Index(fields=["charge_post", "charge_on", "id"], name="matter_charge", condition=~Q(charge_post="")),
            models.Index(fields=["backlog", "charge_on", "id"], name="matter_backlog", condition=~Q(backlog="")),
            models.Index(
                fields=["charge_on"], name="matter_charge_on", condition=Q(final=False, charge_on__isnull=False)
            ),
            models.Index(fields=["given_by", "due_at", "id"], name="matter_given", condition=~Q(given_by="")),
            models.Index(fields=["pending_post"], name="matter_pending", condition=~Q(pending_post="")),
            models.Index(fields=["-received_at"], name="matter_confined", condition=~Q(confined="")),
            models.Index(fields=["-received_at"], name="matter_supervised", condition=Q(supervised=True, final=False)),
            models.Index(fields=["-received_at"], name="matter_unsolved", condition=UNSOLVED),
        ]


class ClockRow(models.Model):
    """A clock on a matter. `due_at` is what the tick looks for; `lapse` is the step it then takes."""

    matter = models.UUIDField()
    county = models.CharField(max_length=6)
    clock = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField()
    start_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    provisional = models.BooleanField()
    extended = models.PositiveSmallIntegerField()
    spans = models.JSONField()
    running = models.BooleanField()
    stopped_at = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)
    days_used = models.IntegerField(null=True)
    lapse = models.CharField(max_length=40)

    class Meta:
        db_table = "clock"
        constraints = [models.UniqueConstraint(fields=["matter", "clock"], name="clock_once")]
        indexes = [
            models.Index(fields=["due_at"], name="clock_to_lapse", condition=Q(running=True) & ~Q(lapse="")),
            models.Index(fields=["provisional", "due_at"], name="clock_provisional", condition=Q(running=True)),
            models.Index(fields=["start_at"], name="clock_urgent", condition=Q(running=True, clock__in=URGENT_CLOCKS)),
        ]


class Assist(models.Model):
    """A unit asked to help with a matter."""

    matter = models.UUIDField()
    unit = models.CharField(max_length=60)

    class Meta:
        db_table = "assist"
        constraints = [models.UniqueConstraint(fields=["matter", "unit"], name="assist_once")]
        indexes = [models.Index(fields=["unit", "matter"], name="assist_unit")]


class ToSign(models.Model):
    """What one hand drafted and another is to sign: by whoever signs for `unit`, or for `above` it."""

    matter = models.UUIDField()
    step = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    above = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        db_table = "to_sign"
        constraints = [models.UniqueConstraint(fields=["matter", "step"], name="to_sign_once")]
        indexes = [
            models.Index(fields=["unit", "matter"], name="to_sign_unit"),
            models.Index(fields=["above", "matter"], name="to_sign_above", condition=~Q(above="")),
        ]


class Exclusion(models.Model):
    """A unit that may not know of a matter, because the matter is about it."""

    matter = models.UUIDField()
    unit = models.CharField(max_length=60)

    class Meta:
        db_table = "exclusion"
        constraints = [models.UniqueConstraint(fields=["matter", "unit"], name="exclusion_once")]
        indexes = [models.Index(fields=["unit", "matter"], name="exclusion_unit")]


class Link(models.Model):
    """One matter pointing to another: origin, linked, merged. Never through a person."""

    matter = models.UUIDField()
    other = models.UUIDField()
    sort = models.CharField(max_length=20)

    class Meta:
        db_table = "link"
        constraints = [models.UniqueConstraint(fields=["matter", "other", "sort"], name="link_once")]
        indexes = [models.Index(fields=["other", "sort"], name="link_other")]


class Paper(models.Model):
    """A numbered paper. Its words are drawn from the matter as of `version`; a reprint makes no new number."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField(db_index=True)
    code = models.CharField(max_length=10)
    series = models.CharField(max_length=80)
    number = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    issued_on = models.DateField()
    served_on = models.DateField(null=True)
    served_way = models.CharField(max_length=20)
    void = models.BooleanField()

    class Meta:
        db_table = "paper"
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="paper_number")]
        indexes = [models.Index(fields=["county", "series", "issued_on", "void"], name="paper_series")]


class SlipMark(models.Model):
    """What a person who lost the slip finds the matter by: a keyed digest of the phone or ID number given with it.

    Asked by the person only (`acts.lost_slip`); there is no list of marks and no way back from one to a number. `party`
    is the representative of a joint appeal who gave it, by number; empty for the first, who may be the only one.
    """

    digest = models.CharField(max_length=64)
    matter = models.UUIDField(db_index=True)
    county = models.CharField(max_length=6)
    party = models.CharField(max_length=2, default="")

    class Meta:
        db_table = "slip_mark"
        constraints = [models.UniqueConstraint(fields=["digest", "matter", "party"], name="slip_mark_once")]


class PortalKey(models.Model):
    """What opens a matter for the resident: the keyed digest of the code on the receipt.

    `party` is the representative of a joint appeal it was given to, by number; empty for the first, who may be the only one.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    matter = models.UUIDField(db_index=True)
    county = models.CharField(max_length=6)
    party = models.CharField(max_length=2, default="")

    class Meta:
        db_table = "portal_key"
