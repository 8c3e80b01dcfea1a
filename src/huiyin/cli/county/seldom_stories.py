"""What is seldom and yet must be seen: hearings, objections, the simple track, all three levels, late requests."""

from collections.abc import Callable
from typing import Any

from huiyin.cli.county.teller import Place, Told, filed

HOUSING, CIVIL, WATER, TOWN = "county-housing", "county-civil", "county-water", "town-001-order"
COUNTY, CITY = "county-government", "city-government"
_SERVED: dict[str, Any] = {"served_way": "in_person"}


def tell_seldom(place: Place) -> None:
    """Bring every story in; each is a writing or some of its own, so that what one opens the next can find."""
    for story in STORIES:
        story(place)


def _in_hand(told: Told, unit: str) -> str:
    """Accept at the centre, hand over, sign for; returns the unit's handler."""
    handler = told.place.roster.first(unit, role="handle")
    told.step("accept", told.place.sorter())
    told.step("serve_papers", told.place.sorter(), **_SERVED)
    told.step("hand_over", told.place.sorter(), to_post=handler, reason="按权责清单由它主办")
    told.step("sign_for", handler, after=1)
    return handler


def _answered(told: Told, unit: str, *, found: str, outcome: str, words: str, basis: str) -> None:
    handler, days = told.place.roster.first(unit, role="handle"), 2
    said = {"found": found, "outcomes": [outcome], "outcome_words": [words], "opinion_basis": basis}
    told.step("draft", handler, after=days, **said)
    told.step("check", f"{unit}.checker", after=1)
    told.step("sign", f"{unit}.head", after=1)
    told.step("serve", handler, after=1, **_SERVED)


def _hearing_called(told: Told, handler: str, *, about: str, on: int, **more: Any) -> None:
    told.signed(
        "hearing_opened",
        handler,
        after=1,
        hearing_about=about,
        hearing_on=told.place.at(on).date().isoformat(),
        hearing_time="上午 9:30",
        hearing_place="县综治中心二楼听证室",
        hearing_host="分管负责人",
        hearing_members=["法律顾问", "居民代表", "人大代表"],
        hearing_clerk="业务股工作人员",
        hearing_public=True,
        **more,
    )
    told.step("serve_papers", handler, **_SERVED)


def _hearing_held(told: Told, handler: str, held: dict[str, Any], closed: dict[str, Any]) -> None:
    told.step("hearing_held", handler, after=3, **held)
    told.step("hearing_closed", handler, after=1, hearing_published=True, **closed)


_LIFT = {
    "words": "单元要加装电梯，井道正对我家窗户，屋里白天也要开灯，几次开会都没有说到一起。",
    "title": "加装电梯遮挡低层采光",
    "requests": ["请听一听低层住户的意见"],
}


_LIFT_ABOUT = "加装电梯遮不遮低层采光，费用怎么分"
_LIFT_HELD = {
    "hearing_present": ["反映人", "低层住户代表", "设计单位"],
    "hearing_record": "反映人陈述采光受影响；设计单位出示日照分析；低层住户提出补偿。各方核对笔录后签字。",
}
_LIFT_CLOSED = {
    "hearing_statements": "反映人要求缩小井道；加装一方同意改用透明井道。",
    "hearing_findings": "日照分析符合标准，井道位置可以外移 40 厘米。",
    "hearing_advice": "外移并改用透明井道，低层每户补偿由业主大会定。",
}
_FENCE_HELD = {
    "hearing_present": ["反映人", "邻居", "测绘人员"],
    "hearing_record": "测绘人员说明两次丈量的起点；反映人要求以老地契为准；邻居出示登记簿。各方核对笔录后签字。",
}
_FENCE_CLOSED = {
    "hearing_statements": "反映人主张以老地契为准；邻居主张以登记簿为准。",
    "hearing_findings": "登记簿的界址点清楚，老地契没有四至尺寸。",
    "hearing_advice": "以登记簿为准；有新的材料可以另行提出。",
}


def _hearing_to_come(place: Place) -> None:
    told = filed(place, -9, **_LIFT)
    _hearing_called(told, _in_hand(told, HOUSING), about=_LIFT_ABOUT, on=5)


def _hearing_over(place: Place) -> None:
    told = filed(place, -30, **{**_LIFT, "title": "加装电梯井道位置有争议", "name": "石望春"})
    handler = _in_hand(told, HOUSING)
    _hearing_called(told, handler, about=_LIFT_ABOUT, on=-25)
    _hearing_held(told, handler, _LIFT_HELD, _LIFT_CLOSED)
    words = "井道外移 40 厘米、改用透明材料，本月底前出新图纸"
    _answered(
        told,
        HOUSING,
        found="听证报告载明的事实属实。",
        outcome="support",
        words=words,
        basis="《民法典》第二百七十八条",
    )


