"""Serving papers: by which lawful way, proven by what, on which day, to which recipients (民事诉讼法 by analogy)."""

from datetime import date

from huiyin.flow.answers import FIRST, REPRESENTATIVES
from huiyin.flow.clock import due
from huiyin.flow.doing import Doing
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import IssuedPaper, Matter
from huiyin.flow.scene import NotAllowed
from huiyin.flow.ticking import NOTICE_CLOCK
from huiyin.flow.words import Deed
from huiyin.kit.text import Text

# Ways that nobody signs for in front of us: the slip or a photo must be kept; a notice is kept when it is published.
PROVEN_BY_FILE = frozenset({"post", "left"})
PROOF = "served_proof"
# Art 20 of the Regulation on petition work: at most five representatives.
MOST_REPRESENTATIVES = 5


def serve(doing: Doing) -> None:
    """Write that every unserved paper is now served on all who had not got it yet."""
    waiting, day = _waiting(doing), _day(doing)
    way, everybody = _way(doing), doing.scene.matter.recipients
    doing.body["papers"] = [
        _served(paper, day, way, whom=[one for one in everybody if one not in paper.reached()]) for paper in waiting
    ]
    _own_last_days(doing, doing.attempt.step, day)
    # The remedies run from the day the last of several got it, never to the harm of anyone.
    earlier = [service.on for paper in waiting for service in paper.services]
    doing.body["counts_from"] = max([day, *earlier]).isoformat()


def serve_some(doing: Doing) -> None:
    """Write that some of the representatives got the unserved papers; the last ones are for `serve`."""
    waiting, day, way = _waiting(doing), _day(doing), _way(doing)
    whom = [str(one) for one in doing.values["served_whom"]]
    everybody = doing.scene.matter.recipients
    if set(whom) - set(everybody):
        raise NotAllowed(Text(f"只有 {len(everybody)} 位代表", f"There are only {len(everybody)} representatives"))
    closing = _serving_step(doing.scene.kind, doing.scene.matter)
    changes = []
    for paper in waiting:
        left = [one for one in everybody if one not in paper.reached() and one not in whom]
        if not left and closing is not None:
            raise NotAllowed(Text("剩下的都送到了，请用“送达”", "That would be all of them: take the step that serves"))
        got = [one for one in whom if one not in paper.reached()]
        if got:
            changes.append({**_served(paper, day, way, whom=got), **({"left": left} if left else {})})
    if not changes:
        raise NotAllowed(Text("这几位已经送到了", "They have it already"))
    doing.body["papers"] = changes
    if closing is not None:
        _own_last_days(doing, closing, day)


def _serving_step(kind: Kind, matter: Matter) -> Step | None:
    """Return the step by which what waits in this state is served on all, or None where the state has none."""
    return next((step for step in kind.steps if Deed.SERVE in step.does and matter.state in step.after), None)


def answer_on_its_way(kind: Kind, matter: Matter) -> IssuedPaper | None:
    """Return the paper that the matter's state is there to serve while somebody has not got it; None where none is."""
    if _serving_step(kind, matter) is None:
        return None
    return next((one for one in reversed(matter.papers) if not one.void and not one.served_on), None)


def _own_last_days(doing: Doing, closing: Step, day: date) -> None:
    # Of several each has a time of his own, from the day he got it; a county's own targets bind nobody outside.
    world, changes = doing.scene.world, doing.body["papers"]
    legal = [world.clocks[name] for name in closing.starts if not world.clocks[name].local]
    last = {clock.id: due(clock, day, calendar=world.calendar).due_on for clock in legal}
    if doing.scene.matter.recipients and changes and not doing.scene.matter.history:
        changes[-1]["last"] = {name: on.isoformat() for name, on in last.items() if on is not None}


