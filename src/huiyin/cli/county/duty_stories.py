"""What leaders see through in the demo county: matters in their charge, the backlog, promises, and a supervision."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from huiyin.acts import registers
from huiyin.acts.matters import take_step
from huiyin.acts.writing import Moment
from huiyin.cli.county.hands import CENTRE, roster
from huiyin.cli.county.model import County, Value
from huiyin.cli.county.story import Hands, Story, StoryStep, sign_at_once
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI

GOVERNMENT = "county-government"
TASKS = (
    (
        "城东老旧小区消防通道清理",
        "六个小区的消防通道全部画线、清空，物业和社区各签一份责任书",
        "county-housing",
        "meeting",
    ),
    ("敬老院冬季取暖查一遍", "七家敬老院的锅炉、电热毯、一氧化碳报警器逐家查，坏的当天换", "county-civil", "order"),
    ("下访时答应的三组饮水", "先送水车，十天内把支管换好", "county-water", "promise"),
    ("拖欠工资专项回头看", "上半年办结的二十件，逐件打电话问钱到了没有", "county-labour", "bulletin"),
)


def reception_rows(county: County, *, today: date) -> Iterator[registers.NewEntry]:
    """Yield the leaders' reception days of the next weeks: every Wednesday at the centre, every second Friday in a town."""
    leaders = roster(county).held[GOVERNMENT, "lead"]
    for number, day in enumerate(today + timedelta(days=ahead) for ahead in range(42)):
        going = day.weekday() == 4 and day.isocalendar().week % 2 == 0
        if day.weekday() != 2 and not going:
            continue
        values = {
            "leader": leaders[number % len(leaders)],
            "sort": "going_down" if going else "reception",
            "day": day.isoformat(),
            "hours": "9:00—11:30",
            "place": "松笺乡便民服务大厅" if going else "县综治中心一楼接访室",
        }
        yield registers.NewEntry("reception_day", f"reception-{day:%Y%m%d}", values, today)


def task_stories(county: County, *, today: date) -> Iterator[Story]:
    """Yield tasks of the last weeks: one done, one reported, one in hand, one not signed for."""
    index = roster(county)
    watcher, leader = index.first(CENTRE, role="supervise"), index.first(GOVERNMENT, role="lead")
    for number, (title, task, unit, source) in enumerate(TASKS):
        at = _morning(today - timedelta(days=20 - 5 * number))
        handler = index.first(unit, role="handle")
        values: dict[str, Value] = {
            "title": title, "task": task, "to_post": handler, "task_source": source,
            "due_on": (today + timedelta(days=6 * number - 3)).isoformat(),
        }  # fmt: skip
        if source == "promise":
            values["promised_by"] = leader
        yield Story("task", at, watcher, values, tuple(_done(at, handler, watcher, rounds=3 - number)))


def _done(at: datetime, handler: str, watcher: str, *, rounds: int) -> Iterator[StoryStep]:
    if rounds >= 1:
        yield StoryStep("sign_for", at + timedelta(hours=2), handler, {})
        yield StoryStep("note", at + timedelta(days=1), handler, {"progress": "分了工，先从最急的做起。"})
    if rounds >= 2:
        result = "逐处做完，名单和照片在附件里。"
        said = {"task_result": result, "task_proof": "现场照片和签字表"}
        yield StoryStep("report", at + timedelta(days=6), handler, said)
    if rounds >= 3:
        yield StoryStep("sign_off", at + timedelta(days=8), watcher, {"checked_words": "抽了三处，都属实。"})


def put_in_charge(county: County, late: list[UUID], *, today: date, hands: Hands) -> int:
    """Put leaders in charge of some overdue matters, list some as backlog, supervise one; return how many were touched."""
    index = roster(county)
    watcher, leaders = index.first(CENTRE, role="supervise"), index.held[GOVERNMENT, "lead"]
    at, touched = _morning(today) - timedelta(hours=15), 0
    for number, matter in enumerate(late):
        leader = leaders[number % len(leaders)]
        target = (today + timedelta(days=5 * number - 4)).isoformat()
        steps: list[tuple[str, dict[str, Value]]] = []
        if number % 3 != 2:
            plan = "分管领导到现场开一次会，定主办单位、资金和期限，每周问一次进展。"
            steps.append(("take_charge", {"charge_post": leader, "charge_on": target, "charge_plan": plan}))
        if number % 3:
            words = "几家单位都有份，资金渠道没有定。"
            ground = ("several_units", "funds", "unsolved")[number % 3]
            steps.append(("list_backlog", {"backlog_ground": ground, "charge_on": target, "backlog_words": words}))
        if number == 0:
            letter: dict[str, Value] = {
                "supervise_ground": "delay", "supervise_due": (today + timedelta(days=7)).isoformat(),
                "supervise_facts": "受理以后没有到现场，也没有告诉本人进展。", "supervise_asks": "三天内到现场，七天内书面反馈。",
            }  # fmt: skip
            steps.append(("supervise", letter))
        taken = [step for step, values in steps if _taken(matter, step, values, watcher, at, hands)]
        touched += len(taken)
        drafter = hands(watcher, at)
        if "supervise" in taken and drafter is not None:
            sign_at_once(matter, ALL["appeal"].step("supervise"), drafter=drafter, signers=index, hands=hands)
    return touched


def _taken(matter: UUID, step: str, values: dict[str, Value], by: str, at: datetime, hands: Hands) -> bool:
    actor = hands(by, at)
    assert actor is not None
    try:
        take_step(matter, step, values, actor=actor, moment=Moment(at, at, quiet=True))
    except NotAllowed:
        # A leader of the unit complained of takes no charge, and a watcher oversees only the own territory.
        return False
    return True


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), SHANGHAI)
