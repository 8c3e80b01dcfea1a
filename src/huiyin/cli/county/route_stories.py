"""Some weeks of what is no ordinary appeal in the demo county: suggestions, accusations, applications to perform a duty."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from huiyin.cli.county.appeal_scripts import AppealScript, appeal_scripts
from huiyin.cli.county.hands import CENTRE, DISCIPLINE, Roster, roster
from huiyin.cli.county.model import County, Value
from huiyin.cli.county.story import Story, StoryStep

SEED_SHIFT, DAYS, DRAWN, COUNT = 9, 45, 500, 24
_OFFICE = "county-housing"
_INTEGRITY = f"{DISCIPLINE}.integrity-1"
# What people suggest, how it was looked into, and what became of it.
_SUGGESTIONS = (
    ("公园里的健身器材建议加块说明牌", "给每件器材装说明牌", "adopted", "到公园看过，器材都没有说明。", "本月底前装好说明牌，由公园管理站负责。"),
    ("老小区楼道建议装声控灯", "楼道换成声控灯", "partly", "走访了六个小区，三个有公共维修资金。", "有维修资金的三个小区年内换好，其余列入明年计划。"),
    ("建议把办事大厅周末也开门", "周末开门", "adopted", "统计了半年的周末预约。", "下月起周六上午开四个窗口，办得最多的事项都能办。"),
    ("建议在河边修一条跑步道", "修跑步道", "not_adopted", "查了河道管理范围和防洪要求。", "河道管理范围内不能硬化，已把上堤步道和台阶修好，欢迎去走。"),
)  # fmt: skip
_ACCUSED = "反映某工程验收时有人收了好处，材料款对不上，请核查。名字和细节当面说。"
_DUTY = "楼下餐馆把油烟管接到居民楼道，去年就反映过，请依法查处，让它改到楼顶排放。"


def route_stories(county: County, *, today: date, seed: int) -> Iterator[Story]:
    """Yield the stories, oldest first; what lies at or after `today` is left out by the player."""
    index = roster(county)
    drawn = appeal_scripts(county, start=today - timedelta(days=DAYS), end=today, count=DRAWN, seed=seed + SEED_SHIFT)
    fitting = [one for one in drawn if one.concerns is None and one.phone]
    scripts = sorted(fitting[:: len(fitting) // COUNT][:COUNT], key=lambda one: one.filed_at)
    for number, script in enumerate(scripts):
        yield (_suggestion, _duty, _accusation, _suggestion, _turned, _duty)[number % 6](script, index, number)


def _filed(script: AppealScript, **said: Value) -> dict[str, Value]:
    return {
        "channel": "walk_in",
        "village": script.division,
        "name": script.name,
        "phone": script.phone,
        "place": script.place,
        "concerns_office": False,
        **said,
    }


def _step(step: str, at: datetime, hours: int, by: str | None, **values: Value) -> StoryStep:
    return StoryStep(step, at + timedelta(hours=hours), by, values)


def _counter(index: Roster) -> tuple[str, str]:
    return index.first(CENTRE, role="intake"), index.first(CENTRE, role="sort")


def _suggestion(script: AppealScript, index: Roster, number: int, /) -> Story:
    clerk, sorter = _counter(index)
    title, wanted, adoption, found, words = _SUGGESTIONS[number % len(_SUGGESTIONS)]
    handler, at = index.first(_OFFICE, role="handle"), script.filed_at
    steps = (
        _step("assign", at, 2, sorter, to_post=handler, reason="由有权采纳的单位研究"),
        _step("sign_for", at, 5, handler),
        _step("study", at, 6, handler),
        _step("draft", at, 24 * 9, handler, found=found, adoption=adoption, adoption_words=words),
        _step("check", at, 24 * 9 + 2, f"{_OFFICE}.checker"),
        _step("sign", at, 24 * 10, f"{_OFFICE}.head"),
        _step("serve", at, 24 * 11, handler, served_way="in_person"),
    )
    values = _filed(script, words=f"{title}。{wanted}，大家都方便。", title=title, requests=[wanted])
    return Story("suggestion", at, clerk, values, steps[: 3 + number % 7], received_unit=CENTRE)


def _duty(script: AppealScript, index: Roster, number: int, /) -> Story:
    clerk, sorter = _counter(index)
    handler, at = index.first(_OFFICE, role="handle"), script.filed_at
    answer = {
        "found": "到现场看过，油烟管确实接进楼道。",
        "duty_done": "performed",
        "duty_words": "已责令十日内改到楼顶排放，并复查。",
    }
    steps = (
        _step("assign", at, 2, sorter, to_post=handler, reason="按权责清单交办"),
        _step("sign_for", at, 4, handler),
        _step("take_duty", at, 20, handler, duty_law="general", duty_reason="要求查处违法、保护人身财产"),
        _step("draft_duty", at, 24 * 12, handler, **answer, opinion_basis="《大气污染防治法》第八十一条"),
        _step("sign_duty", at, 24 * 13, f"{_OFFICE}.head"),
        _step("serve_duty", at, 24 * 14, handler, served_way="in_person"),
    )
    values = _filed(script, words=_DUTY, title="要求查处楼下餐馆油烟扰民", requests=["依法查处，改到楼顶排放"])
    return Story("appeal", at, clerk, values, steps[: 3 + number % 7], received_unit=CENTRE)


def _accusation(script: AppealScript, index: Roster, number: int, /) -> Story:
    clerk, _ = _counter(index)
    at = script.filed_at
    crime = number % 2 == 0
    ending = (
        _step("hand_out", at, 24 * 4, _INTEGRITY, out_to="police", out_body="安澜县公安局", crime=True, out_reason="涉嫌犯罪，依法移送"),
        _step("signed_out", at, 24 * 6, _INTEGRITY, signed_on=(at + timedelta(days=6)).date().isoformat(), signed_by="案管窗口"),
    ) if crime else (
        _step("answer", at, 24 * 15, _INTEGRITY, ending="clarified", answer_words="已核查，验收程序完整，差额是设计变更。", told_way="phone"),
        _step("archive", at, 24 * 16, _INTEGRITY),
    )  # fmt: skip
    values = _filed(script, words=_ACCUSED, concerns_office=True, concerned_unit=_OFFICE)
    return Story("accusation", at, clerk, values, (_step("take_up", at, 20, _INTEGRITY), *ending), received_unit=CENTRE)


def _turned(script: AppealScript, index: Roster, number: int, /) -> Story:
    clerk, sorter = _counter(index)
    about: dict[str, Value] = {"concerns_office": True, "concerned_unit": _OFFICE}
    values = _filed(script, words=_ACCUSED, title="反映工程验收的问题", requests=["请核查"], **about)
    steps = (_step("turn_accusation", script.filed_at, 3, sorter, turn_reason="反映公职人员收受好处", **about),)
    return Story("appeal", script.filed_at, clerk, values, steps, received_unit=CENTRE)
