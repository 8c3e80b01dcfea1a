"""The tabs of a matter's page: flow and story, papers, files, parties, links, ratings, readings, trail."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from django.urls import reverse
from django.utils.safestring import SafeString

from huiyin.flow.kind import Kind, Step
from huiyin.flow.words import VERB_NAMES, Role
from huiyin.kinds.replying import SOLVED_SCALE
from huiyin.kit.text import Text
from huiyin.queries.happenings import Happened
from huiyin.queries.matter_page import MatterPage, reading_count
from huiyin.web.desk.showing import clock_time, day, step_url
from huiyin.web.drawings import Edge, Node, flow_svg
from huiyin.web.parts import LineItem, Link, Tab, VerbKey, Voice
from huiyin.web.templatetags.look import in_english, words

TABS: dict[str, Text] = {
    "flow": Text("办理流程", "Flow"),
    "papers": Text("文书", "Papers"),
    "files": Text("附件", "Files"),
    "parties": Text("当事人", "Parties"),
    "links": Text("关联", "Links"),
    "voices": Text("评价", "Ratings"),
    "readings": Text("谁看过", "Readings"),
    "trail": Text("留痕", "Trail"),
}
SERVED_WAYS = {
    "in_person": Text("当面送达", "in person"),
    "post": Text("邮寄送达", "by post"),
    "online": Text("网上送达", "online"),
    "left": Text("留置送达", "left at the door"),
    "office": Text("机关之间送出", "sent between offices"),
    "announced": Text("公告送达", "by public notice"),
}
# What the head and the side of the page say already.
SHOWN_ELSEWHERE = frozenset({"title", "requests", "category", "village", "grid", "channel"})
# What only a matter that somebody filed has.
OF_FILERS = frozenset({"parties", "voices"})
NOT_YET = Text("还没说", "Nothing said yet")


def tabs(found: MatterPage, *, current: str, files: int) -> tuple[Tab, ...]:
    """Return the tabs with what they hold."""
    base = reverse("desk:matter", kwargs={"number": found.matter.number})
    counts = {
        "papers": len(found.papers),
        "files": files,
        "links": len(found.links),
        "readings": reading_count(found.id),
        "trail": len(found.happened),
    }
    return tuple(
        Tab(words(name), base if key == "flow" else f"{base}?tab={key}", counts.get(key), key == current)
        for key, name in TABS.items()
        if key not in OF_FILERS or is_filed(found.kind)
    )


def is_filed(kind: Kind) -> bool:
    """Say whether matters of a kind come from a person who is owed an answer; a task comes from the office itself."""
    return not any(state.giver_turn for state in kind.states)


def verbs(found: MatterPage) -> tuple[VerbKey, ...]:
    """Return the ten verb keys: what may be done first, the others with why not."""
    wanted = found.next_step
    keys = []
    for verb, name in VERB_NAMES.items():
        held = [offer for offer in found.offers if offer.step.verb is verb]
        if not held:
            continue
        offer = next((one for one in held if one.allowed), held[0])
        if wanted is not None and wanted.verb is verb:
            offer = next((one for one in held if one.step.id == wanted.id), offer)
        hint = offer.step.hint or offer.step.name
        keys.append(
            VerbKey(
                id=verb.value,
                name=words(name if not offer.allowed else _shown(offer.step, name)),
                hint=words(hint if offer.reason is None else offer.reason),
                enabled=offer.allowed,
                wanted=offer.allowed and wanted is not None and wanted.id == offer.step.id,
                url=step_url(found.matter.number, offer.step) if offer.allowed else "",
            )
        )
    return tuple(keys)


def _shown(step: Step, verb: Text) -> Text:
    # 答复 stands for drafting, checking, signing and serving: the key says which of them it is now.
    return verb if len(step.name.zh) > 5 or step.name.zh == verb.zh else step.name


def more_steps(found: MatterPage) -> tuple[Link, ...]:
    """Return the allowed steps that no verb key leads to."""
    led = {key.url for key in verbs(found)}
    return tuple(
        Link(words(offer.step.name), url)
        for offer in found.offers
        if offer.allowed
        and offer.step.who != (Role.CLOCKWORK,)
        and (url := step_url(found.matter.number, offer.step)) not in led
    )


def story(found: MatterPage) -> tuple[LineItem, ...]:
    """Return what happened, newest first, with what comes next on top."""
    items = [_item(found, line, newest=line is found.happened[-1]) for line in reversed(found.happened)]
    due = found.binding
    if due is not None and due.face.due_at is not None:
        when = words(Text(f"{day(due.face.due_at)}前", f"by {day(due.face.due_at)}"))
        items.insert(0, LineItem(when, "", words(due.clock.name), tone="next"))
    return tuple(items)


def _item(found: MatterPage, line: Happened, *, newest: bool) -> LineItem:
    said = "；".join(f"{words(one.label)}：{words(one.words)}" for one in line.said if one.id not in SHOWN_ELSEWHERE)
    sentence = words(line.name) + (f"。{said}" if said else "")
    if line.sealed:
        kept = "、".join(words(one) for one in line.sealed)
        sentence += words(Text(f"（封存：{kept}）", f" (sealed: {kept})"))
    papers = tuple(_paper_link(found, number) for number in line.papers)
    return LineItem(clock_time(line.at), words(line.by), sentence, papers, "now" if newest else "past")


def _paper_link(found: MatterPage, number: str) -> Link:
    paper = next(one for one in found.papers if one.number == number)
    return Link(f"{words(paper.name)} {number}", paper_url(found, str(paper.id), "pdf"))


def paper_url(found: MatterPage, paper: str, form: str) -> str:
    """Return the address of a paper as pdf, docx or png."""
    return reverse("desk:paper", kwargs={"number": found.matter.number, "paper": paper, "form": form})


def drawing(found: MatterPage) -> SafeString:
    """Draw the kind's states, those passed tinted, the present one solid."""
    passed = frozenset(line.state for line in found.happened if line.state)
    return _drawn(found.kind, found.state.id, passed, in_english())


