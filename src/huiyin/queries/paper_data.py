"""What a paper is made from: the matter as of its event, the offices' names, and the private words it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from huiyin.flow.answers import FIRST
from huiyin.flow.kind import Choice, Kind
from huiyin.flow.matter import Clockface, Event, IssuedPaper, Matter, Service
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI, SHIPPED, DayCalendar
from huiyin.papers.frame import Frame
from huiyin.papers.model import PaperError
from huiyin.papers.phrases import MatterRef, ended
from huiyin.papers.registry import BUILDERS, Issuer
from huiyin.store import posts
from huiyin.store.entries import Entry

# A paper without a name to address goes to the person all the same.
UNNAMED = "反映人"
DRAFT_CODE = "draft"


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as papers print it."""

    key: str
    name: str
    organ: str
    contact: str
    above: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything one paper is drawn from. `before` is the matter as it stood before the event that issued it."""

    matter: Matter
    before: Matter
    events: tuple[Event, ...]
    event: Event
    paper: IssuedPaper | None
    private: Mapping[str, Any]
    offices: Mapping[str, Office]
    code: str
    signer: str = ""
    calendar: DayCalendar = SHIPPED
    draft: bool = False
    on: date | None = None
    earlier: tuple[IssuedPaper, Office, date] | None = None
    service: Service | None = None
    recipient: str = ""

    @property
    def kind(self) -> Kind:
        """Return the matter's kind."""
        return kind_of(self.matter.kind)

    @property
    def day(self) -> date:
        """Return the day the paper bears."""
        return self.paper.issued_on if self.paper is not None else self.on or _local(self.event)

    def office(self, key: str) -> Office:
        """Return a unit as papers print it; one that is not in the register cannot be printed."""
        if key not in self.offices:
            raise PaperError(f"单位册里没有“{key}”，印不出文书；请管理岗补上。")
        return self.offices[key]

    @property
    def issuer(self) -> Office:
        """Return the unit that issued the paper: the one that led the matter then, or whose post took the step."""
        body = self.event.body
        acting = str(body.get("drafted", body.get("by", {})).get("unit", ""))
        if acting and BUILDERS[self.paper.code if self.paper else self.code].issuer is Issuer.ACTING:
            return self.office(acting)
        return self.office(self.before.lead_unit or self.matter.lead_unit)

    @property
    def supervisor(self) -> Office:
        """Return the body above the issuer, which looks into what is said to be wrong."""
        return self.office(self.issuer.above) if self.issuer.above else self.issuer

    def text(self, name: str) -> str:
        """Return one answer as text, private or public; empty when it was not given."""
        value = self.private.get(name, self.matter.values.get(name, ""))
        return str(value) if value is not None else ""

    def first(self, *names: str) -> str:
        """Return the first of several answers that was given, as text; empty when none was."""
        return next((found for name in names if (found := self.text(name))), "")

    def lines(self, *names: str) -> tuple[str, ...]:
        """Return the first of several answers that was given, as lines; a text is cut at its line breaks."""
        for name in names:
            value = self.private.get(name, self.matter.values.get(name))
            if value:
                return tuple(str(one) for one in value) if isinstance(value, list) else tuple(str(value).splitlines())
        return ()

    def day_given(self, *names: str) -> date | None:
        """Return the first of several days that was given, or None."""
        found = self.first(*names)
        return date.fromisoformat(found) if found else None

    def said_yes(self, name: str) -> bool | None:
        """Return what was answered to a question of yes or no, or None."""
        value = self.matter.values.get(name)
        return value if isinstance(value, bool) else None

    def said_serving(self, name: str) -> str:
        """Return what was answered in the very step that served the paper; never what an earlier service said."""
        served = next((one for one in self.events if self.service and one.version == self.service.version), None)
        if served is None:
            return ""
        if name in served.body.get("sealed", {}):
            return str(self.private.get(name) or "")
        return str(served.body.get("values", {}).get(name, ""))

    def chosen(self, *names: str) -> Choice | None:
        """Return the choice that the first of several answers names, or None."""
        for name in names:
            asked = self.kind.fields().get(name)
            found = next((one for one in asked.choices if one.id == self.text(name)), None) if asked else None
            if found is not None:
                return found
        return None

    def body_named(self, *names: str) -> str:
        """Return the first of several answers as the name of a body: a unit of the register by its organ, or as typed."""
        found = self.first(*names)
        return self.offices[found].organ if found in self.offices else found

    def texts(self, name: str) -> list[str]:
        """Return one answer of several lines."""
        value = self.private.get(name, self.matter.values.get(name, []))
        return [str(one) for one in value] if isinstance(value, list) else [str(value)]

    @property
    def recipient_name(self) -> str:
        """Return the one person the paper is handed to."""
        return self.text(own_field("name", self.recipient)) or UNNAMED

    @property
    def recipient_address(self) -> str:
        """Return where the papers of that person go: the address given for them, else the place it is about."""
        return self.text(own_field("serve_at", self.recipient)) or self.text("place")

    @property
    def addressee(self) -> str:
        """Return whom the paper is made out to; of a joint appeal the representative it goes to, and how many they are."""
        people = self.text("people_count")
        return f"{self.recipient_name}等{people}人" if people else self.recipient_name

    def choice(self, name: str) -> Choice:
        """Return the choice an answer names."""
        found = self.kind.fields()[name]
        return next(one for one in found.choices if one.id == self.matter.values.get(name))

    def event_day(self, *types: str) -> date | None:
        """Return the day of the newest event of one of the types up to this paper, or None."""
        wanted = {f"{self.matter.kind}.{name}" for name in types}
        found = self.newest(lambda event: event.type in wanted)
        return _local(found) if found is not None else None

    def newest(self, wanted: Callable[[Event], bool]) -> Event | None:
        """Return the newest event up to this paper that is wanted, or None."""
        past = (event for event in reversed(self.events) if event.version <= self.matter.version)
        return next((event for event in past if wanted(event)), None)

    def newest_paper(self, *codes: str) -> IssuedPaper | None:
        """Return the newest paper of one of the codes issued before this one and not void, or None."""
        mine = self.paper.id if self.paper is not None else ""
        past = (one for one in reversed(self.matter.papers) if one.id != mine and not one.void)
        return next((one for one in past if one.code in codes), None)

    def hand_over(self) -> tuple[Office | None, date | None]:
        """Return who handed the matter to the unit that issues this paper, and on which day; None where nobody did."""
        mine = self.issuer.key
        given = self.newest(lambda event: event.body.get("pending_unit") == mine)
        if given is None:
            return None, None
        return self.offices.get(str(given.body.get("by", {}).get("unit", ""))), _local(given)

    def clock(self, name: str) -> Clockface:
        """Return a clock of the matter; a paper that needs one cannot do without."""
        face = self.matter.clocks.get(name)
        if face is None or face.due_on is None:
            raise PaperError("这件事没有走过这份文书要写的时限（如导入的旧件），不能生成。")
        return face

    @property
    def accepted_on(self) -> date:
        """Return the day the matter was accepted."""
        return self.event_day("accepted") or self.received_on

    @property
    def received_on(self) -> date:
        """Return the day the matter was received."""
        assert self.matter.received_at is not None
        return self.matter.received_at.astimezone(SHANGHAI).date()

    @property
    def ref(self) -> MatterRef:
        """Return the matter as the resident knows it."""
        fields = self.kind.fields()
        channel = next(
            (one.name.zh for one in fields["channel"].choices if one.id == self.matter.values.get("channel")), ""
        ) if "channel" in fields else ""  # fmt: skip
        return MatterRef(
            self.matter.number, self.text("title") or self.kind.name.zh, self.received_on, channel or "书面"
        )

    def frame(self) -> Frame:
        """Return what all papers of a case have in common."""
        number = self.paper.number if self.paper is not None else None
        return Frame(
            organ=self.issuer.organ,
            number=number,
            on=self.day,
            # The register of units ends it as it likes; in a paper it is a sentence.
            contact=ended(self.text("contact") or self.issuer.contact),
            draft=self.draft,
            fictional=settings.FICTIONAL or None,
        )


def own_field(name: str, recipient: str) -> str:
    """Return the field that holds a representative's own answer: the first one's, or one alone's, bears no number."""
    return name if recipient in ("", FIRST) else f"{name}_{recipient}"


def _local(event: Event) -> date:
    return event.at.astimezone(SHANGHAI).date()


def offices(keys: set[str]) -> dict[str, Office]:
    """Return units as papers print them, and the bodies above them. Two queries."""
    rows = posts.units(keys - {""})
    above = posts.units({_above(row) for row in rows.values()} - {"", *rows})
    return {key: _office(row) for key, row in {**rows, **above}.items()}


def _above(row: Entry) -> str:
    return str(row.values.get("reviewer") or row.values.get("parent") or "")


def _office(row: Entry) -> Office:
    said = row.values
    parts = (f"电话 {said['phone']}" if said.get("phone") else "", said.get("address", ""), said.get("hours", ""))
    contact = "，".join(part for part in parts if part)
    return Office(row.key, row.label, str(said.get("organ") or row.label), contact or f"{row.label}办公室", _above(row))
