"""Looking a declaration over before it may load: what is missing, dangling, or refused."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from huiyin.flow.answers import REPRESENTATIVES
from huiyin.flow.clock import Clock
from huiyin.flow.kind import Field, Kind, Purpose, Register, Step
from huiyin.flow.refusals import refused, refused_register
from huiyin.flow.words import ALWAYS_PRIVATE, CONFIDANTS, SAID, STANDS, WRITTEN, Deed, Guard, Role, Sort, Stand

# Deeds that read a field of the step; the field must be declared with that id.
NEEDED_FIELDS: dict[Deed, str] = {
    Deed.HAND_OVER: "to_post",
    Deed.ASSIST: "assist_unit",
    Deed.EXCLUDE: "concerned_unit",
    Deed.OFFICE_SAYS: "office_says",
    Deed.RESIDENT_SAYS: "solved",
    Deed.CALLBACK_SAYS: "callback_says",
    Deed.LINK: "other",
    Deed.MERGE: "other",
    Deed.LED_BY: "to_post",
    Deed.JOIN_OWN: "other",
    Deed.VOID: "void_number",
    Deed.SERVE_SOME: "served_whom",
    Deed.ANNOUNCE: "notice_on",
    Deed.REPRESENTED: REPRESENTATIVES,
    Deed.SETTLE_LEAD: "to_post",
    Deed.TELL_LIMIT: "route",
    Deed.TO_BODY: "route",
    Deed.TAKE_CHARGE: "charge_post",
    Deed.LIST_BACKLOG: "backlog_ground",
}
CHOOSING = frozenset({Sort.CHOICE, Sort.CHOICES, Sort.OUTCOMES})


def faults(kind: Kind, *, clocks: Mapping[str, Clock], kinds: Mapping[str, Kind] | None = None) -> list[str]:
    """Return every fault of a kind as a sentence; an empty list means it may load."""
    return [
        *_kind_faults(kind, clocks),
        *_answer_faults(kind),
        *_graph_faults(kind),
        *_link_faults(kind, kinds or {}),
        *_meant_faults(kind),
        *_confinement_faults(kind),
        *_count_faults(kind),
    ]


def purpose_faults(kind: Kind, *, purposes: Mapping[str, Purpose]) -> list[str]:
    """Return a sentence for every private field of a kind that nobody said the purpose of (个人信息保护法 第6条)."""
    private = {field.id: f"{kind.id}.{step.id}" for step in kind.steps for field in step.fields if field.private}
    return [
        f"{where}.{name}：个人信息字段没有写明为什么收集、依据哪条，请在 kinds/purposes.py 补一行"
        for name, where in private.items()
        if name not in purposes
    ]


def register_faults(register: Register, *, registers: Mapping[str, Register]) -> list[str]:
    """Return every fault of a register as a sentence; an empty list means it may load."""
    found = list(_field_faults(register.id, register.fields))
    why = refused_register(register.id, register.name.zh, register.name.en)
    if why is not None:
        found.append(f"{register.id}：{why.zh}")
    names = {field.id for field in register.fields}
    if register.label not in names:
        found.append(f"{register.id}：显示名字段 {register.label} 没有声明")
    for field_id, target in register.refers:
        if field_id not in names or target not in registers:
            found.append(f"{register.id}：{field_id} 指向的 {target} 不存在")
    for field in register.fields:
        if field.sort in ALWAYS_PRIVATE and field.sort is not Sort.PHONE:
            found.append(f"{register.id}：登记册不存个人隐私字段 {field.id}")
    return found


def _answer_faults(kind: Kind) -> Iterator[str]:
    asked = {field.id: field for step in kind.steps for field in step.fields}
    for step in kind.steps:
        for one in (*step.starts_if, *step.stops_if):
            field = asked.get(one.field)
            if field is None:
                yield f"{kind.id}.{step.id}：起算 {one.clock} 看的字段 {one.field} 没有声明"
            elif one.answer != "*" and field.choices and one.answer not in {choice.id for choice in field.choices}:
                yield f"{kind.id}.{step.id}：字段 {one.field} 没有 {one.answer} 这个答案"


def _kind_faults(kind: Kind, clocks: Mapping[str, Clock]) -> Iterator[str]:
    why = refused(kind.id, kind.name.zh, kind.name.en)
    if why is not None:
        yield f"{kind.id}：{why.zh}"
    states = {state.id for state in kind.states}
    for step in kind.steps:
        yield from _field_faults(f"{kind.id}.{step.id}", step.fields)
        yield from _step_faults(kind, step, states, clocks)
        yield from _signing_faults(kind, step)
    for name in (*kind.rings, *(clock for clock, _ in kind.lapses)):
        if name not in clocks:
            yield f"{kind.id}：时限 {name} 不在目录里"
    for _, step_id in kind.lapses:
        if step_id not in {step.id for step in kind.steps}:
            yield f"{kind.id}：到期环节 {step_id} 没有声明"


def _step_faults(kind: Kind, step: Step, states: set[str], clocks: Mapping[str, Clock]) -> Iterator[str]:
    where = f"{kind.id}.{step.id}"
    for state in (*step.after, *filter(None, (step.to,))):
        if state not in states and state != "*":
            yield f"{where}：没有状态 {state}"
    named = (*step.clocks_started, *step.clocks_stopped, *step.extends_any)
    named += tuple(filter(None, (step.extends, step.suspends, step.resumes, step.warns)))
    for name in named:
        if name not in clocks and name != "*":
            yield f"{where}：时限 {name} 不在目录里"
    if not step.who:
        yield f"{where}：没有说由谁办"
    if (step.writes or step.warns) and step.tells is None:
        yield f"{where}：要告诉群众的环节没有写给群众看的话"
    # What a step drafted is answered where it was drafted.
    fields = kind.asked(step) if step.signs in {one.id for one in kind.steps} else step.fields
    yield from _needed_faults(where, replace(step, fields=fields), clocks)
    yield from _answered_faults(where, replace(step, fields=fields))


def _signing_faults(kind: Kind, step: Step) -> Iterator[str]:
    where = f"{kind.id}.{step.id}"
    signing = [one for one in kind.steps if one.signs == step.id]
    if Deed.PUT_FORWARD in step.does and (len(signing) != 1 or step.papers or step.to is not None):
        yield f"{where}：拟稿送签的环节要有且只有一个签发环节，自己不出文书、不改状态"
    if signing and Deed.PUT_FORWARD not in step.does:
        yield f"{where}：要签发的稿子没有送签"
    if not step.signs:
        return
    if step.signs not in {one.id for one in kind.steps}:
        yield f"{where}：签发的环节 {step.signs} 没有声明"
    if step.who != (Role.SIGNER,) or step.fields or not {Guard.PUT_FORWARD, Guard.ANOTHER_HAND} <= set(step.guards):
        yield f"{where}：签发环节只能由签发岗办，不再填什么，并要换一个人"


def _needed_faults(where: str, step: Step, clocks: Mapping[str, Clock]) -> Iterator[str]:
    asked = {field.id for field in step.fields}
    for deed in step.does:
        needed = NEEDED_FIELDS.get(deed)
        if needed is not None and needed not in asked:
            yield f"{where}：{deed} 需要字段 {needed}"
    if Deed.TELL_LIMIT in step.does and "limit_from" not in asked:
        yield f"{where}：算期限需要字段 limit_from"
    for choice in (choice for field in step.fields for choice in field.choices):
        if choice.clock and choice.clock not in clocks:
            yield f"{where}：时限 {choice.clock} 不在目录里"
    if (step.extends or step.extends_any) and "extend_by" not in asked:
        yield f"{where}：延期需要字段 extend_by"
    if step.suspends in clocks and (not clocks[step.suspends].grounds or "ground" not in asked):
        yield f"{where}：{step.suspends} 没有法定中止事由，或没有问事由"


def _answered_faults(where: str, step: Step) -> Iterator[str]:
    asked = {field.id: field for field in step.fields}
    for clock, day in step.due_by:
        if day not in asked or asked[day].sort is not Sort.DAY:
            yield f"{where}：{clock} 的到期日要由日期字段 {day} 给出"
    for one in step.stops_if:
        if one.field not in asked:
            yield f"{where}：停 {one.clock} 看的字段 {one.field} 没有问"


def _field_faults(where: str, fields: tuple[Field, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for field in fields:
        why = refused(field.id, field.name.zh, field.name.en, *(choice.name.zh for choice in field.choices))
        if why is not None:
            yield f"{where}.{field.id}：{why.zh}"
        if field.id in seen:
            yield f"{where}.{field.id}：声明了两次"
        if field.sort in CHOOSING and not field.choices:
            yield f"{where}.{field.id}：没有列出可选项"
        for first in {one[0] for one in (field.when, field.needed_if) if one is not None} - seen:
            yield f"{where}.{field.id}：前提字段 {first} 要先声明"
        if field.of and (not field.private or REPRESENTATIVES not in seen):
            yield f"{where}.{field.id}：某位代表自己的字段要封存，并先声明 {REPRESENTATIVES}"
        if field.within is not None and field.sort is not Sort.NUMBER:
            yield f"{where}.{field.id}：只有数字才有上下限"
        seen.add(field.id)


def _graph_faults(kind: Kind) -> Iterator[str]:
    openings = [step for step in kind.steps if not step.after]
    if len(openings) != 1 or openings[0].to is None:
        yield f"{kind.id}：要有且只有一个开头的环节，并进入一个状态"
        return
    reached = _reached(kind, openings[0].to)
    for one in kind.states:
        if one.id not in reached:
            yield f"{kind.id}：状态 {one.id} 走不到"
    final = {state.id for state in kind.states if state.final}
    if not final:
        yield f"{kind.id}：没有终点状态"
    for step in kind.steps:
        if step.to in final and "*" not in step.stops:
            yield f"{kind.id}.{step.id}：进入终点要停下所有时限"
        if final & set(step.after) and step.clocks_started:
            yield f"{kind.id}.{step.id}：终点状态里不能起时限"


def _reached(kind: Kind, first: str) -> set[str]:
    reached: set[str] = set()
    waiting = [first]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting.extend(step.to for step in kind.steps if step.to and (state in step.after or "*" in step.after))
    return reached


def _link_faults(kind: Kind, kinds: Mapping[str, Kind]) -> Iterator[str]:
    for step in kind.steps:
        if step.fans and step.fans not in {other.id for other in kind.steps}:
            yield f"{kind.id}.{step.id}：并案各件要走的环节 {step.fans} 没有声明"
        if step.shares and step.shares not in {other.id for other in kind.steps}:
            yield f"{kind.id}.{step.id}：一并答复的环节 {step.shares} 没有声明"
        if step.repeats and step.repeats not in {other.id for other in kind.steps}:
            yield f"{kind.id}.{step.id}：本人重复的各件要走的环节 {step.repeats} 没有声明"
        taken = {other.id for one in kinds.values() for other in one.steps}
        if step.about and kinds and step.about not in taken:
            yield f"{kind.id}.{step.id}：所问的事项要走的环节 {step.about} 没有声明"
        if step.opens and kinds and step.opens not in kinds:
            yield f"{kind.id}.{step.id}：要打开的事项类型 {step.opens} 没有声明"
        if step.confines and (step.opens not in kinds or kinds[step.opens].confined != step.confines):
            yield f"{kind.id}.{step.id}：限定知情的环节，打开的事项也要限定给同样的岗位"


def _meant_faults(kind: Kind) -> Iterator[str]:
    asked = {field.id: field for step in kind.steps for field in step.fields}
    for step in kind.steps:
        choices = [choice for field in step.fields for choice in field.choices]
        for only in filter(None, (step.only, *(choice.only for choice in choices))):
            known = {choice.id for choice in asked[only.field].choices} if only.field in asked else set()
            if not only.answers <= known:
                yield f"{kind.id}.{step.id}：{only.field} 没有 {'、'.join(sorted(only.answers - known))} 这个答案"
        if Deed.TO_BODY in step.does and not (
            {"route", "forward_to"} <= {field.id for field in step.fields}
            and all(choice.body for field in step.fields if field.id == "route" for choice in field.choices)
        ):
            yield f"{kind.id}.{step.id}：转给哪类机关，要有字段 route、forward_to，每一类写明机关"


def _count_faults(kind: Kind) -> Iterator[str]:
    for step in kind.steps:
        if SAID & set(step.counts) or len(set(step.counts)) != len(step.counts):
            yield f"{kind.id}.{step.id}：环节不能算作 {'、'.join(step.counts)}"
        for field in (one for one in step.fields if one.counts is not None):
            # A figure of which everybody says yes, or nobody, says nothing.
            if field.counts not in SAID or len({choice.counts for choice in field.choices}) != 2 or field.private:
                yield f"{kind.id}.{step.id}.{field.id}：算作 {field.counts} 的字段，要公开、有算的和不算的选项"


def _confinement_faults(kind: Kind) -> Iterator[str]:
    # Whoever opens a confined matter loses sight of it; after that only its own roles, and what stands in a relation
    # to the one matter, may act, and no word that somebody wrote may lie open.
    if not kind.confined:
        return
    for role in sorted(set(kind.confined) - CONFIDANTS):
        yield f"{kind.id}：不能只限 {role} 知道"
    for step in kind.steps:
        for role in step.who if step.after else ():
            if role not in kind.confined and STANDS[role] is not Stand.RELATION:
                yield f"{kind.id}.{step.id}：{role} 看不到这类事，办不了"
        for field in step.fields:
            if field.sort in WRITTEN and not field.private:
                yield f"{kind.id}.{step.id}.{field.id}：限定知情的事，写下的话都要封存"
