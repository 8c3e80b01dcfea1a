"""Some weeks of hotline orders of the demo county: what was called in, who got it, and what came of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from huiyin.cli.county.appeal_scripts import AppealScript, appeal_scripts
from huiyin.cli.county.hands import CENTRE, Roster, roster
from huiyin.cli.county.model import County, Value
from huiyin.cli.county.story import Story, StoryStep

SORTS = ("help", "help", "complaint", "enquiry", "complaint", "suggestion", "help")
# Another seed than the appeals', so that an order is not the double of an appeal.
SEED_SHIFT = 5
DAYS, DRAWN, COUNT = 25, 400, 60
ANSWERS = {
    "enquiry": ("explained", "您问的手续已经在电话里说清：材料、窗口和时间都发到您手机上了。"),
    "help": ("done", "已派人到现场处理好，请您再看看；还有问题随时打来。"),
    "suggestion": ("planned", "建议收到了，今年先把最急的一段做完，其余列入明年计划。"),
    "complaint": ("done", "已到现场核实，属实的当场纠正，责任人作了说明，后面一周每天复看。"),
}


def order_stories(county: County, *, today: date, seed: int) -> Iterator[Story]:
    """Yield the orders of the last weeks, oldest first; what lies at or after `today` is left out by the player."""
    index = roster(county)
    drawn = appeal_scripts(county, start=today - timedelta(days=DAYS), end=today, count=DRAWN, seed=seed + SEED_SHIFT)
    fitting = islice((one for one in drawn if one.concerns is None and one.phone and _handler(one)), COUNT)
    scripts = sorted(fitting, key=lambda one: one.filed_at)
    for number, script in enumerate(scripts):
        other = _handler(scripts[number - 1])
        yield _story(script, index, number=number, other=other)


def _handler(script: AppealScript) -> str:
    return next((str(step.values["to_post"]) for step in script.plan if step.step == "hand_over"), "")


def _story(script: AppealScript, index: Roster, *, number: int, other: str) -> Story:
    clerk, sorter = index.first(CENTRE, role="intake"), index.first(CENTRE, role="sort")
    sort, at = SORTS[number % len(SORTS)], script.filed_at
    values: dict[str, Value] = {
        "channel": "hotline" if number % 5 else "transfer_12345",
        "order_sort": sort,
        "urgent": number % 17 == 3,
        "words": script.words,
        "title": script.title,
        "requests": list(script.wants),
        "category": script.category,
        "village": script.division,
        "grid": script.grid,
        "place": script.place,
        "name": script.name,
        "phone": script.phone,
        "hotline_number": f"RX{at:%m%d}{number:04d}",
        "concerns_office": False,
    }
    steps = tuple(_steps(script, sorter, number=number, sort=sort, other=other))
    return Story("order", at, clerk, values, steps, received_unit=CENTRE)


def _steps(script: AppealScript, sorter: str, *, number: int, sort: str, other: str) -> Iterator[StoryStep]:
    at, handler = script.filed_at, _handler(script)
    if number % 19 == 7:
        words = "劳动报酬争议先到县劳动仲裁院申请仲裁，一年以内，带身份证和考勤、转账记录；也可以到综治中心请人帮您写。"
        yield _step("guide", at, 1, sorter, not_hotline="arbitration", guide_words=words, told_way="phone")
        return
    yield _step("dispatch", at, 1, sorter, to_post=handler, reason="按权责清单派单")
    if number % 13 == 5 and other and other != handler:
        yield from _disputed(at, handler, sorter, other)
        return
    if number % 11 == 9:
        return
    yield _step("sign_for", at, 3, handler)
    if number % 9 == 4:
        return
    yield _step("contact", at, 5, handler, reached="yes", contact_words="本人说了位置和情况，约好到现场。")
    yield _step("note", at, 20, handler, progress="到现场看过，正在处理。", progress_public="已经派人看过，正在处理")
    if number % 7 == 6:
        return
    answer_sort, answer = ANSWERS[sort]
    yield _step("answer", at, 26, handler, answer_sort=answer_sort, answer=answer, answer_way="phone")
    if number % 3:
        yield _step("call_back", at, 75, sorter, callback_says="yes" if number % 4 else "partly")
        yield _step("close", at, 76, handler, office_says="yes")


def _disputed(at: datetime, first: str, sorter: str, second: str) -> Iterator[StoryStep]:
    """Two units send it back, then meet: the first answers for it until the decision."""
    back: dict[str, Value] = {"why_back": "other_lead", "reason": "管护责任不在本单位，权责清单里没有这一项。"}
    yield _step("send_back", at, 3, first, proposed_unit=second.split(".")[0], **back)
    yield _step("dispatch_again", at, 4, first, to_post=second, reason="这一段归它管护")
    yield _step("send_back", at, 6, second, proposed_unit=first.split(".")[0], **back)
    units: list[str] = sorted({first.split(".")[0], second.split(".")[0], CENTRE})
    yield _step(
        "convene",
        at,
        9,
        sorter,
        met_on=(at + timedelta(hours=9)).date().isoformat(),
        met_units=units,
        met_posts=["综治中心分流岗", "首接单位承办岗", "被提到的单位承办岗"],
        to_post=first,
        decided="按“谁先接到谁先办”定首接单位主办，另一家三天内出人出车配合。",
        minutes="三方到场看过，管护边界不清，由首接单位先办，边界问题另行报县政府明确。",
    )


def _step(step: str, at: datetime, hours: float, by: str, /, **values: Value) -> StoryStep:
    return StoryStep(step, at + timedelta(hours=hours), by, values)
