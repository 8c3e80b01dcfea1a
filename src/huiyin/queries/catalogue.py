"""The rules in words: kinds, clocks and registers laid open so that a lawyer can check them. Needs no database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from huiyin.flow.clock import UNIT_NAMES, Clock, Sense
from huiyin.flow.decide import ANY_OPEN_STATE
from huiyin.flow.kind import Choice, Field, Kind, Register, State, Step, When
from huiyin.flow.says import COUNT_SAYS, DEED_SAYS, GUARD_SAYS
from huiyin.flow.words import ALWAYS_PRIVATE, ROLE_NAMES, STANDS, Role, Sort, Stand
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.text import Text
from huiyin.papers.registry import BUILDERS
from huiyin.queries.clock_sections import SECTIONS as SECTIONS

SORT_NAMES: dict[Sort, Text] = {
    Sort.LINE: Text("一行字", "a line"),
    Sort.WORDS: Text("一段话", "words"),
    Sort.NUMBER: Text("整数", "a whole number"),
    Sort.DAY: Text("日期", "a day"),
    Sort.YES_NO: Text("是或否", "yes or no"),
    Sort.CHOICE: Text("选一项", "one choice"),
    Sort.CHOICES: Text("可选几项", "several choices"),
    Sort.POST: Text("岗位", "a post"),
    Sort.LEADER: Text("领导岗位", "a leader's post"),
    Sort.UNIT: Text("单位", "a unit"),
    Sort.UNITS: Text("几个单位", "several units"),
    Sort.CATEGORY: Text("类别", "a category"),
    Sort.DIVISION: Text("村、社区或乡镇", "a division"),
    Sort.GRID: Text("网格", "a grid"),
    Sort.MATTER: Text("另一件事项", "another matter"),
    Sort.NAME: Text("姓名", "a name"),
    Sort.PHONE: Text("电话", "a telephone number"),
    Sort.ID_NUMBER: Text("身份证号", "an ID number"),
    Sort.ADDRESS: Text("住址或具体地点", "an address"),
    Sort.FILES: Text("附件", "files"),
    Sort.REQUESTS: Text("逐条的请求", "requests, one a line"),
    Sort.OUTCOMES: Text("每条请求一个结论", "an outcome for each request"),
    Sort.LINES: Text("几行字", "lines"),
    Sort.OUTLINE: Text("边界", "an outline"),
}
AWAITS: dict[str, Text] = {
    "us": Text("等办理单位", "the office"),
    "them": Text("等群众或别的机关", "the resident or another body"),
    "done": Text("办完了，不等谁", "nobody: it is over"),
}
STAND_SAYS: dict[Stand, Text] = {
    Stand.ANYWHERE: Text("", ""),
    Stand.RECEIVED: Text("收件单位的", "of the receiving unit"),
    Stand.LEAD: Text("主办单位的", "of the lead unit"),
    Stand.LEAD_OR_ABOVE: Text("主办单位或上一级的", "of the lead unit or the one above"),
    Stand.OVERSEES: Text("管着主办单位或属地的", "overseeing the lead unit or the place"),
    Stand.RELATION: Text("", ""),
}
SENSES: dict[Sense, Text] = {
    Sense.DEADLINE: Text("最迟在到期日办完", "to be done by the due day at the latest"),
    Sense.EARLIEST: Text("期满以后才能做下一步", "the next step only after it has run out"),
    Sense.BEFORE: Text("从事件往前推，最迟在这天以前", "counted back from the event"),
}
# The names that a step's sentence to the resident is filled with.
_FILLED: dict[str, Text] = {
    "unit": Text("单位", "unit"),
    "pending": Text("转给的单位", "the unit it goes to"),
    "lead": Text("主办单位", "the lead unit"),
    "assist": Text("协办单位", "the assisting unit"),
    "due": Text("到期日", "due day"),
    "corrected": Text("更正的内容", "what was corrected"),
    "limit": Text("这条途径还剩几天", "the days left on that route"),
}
_SEALED_PERSON = Text(
    "加密：是个人信息，只能写明理由打开，本人看得到谁看过",
    "sealed: personal data, opened only with a reason, and the person sees who did",
)
_SEALED_WORDS = Text(
    "加密：原话里可能有个人信息，列表和检索用不到它",
    "sealed: the words may hold personal data; lists and search never see them",
)
_EVERYWHERE = Text("归档以前的任何环节", "any stage before it is archived")
_OPENING = Text("（新开一件）", "(opens a matter)")
_STAYS = Text("环节不变", "the stage stays")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """Something asked in a step: what it holds, when it is asked, whether and why it is sealed."""

    id: str
    name: Text
    holds: Text
    required: bool
    sealed: Text | None
    asked_when: Text | None
    choices: tuple[Choice, ...]
    basis: str
    help: Text | None
    refers: Text | None = None


@dataclass(frozen=True, slots=True)
class ClockMove:
    """What a step does to a clock; no clock means every clock that runs."""

    does: Text
    clock: Clock | None

    @property
    def length(self) -> Text:
        """Say how long the clock is; nothing when every clock is meant."""
        return length(self.clock) if self.clock is not None else Text("", "")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words."""

    step: Step
    after: tuple[Text, ...]
    to: Text
    who: tuple[Text, ...]
    conditions: tuple[Text, ...]
    effects: tuple[Text, ...]
    fields: tuple[FieldLine, ...]
    clocks: tuple[ClockMove, ...]
    papers: tuple[Text, ...]
    tells: Text | None