# Laying a graph out takes as long as the rest of the page, and most matters of a kind have passed the same states.
@lru_cache(maxsize=512)
def _drawn(kind: Kind, state: str, passed: frozenset[str], english: bool) -> SafeString:
    nodes = [Node(one.id, words(one.name), _tone(one.id, passed, one.final)) for one in kind.states]
    title = words(Text(f"{kind.name.zh}的流转", f"How {kind.name.en} goes"))
    return flow_svg(nodes, list(_edges(kind)), current=state, title=title, key="flow")


def _tone(state: str, passed: frozenset[str], final: bool) -> Literal["done", "final", "to_come"]:
    if state in passed:
        return "done"
    return "final" if final else "to_come"


def _edges(kind: Kind) -> Iterable[Edge]:
    for step in kind.steps:
        if step.to is None:
            continue
        for state in step.after:
            if state not in ("*", step.to):
                yield Edge(state, step.to, words(step.name))


def voices(found: MatterPage) -> tuple[Voice, ...]:
    """Return what each side says about whether it is solved, never summed."""
    names = {choice.id: choice.name for choice in SOLVED_SCALE}
    shown: Sequence[tuple[str, Text, frozenset[str]]] = (
        ("office", Text("单位说", "The office says"), frozenset({"close"})),
        ("resident", Text("群众说", "The resident says"), frozenset({"rate"})),
        ("callback", Text("回访说", "The call-back says"), frozenset({"call_back"})),
    )
    return tuple(_voice(found, key, name, steps, names) for key, name, steps in shown)


def _voice(found: MatterPage, key: str, name: Text, steps: frozenset[str], names: dict[str, Text]) -> Voice:
    says = found.matter.voices.get(key)
    when = next((clock_time(line.at) for line in reversed(found.happened) if line.step in steps), "")
    return Voice(words(name), words(names.get(says, NOT_YET) if says else NOT_YET), when)