def _objection(place: Place, day: int) -> tuple[Told, str, str]:
    told = filed(
        place,
        day,
        words="河边的步道和绿化带连着塌了一截，护栏也歪了，老人散步差点掉下去。",
        title="河边步道塌陷、护栏歪斜",
        requests=["修好步道和护栏"],
        name="江小禾",
    )
    first, second = (place.roster.first(unit, role="handle") for unit in (HOUSING, WATER))
    told.step("assign", place.sorter(), to_post=first, reason="步道由它养护")
    told.signed(
        "object",
        first,
        after=1,
        why_back="other_lead",
        proposed_unit=WATER,
        objection_facts="塌的一截在河道管理范围内，权责清单列明由水利部门管护，本单位只管绿化带以内。",
    )
    return told, first, second


def _objection_waits(place: Place) -> None:
    # Two working days to verify it: one of them is left, whatever day it is.
    _objection(place, -2)


def _objection_upheld(place: Place) -> None:
    told, _, second = _objection(place, -12)
    sorter = place.sorter()
    told.step("uphold_objection", sorter, objection_found="查了权责清单和河道划界图，塌的一截在河道管理范围内。")
    told.step("assign", sorter, to_post=second, reason="异议成立，改由水利部门主办")
    told.step("sign_for", second, after=1)
    told.step("accept", second)


def _objection_refused(place: Place) -> None:
    told, first, _ = _objection(place, -20)
    found = "现场量过，塌的一截在绿化带以内 2 米，归步道养护单位。"
    told.step("insist", place.sorter(), objection_found=found, reason="在你单位养护范围内，请接着办")
    told.step("sign_for", first)
    told.step("accept", first)


def _taken_simply(place: Place, day: int, unit: str, *, reason: str, ground: str, **said: Any) -> tuple[Told, str]:
    """File something plain and let the unit take it by the simple way; returns it with who handles it."""
    told, handler = filed(place, day, **said), place.roster.first(unit, role="handle")
    told.step("assign", place.sorter(), to_post=handler, reason=reason)
    told.step("sign_for", handler)
    told.step("take_simply", handler, simple_ground=ground)
    return told, handler


def _simply(place: Place) -> None:
    told, _ = _taken_simply(
        place,
        -8,
        CIVIL,
        reason="优待证由民政部门办",
        ground="enquiry",
        words="老年证丢了，想问怎么补，能不能不跑县里。",
        title="补办老年优待证",
        requests=["告诉我怎么补"],
        name="万福来",
    )
    words = "带身份证到乡镇便民大厅当场补，不收钱"
    _answered(told, CIVIL, found="系统里有办证记录。", outcome="support", words=words, basis="老年人优待规定")


def _turned_ordinary(place: Place) -> None:
    told, handler = _taken_simply(
        place,
        -6,
        HOUSING,
        reason="物业管理由它指导",
        ground="clear",
        words="楼道灯不亮，报了物业没有人来。",
        title="楼道灯不亮",
        requests=["把灯修好"],
        name="曾念安",
    )
    told.step("turn_ordinary", handler, after=2, complex_why="整栋楼的线路老化，要动用维修资金，得业主表决")


_FENCE = {
    "words": "邻居翻建时把院墙往我这边挪了半米，乡里量过两次，说法不一样。",
    "title": "宅基地院墙越界",
    "requests": ["重新丈量，把墙挪回去"],
    "name": "伍青禾",
}


def _first_level(place: Place, day: int, **said: Any) -> Told:
    told = filed(place, day, **{**_FENCE, **said})
    _in_hand(told, "county-land")
    _answered(
        told,
        "county-land",
        found="两次丈量用的不是同一个界址点，按登记的界址点量，没有越界。",
        outcome="reject",
        words="界址以登记簿为准，墙没有越界",
        basis="《土地管理法》第十四条",
    )
    return told


def _review_answered(review: Told, unit: str) -> None:
    review.step(
        "draft",
        f"{unit}.reviewer-1",
        after=6,
        found="调取登记簿和两次丈量记录，并到现场复测。",
        decision="uphold",
        decision_words="原处理意见认定的界址正确，予以维持",
        opinion_basis="《信访工作条例》第三十五条、第三十六条",
    )
    signers = review.place.roster.held[unit, "sign"]
    # The county's own post for checking stands empty: a deputy checks, the head signs.
    review.step("check", review.place.roster.held.get((unit, "check"), signers[-1:])[0], after=1)
    review.step("sign", signers[0], after=1)
    review.step("serve", f"{unit}.reviewer-1", after=1, **_SERVED)