@dataclass(frozen=True, slots=True)
class StateLine:
    """A state in words: who is awaited, what the resident is told, what may follow."""

    state: State
    awaits: Text
    turn: Text | None
    next: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class KindSheet:
    """A kind laid open; `confined` says who alone learns of its matters, where that is so."""

    kind: Kind
    confined: Text | None
    states: tuple[StateLine, ...]
    steps: tuple[StepLine, ...]
    rings: tuple[Clock, ...]
    lapses: tuple[tuple[Clock, Step], ...]
    papers: tuple[tuple[str, Text, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A register laid open."""

    register: Register
    editors: tuple[Text, ...]
    fields: tuple[FieldLine, ...]


def kind_sheet(kind_id: str) -> KindSheet | None:
    """Lay a kind open, or return None for an unknown id."""
    kind = ALL.get(kind_id)
    if kind is None:
        return None
    return KindSheet(
        kind=kind,
        confined=_confined(kind),
        states=tuple(_state(kind, state) for state in kind.states),
        steps=tuple(_step(kind, step) for step in kind.steps),
        rings=tuple(CLOCKS[name] for name in kind.rings),
        lapses=tuple((CLOCKS[clock], kind.step(step)) for clock, step in kind.lapses),
        papers=tuple(_papers(kind)),
    )


def _confined(kind: Kind) -> Text | None:
    if not kind.confined:
        return None
    zh, en = (
        "、".join(ROLE_NAMES[role].zh for role in kind.confined),
        ", ".join(ROLE_NAMES[r].en for r in kind.confined),
    )
    return Text(
        f"只有接手单位的{zh}知道有这件事；列表、检索、统计、导出里，别的岗位（包括领导、管理、审计）都看不到",
        f"Only posts with the role {en} in the unit that has it learn of it: no list, search, figure or export shows it "
        "to anybody else, leaders, administrators and auditors included",
    )


def register_sheets() -> tuple[RegisterSheet, ...]:
    """Lay every register open."""
    return tuple(
        RegisterSheet(
            register,
            tuple(ROLE_NAMES[role] for role in register.editors),
            tuple(_field(one, register.fields, register.references) for one in register.fields),
        )
        for register in REGISTERS.values()
    )


def length(clock: Clock) -> Text:
    """Say how long a clock is, as the law says it."""
    if clock.n is not None:
        unit = UNIT_NAMES[clock.unit]
        return Text(f"{clock.n} {unit.zh}", f"{clock.n} {unit.en}") if clock.n else Text("当日", "the same day")
    if clock.word is not None:
        return clock.word
    days = [f"{month}月{day}日" for month, day in clock.fixed]
    return Text("每年" + "、".join(days), "every year on " + ", ".join(f"{m:02}-{d:02}" for m, d in clock.fixed))


def extension(clock: Clock) -> Text | None:
    """Say by how much a clock may be extended and by whom, or return None where the law has no extension."""
    allowed = clock.extend
    if allowed is None:
        return None
    unit = UNIT_NAMES[allowed.unit]
    much = Text(f"{allowed.n} {unit.zh}", f"{allowed.n} {unit.en}") if allowed.n else Text("长短另定", "as agreed")
    paper = f"，出具{BUILDERS[allowed.paper].name.zh}" if allowed.paper in BUILDERS else ""
    return Text(
        f"可延 {much.zh}，最多 {allowed.times} 次，由{allowed.by.zh}决定{paper}",
        f"by {much.en}, at most {allowed.times} time(s), decided by {allowed.by.en}",
    )


def found_clocks(words: str) -> tuple[tuple[str, Text, tuple[Clock, ...]], ...]:
    """Return the sections with the clocks that hold all the words; without words every clock."""
    wanted = words.lower().split()
    kept = ((key, name, tuple(row for row in rows if _holds(row, wanted))) for key, name, rows in SECTIONS)
    return tuple(section for section in kept if section[2])


def uses_of(clock_id: str) -> tuple[tuple[Kind, Step, Text], ...]:
    """Return where kinds use a clock: kind, step and what the step does to it."""
    return tuple(
        (kind, step, move.does)
        for kind, fields in ((kind, kind.fields()) for kind in ALL.values())
        for step in kind.steps
        for move in _moves(step, fields)
        if move.clock is not None and move.clock.id == clock_id
    )


def _holds(clock: Clock, wanted: Iterable[str]) -> bool:
    texts = (clock.name, clock.starts, clock.ends, length(clock))
    said = " ".join([clock.id, clock.basis_text, *(text.zh for text in texts), *(text.en for text in texts)]).lower()
    return all(word in said for word in wanted)


def _state(kind: Kind, state: State) -> StateLine:
    onward = tuple(step.name for step in kind.steps if state.id in step.after and step.to not in (None, state.id))
    turn = ROLE_NAMES[state.turn] if state.turn is not None else None
    return StateLine(state, AWAITS[state.awaits], turn, onward)


def _step(kind: Kind, step: Step) -> StepLine:
    return StepLine(
        step=step,
        after=tuple(_EVERYWHERE if one == ANY_OPEN_STATE else kind.state(one).name for one in step.after)
        or (_OPENING,),
        to=kind.state(step.to).name if step.to is not None else _STAYS,
        who=tuple(who(role) for role in step.who),
        conditions=(*((step.only.says,) if step.only else ()), *(GUARD_SAYS[guard] for guard in step.guards)),
        effects=tuple(_effects(kind, step)),
        fields=tuple(_field(field, step.fields, {}) for field in step.fields),
        clocks=tuple(_moves(step, kind.fields())),
        papers=tuple(paper_name(code) for code in step.papers),
        tells=_read_out(kind, step),
    )


def _read_out(kind: Kind, step: Step) -> Text | None:
    """The resident's sentence with what is filled in named in words."""
    told = step.tells
    if told is None:
        return None
    zh, en = told.zh, told.en
    for name, filled in {**{field.id: field.name for field in kind.asked(step)}, **_FILLED}.items():
        zh, en = zh.replace(f"{{{name}}}", f"〔{filled.zh}〕"), en.replace(f"{{{name}}}", f"[{filled.en}]")
    return Text(zh, en)


def who(role: Role) -> Text:
    """Say who a role is on a matter: the post and the unit it must belong to."""
    name, stand = ROLE_NAMES[role], STAND_SAYS[STANDS[role]]
    return Text(f"{stand.zh}{name.zh}", f"{name.en} {stand.en}".strip())


def _effects(kind: Kind, step: Step) -> Iterator[Text]:
    yield from (DEED_SAYS[deed] for deed in step.does)
    yield from (COUNT_SAYS[one] for one in step.counts)
    yield from (
        Text(f"“{field.name.zh}”{COUNT_SAYS[field.counts].zh}", f"“{field.name.en}”: {COUNT_SAYS[field.counts].en}")
        for field in step.fields
        if field.counts is not None
    )
    if step.opens:
        other = ALL[step.opens].name
        yield Text(f"同时开一件“{other.zh}”，与这件关联", f"Opens a linked matter of the kind “{other.en}”")
    for before in ALL.values() if step.origin else ():
        if any(one.opens == kind.id for one in before.steps):
            name = before.step(step.origin).name
            yield Text(f"原来的“{before.name.zh}”随之“{name.zh}”", f"The {before.name.en} takes “{name.en}”")
    if step.grave:
        yield Text("要再确认一次", "Asks to be confirmed")


def _field(field: Field, beside: tuple[Field, ...], refers: dict[str, str]) -> FieldLine:
    target = refers.get(field.id)
    return FieldLine(
        id=field.id,
        name=field.name,
        holds=SORT_NAMES[field.sort],
        required=field.required,
        sealed=_why_sealed(field),
        asked_when=_asked_when(field, beside),
        choices=field.choices,
        basis=field.basis,
        help=field.help,
        refers=REGISTERS[target].name if target else None,
    )


def _why_sealed(field: Field) -> Text | None:
    if field.sort in ALWAYS_PRIVATE:
        return _SEALED_PERSON
    return _SEALED_WORDS if field.sealed else None


def _asked_when(field: Field, beside: tuple[Field, ...]) -> Text | None:
    if field.when is None:
        return None
    other = next((one for one in beside if one.id == field.when[0]), None)
    value = _answer(other, field.when[1])
    name = other.name if other is not None else Text(field.when[0], field.when[0])
    return Text(f"“{name.zh}”答“{value.zh}”时才问", f"asked only if “{name.en}” is “{value.en}”")


def _answer(field: Field | None, value: str) -> Text:
    yes_no = {"true": Text("是", "yes"), "false": Text("否", "no")}
    choices = {choice.id: choice.name for choice in field.choices} if field is not None else {}
    return choices.get(value) or yes_no.get(value) or Text(value, value)


def _moves(step: Step, fields: Mapping[str, Field]) -> Iterator[ClockMove]:
    named = (
        (Text("起算", "starts"), step.starts),
        (Text("从收到那天起算", "counts from receipt"), step.from_receipt),
        (Text("停止", "stops"), step.stops),
        (Text("延长", "extends"), (step.extends, *step.extends_any) if step.extends else step.extends_any),
        (Text("中止", "holds"), (step.suspends,) if step.suspends else ()),
        (Text("恢复", "resumes"), (step.resumes,) if step.resumes else ()),
    )
    for does, names in named:
        for name in names:
            yield ClockMove(does, None if name == ANY_OPEN_STATE else CLOCKS[name])
    if step.logs:
        yield ClockMove(Text("收到起算、登记停止", "runs from receipt until written down"), CLOCKS[step.logs])
    for clock, day in step.due_by:
        yield ClockMove(Text(f"按“{fields[day].name.zh}”到期", f"due on “{fields[day].name.en}”"), CLOCKS[clock])
    for verb, conditions in ((Text("起算", "starts"), step.starts_if), (Text("停止", "stops"), step.stops_if)):
        for one in conditions:
            yield ClockMove(_if_answered(verb, one, fields), CLOCKS[one.clock])


def _if_answered(verb: Text, one: When, fields: Mapping[str, Field]) -> Text:
    field = fields.get(one.field)
    asked = field.name if field is not None else Text(one.field, one.field)
    if one.answer == "*":
        return Text(f"答了“{asked.zh}”就{verb.zh}", f"{verb.en} once “{asked.en}” is answered")
    value = _answer(field, one.answer)
    return Text(f"“{asked.zh}”是“{value.zh}”就{verb.zh}", f"{verb.en} if “{asked.en}” is “{value.en}”")


def _papers(kind: Kind) -> Iterator[tuple[str, Text, tuple[Text, ...]]]:
    for code in sorted({code for step in kind.steps for code in step.papers}):
        yield code, paper_name(code), tuple(step.name for step in kind.steps if code in step.papers)


def paper_name(code: str) -> Text:
    """Return the name of a document by its code."""
    return BUILDERS[code].name if code in BUILDERS else Text(code, code)