def represented(doing: Doing) -> None:
    """Write how many representatives the papers go to; their names are sealed, so they go by number."""
    if REPRESENTATIVES not in doing.values:
        return
    count = int(doing.values[REPRESENTATIVES])
    if not 1 <= count <= MOST_REPRESENTATIVES:
        raise NotAllowed(
            Text("代表为 1 到 5 人（信访工作条例 第20条）", "One to five representatives (Art 20 of the Regulation)")
        )
    if count > int(doing.values.get("people_count", count)):
        raise NotAllowed(
            Text("代表比一起反映的人还多，请核对人数", "More representatives than people: please check the numbers")
        )
    doing.body["recipients"] = {"add": [str(number) for number in range(1, count + 1)]}


def agree_to_withdraw(doing: Doing) -> None:
    """Write which representative agrees to withdraw."""
    agreed = {*doing.scene.matter.values.get("withdrawing", ()), doing.scene.actor.party or FIRST}
    doing.body["values"]["withdrawing"] = sorted(agreed)


def _served(paper: IssuedPaper, day: date, way: str, *, whom: list[str]) -> dict[str, object]:
    change: dict[str, object] = {"do": "serve", "id": paper.id, "on": day.isoformat(), "way": way}
    return {**change, "whom": whom} if whom else change


def _waiting(doing: Doing) -> list[IssuedPaper]:
    # Everything still unserved goes over together, as it does across a counter.
    return [paper for paper in doing.scene.matter.papers if not paper.served_on and not paper.void]


def _way(doing: Doing) -> str:
    """Return the way, proven as it must be. A step that asks for no proof is believed."""
    way = str(doing.values.get("served_way", "online"))
    asked = {field.id for field in doing.attempt.step.fields}
    if way in PROVEN_BY_FILE and PROOF in asked and PROOF not in doing.attempt.digests:
        raise NotAllowed(
            Text(
                "请附上凭证：邮寄附回执照片，留置附留放处照片（不拍人）",
                "Attach the proof: the slip, or a photo of the paper left there (no people)",
            )
        )
    if way == "online" and "agreed_online" in asked and doing.values.get("agreed_online") is not True:
        raise NotAllowed(
            Text("本人同意才能网上送达，请换一种送达方式", "Only with the person's agreement: choose another way")
        )
    return way


def _day(doing: Doing) -> date:
    on = doing.attempt.on
    announced = doing.values.get("served_way") == "announced"
    day = _announced(doing) if announced else date.fromisoformat(doing.values.get("served_on") or on.isoformat())
    if day > on:
        raise NotAllowed(Text("送到的日子不能晚于今天", "The day of receipt cannot be later than today"))
    if any(day < paper.issued_on for paper in _waiting(doing)):
        raise NotAllowed(Text("送到的日子早于文书日期", "The day of receipt is earlier than the paper"))
    return day


def _announced(doing: Doing) -> date:
    notice = doing.scene.matter.values.get("notice_on")
    if notice is None:
        raise NotAllowed(
            Text(
                "先办“刊登送达公告”，满 30 日再来登记送达",
                "Publish the notice first; 30 days later it counts as served",
            )
        )
    published = date.fromisoformat(notice)
    if any(published < paper.issued_on for paper in _waiting(doing)):
        raise NotAllowed(
            Text("公告早于这份文书，要为它再刊登一次", "The notice is older than the paper: publish one for it")
        )
    world = doing.scene.world
    last = due(world.clocks[NOTICE_CLOCK], published, calendar=world.calendar).due_on
    assert last is not None
    if last >= doing.attempt.on:
        raise NotAllowed(
            Text(
                f"公告满 30 日才算送达：{last.month}月{last.day}日过完以后再来登记",
                f"Served only when 30 days have passed since the notice: record it after {last.isoformat()}",
            )
        )
    return last


def announce(doing: Doing) -> None:
    """Write from which day the thirty days of a public notice run."""
    published = date.fromisoformat(doing.values["notice_on"])
    if published > doing.attempt.on:
        raise NotAllowed(Text("刊登的日子不能晚于今天", "The notice cannot be later than today"))
    if any(published < paper.issued_on for paper in _waiting(doing)):
        raise NotAllowed(Text("刊登的日子早于文书日期", "The notice is earlier than the paper"))
    doing.body["counts_from"] = published.isoformat()