def _three_levels(place: Place) -> None:
    """Reply, review, re-review with a hearing; then the same thing again, and once more with a new fact."""
    first = _first_level(place, -170)
    first.step("ask_review", None, after=8, review_reason="两次丈量不一样，没有说清用哪个点")
    review = first.followed()
    _review_answered(review, COUNTY)
    review.step("ask_review", None, after=9, review_reason="复测的时候没有通知我到场")
    last = review.followed()
    handler = f"{CITY}.reviewer-1"
    _hearing_called(last, handler, about="两次丈量以哪个界址点为准", on=last.day + 4, ground="听证")
    _hearing_held(last, handler, _FENCE_HELD, _FENCE_CLOSED)
    _review_answered(last, CITY)
    again = filed(place, -16, **{**_FENCE, "title": "再次反映院墙越界"})
    again.signed(
        "end",
        place.sorter(),
        after=2,
        final_number=last.paper("D09-2"),
        final_organ="云汀市人民政府",
        final_on=place.at(last.day).date().isoformat(),
        nothing_new="compared",
        ending_facts="反映的仍是同一段院墙、同一次丈量，没有新的材料。",
    )
    new = filed(place, -5, **{**_FENCE, "title": "院墙越界：找到了老地契和界石"})
    new.step("accept_new", place.sorter(), other=first.number, new_facts="修路时挖出了界石，与老地契写的位置一致。")


def _late(place: Place, day: int) -> Told:
    told = _first_level(place, day, title="院墙丈量结果不服", name="路长庚")
    told.wait(40)
    told.step(
        "ask_late",
        None,
        after=1,
        late_reason="答复送来时住院做手术，出院以后才看到，出院小结可以拿来。",
        review_reason="丈量没有叫我到场。",
    )
    return told.followed()


def _late_waits(place: Place) -> None:
    _late(place, -52)


def _late_accepted(place: Place) -> None:
    review = _late(place, -75)
    review.step("accept_late", f"{COUNTY}.reviewer-1", after=2, late_ground="ill")


def _late_refused(place: Place) -> None:
    review = _late(place, -90)
    review.signed(
        "refuse_late",
        f"{COUNTY}.reviewer-1",
        after=3,
        refusal_ground="late",
        refusal_facts="出院小结写明的住院时间在答复送达之前，送达时本人在家签收。",
        proper_channel="对界址有争议，可以向人民法院提起民事诉讼；镇司法所可以帮助写诉状。",
    )


def _duplicate(place: Place) -> None:
    said = {
        "words": "广场舞音响开到晚上十点，孩子没法睡。",
        "title": "广场舞音响扰民",
        "requests": ["晚上九点以后关小"],
        "name": "汤知秋",
        "phone": "13800000062",
    }
    first = filed(place, -7, **said)
    _in_hand(first, "county-security")
    second = filed(place, -4, **{**said, "channel": "letter", "title": "再次反映广场舞音响"})
    second.step("merge", place.sorter(), other=first.number, reason="同一个人、同一件事，一起答复")


def _letters(place: Place) -> None:
    told = filed(
        place,
        -10,
        words="自来水早晚发黄，邻居家也一样，打电话说管网冲洗，冲了也没好。",
        title="自来水发黄",
        requests=["查清原因"],
        name="鲁春生",
    )
    handler = _in_hand(told, WATER)
    told.step("write_filer", handler, letter="请问是热水黄还是冷水也黄？最早是哪天开始的？")
    told.step("answer_letter", None, after=1, letter_answer="冷水也黄，上月底换了水表以后开始的。")


def _put_forward(place: Place) -> None:
    """An extension and a refusal that wait for their signers."""
    told = filed(place, -50, **{**_FENCE, "title": "界址点要重新测绘", "name": "卫南星", "phone": "13800000065"})
    handler = _in_hand(told, HOUSING)
    told.wait(46)
    told.step("extend", handler, extend_by=20, extend_reason="要等测绘单位出图，涉及两家单位共用界址点")
    other = filed(
        place, -2, **{**_LIFT, "title": "判决生效后要求重新分担费用", "name": "程远志", "phone": "13800000066"}
    )
    other.step(
        "refuse",
        place.sorter(),
        refusal_ground="litigation",
        refusal_facts="费用怎么分担已经人民法院判决生效，要求改变判决，应当依法申请再审。",
        proper_channel="县人民法院立案庭，可以申请再审；县司法局法律援助中心可以帮助写申请。",
    )


STORIES: tuple[Callable[[Place], None], ...] = (
    _three_levels,
    _late_refused,
    _late_accepted,
    _late_waits,
    _hearing_over,
    _hearing_to_come,
    _objection_refused,
    _objection_upheld,
    _objection_waits,
    _simply,
    _turned_ordinary,
    _duplicate,
    _letters,
    _put_forward,
)
