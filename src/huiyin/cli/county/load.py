"""Bringing the demo county in by the real acts in simulated time: the last weeks first, the years behind by the worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby, islice

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django_tasks import task

from huiyin.acts import matters, registers
from huiyin.acts.accounts import NewAccount, open_accounts
from huiyin.acts.divisions import DivisionChange, DivisionRow, load_divisions
from huiyin.acts.lapsing import let_lapse
from huiyin.acts.priming import prime
from huiyin.acts.progress import move
from huiyin.acts.writing import Moment, writing
from huiyin.cli.county.appeal_scripts import AppealScript, appeal_scripts
from huiyin.cli.county.duty_stories import put_in_charge, reception_rows, task_stories
from huiyin.cli.county.hands import Roster, roster
from huiyin.cli.county.model import ORGANISED, Account, County
from huiyin.cli.county.order_stories import order_stories
from huiyin.cli.county.recipe import recipe
from huiyin.cli.county.route_stories import route_stories
from huiyin.cli.county.seldom_stories import tell_seldom
from huiyin.cli.county.steps import to_step
from huiyin.cli.county.story import play_stories, sign_at_once
from huiyin.cli.county.teller import Place
from huiyin.cli.county.trace_stories import tell_traces
from huiyin.flow.actor import Actor, clockwork, filer
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.queries.acting import holder_of, holders
from huiyin.queries.charges import longest_open
from huiyin.queries.progress import standing

NAME = "demo"
SEED = 7
# Enough to look around in at once; the worker brings the rest, newest first, while one does.
FIRST_DAYS, FIRST_COUNT = 30, 1_000
ALL_DAYS, ALL_COUNT = 730, 30_000
# Appeals a writing: large enough to share its statements, small enough that a worker told to stop is not waited for.
BATCH = 200
BATCHES_A_TASK = 5
# Papers drafted in the last days wait for their signers, so that there is something in their lists.
LEFT_FOR_THE_SIGNER = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the demo's past: `count` appeals filed in [start, end), as they stand on the day `until` begins."""

    start: date
    end: date
    count: int
    until: date


@cache
def _county() -> County:
    return recipe(SEED)


@cache
def _roster() -> Roster:
    return roster(_county())


def demo_accounts() -> tuple[Account, ...]:
    """Return the sign-ins of the demo, to be printed with what is worth trying."""
    return _county().accounts


def load_ground(*, progress: Callable[[str], None]) -> County:
    """Bring in the county itself: divisions, units, posts, people, grids and the demo's sign-ins, and no matter."""
    county = _county()
    at = datetime.combine(ORGANISED, time(8, 30), SHANGHAI)
    _load_county(county, at)
    progress(f"  单位、岗位、网格 {len(county.rows)} 条已入册  ({len(county.rows)} register entries)")
    encoded = make_password(county.accounts[0].password)
    open_accounts(NewAccount(one.username, one.person, encoded) for one in county.accounts)
    return county


def load_first(*, progress: Callable[[str], None]) -> None:
    """Bring in the county and its last weeks, and leave the years behind to the worker."""
    county = load_ground(progress=progress)
    at = datetime.combine(ORGANISED, time(8, 30), SHANGHAI)
    span = _recent(timezone.now().astimezone(SHANGHAI).date())
    _HELD.update(holders(_midnight(span.end)))
    done = 0
    for batch in _batches(span):
        play(batch)
        done += len(batch)
        progress(f"  最近 {FIRST_DAYS} 天的诉求 {done}/{span.count}")
    play_stories(order_stories(county, today=span.end, seed=SEED), hands=actor_of, now=_midnight(span.end))
    registers.record_many(
        reception_rows(county, today=span.end), actor=clockwork(at), moment=_quiet(_midnight(span.end))
    )
    play_stories(task_stories(county, today=span.end), hands=actor_of, now=_midnight(span.end))
    put_in_charge(county, longest_open(12, at=_midnight(span.end)), today=span.end, hands=actor_of)
    progress("  热线工单：最近几周的  (hotline orders of the last weeks)")
    play_stories(route_stories(county, today=span.end, seed=SEED), hands=actor_of, now=_midnight(span.end))
    progress("  建议意见、检举控告、履职申请：最近几周的  (suggestions, accusations, duties of the last weeks)")
    village = next(str(row.values["division"]) for row in county.of("grid") if row.valid_to is None)
    place = Place(roster(county), actor_of, span.end, village)
    tell_seldom(place)
    tell_traces(place)
    progress("  听证、异议、简易、复查复核、逾期申请、个人信息请求  (hearings, objections, all three levels, own data)")
    _say(done=done, today=span.end)
    bring_more.enqueue(span.end.isoformat())


@task()
def bring_more(today: str) -> None:
    """Bring the next batches of the years behind, newest first, and queue itself until all is there."""
    behind = _behind(date.fromisoformat(today))
    held = standing(NAME)
    done = held.done if held is not None else FIRST_COUNT
    for batch in islice(_batches(behind, skip=done - FIRST_COUNT), BATCHES_A_TASK):
        # Told in the batch's own writing: a worker that is killed brings no batch twice.
        with writing():
            play(batch)
            done += len(batch)
            _say(done=done, today=date.fromisoformat(today))
    if done < ALL_COUNT:
        bring_more.enqueue(today)


def _say(*, done: int, today: date) -> None:
    words = (
        f"演示数据正在补齐两年的诉求：已有 {done:,} 件，共约 {ALL_COUNT:,} 件"
        if done < ALL_COUNT
        else "两年的诉求都在了"
    )
    move(NAME, done=done, total=ALL_COUNT, words=words, at=timezone.now())


def _midnight(today: date) -> datetime:
    return datetime.combine(today, time(), SHANGHAI)


def _recent(today: date) -> Span:
    return Span(today - timedelta(days=FIRST_DAYS), today, FIRST_COUNT, today)


def _behind(today: date) -> Span:
    start, end = today - timedelta(days=ALL_DAYS), today - timedelta(days=FIRST_DAYS)
    return Span(start, end, ALL_COUNT - FIRST_COUNT, today)


def _batches(span: Span, *, skip: int = 0) -> Iterator[list[AppealScript]]:
    """Yield the span's appeals newest day first, the appeals of a day in the order they came in."""
    scripts = appeal_scripts(_county(), start=span.start, end=span.end, count=span.count, seed=SEED, until=span.until)
    days = (
        sorted(day, key=lambda one: one.filed_at) for _, day in groupby(scripts, key=lambda one: one.filed_at.date())
    )
    flat = islice((script for day in days for script in day), skip, None)
    while batch := list(islice(flat, BATCH)):
        yield batch


def play(batch: list[AppealScript]) -> None:
    """Carry a batch of appeals through their plans by the real acts, in one writing."""
    with writing() as session:
        prime(session)
        for script in batch:
            _play_one(script)


def _play_one(script: AppealScript) -> None:
    filed = matters.open_matter(filing_of(script), actor=actor_of(script.registered_by, script.filed_at))
    last = script.plan[-1] if script.plan else None
    for planned in script.plan:
        translated = to_step(planned.step, planned.values)
        if translated is None:
            continue
        step, answers = translated
        actor = actor_of(planned.by, planned.at) or filer(str(filed.matter), planned.at)
        let_lapse(filed.matter, until=planned.at)
        matters.take_step(filed.matter, step, answers, actor=actor, moment=_quiet(planned.at))
        if planned is not last or timezone.now() - planned.at > LEFT_FOR_THE_SIGNER:
            sign_at_once(filed.matter, ALL["appeal"].step(step), drafter=actor, signers=_roster(), hands=actor_of)
    let_lapse(filed.matter, until=timezone.now())


def filing_of(script: AppealScript) -> matters.Filing:
    """Return an appeal of the recipe as the counter files it."""
    values = {
        "channel": script.channel,
        "words": script.words,
        "title": script.title,
        "requests": list(script.wants),
        "category": script.category,
        "village": script.division,
        "grid": script.grid,
        "place": script.place,
        "name": script.name,
        "phone": script.phone,
        "concerns_office": script.concerns is not None,
        "concerned_unit": script.concerns,
    }
    return matters.Filing("appeal", values, _quiet(script.filed_at), received_unit=_receiving_unit(script))


def _receiving_unit(script: AppealScript) -> str:
    """The unit whose sorter acts on it: the counter passes a thing on to whoever sorts it."""
    sorter = next((step.by for step in script.plan if step.by is not None), None)
    actor = _holder(sorter, script.filed_at) if sorter else None
    if actor is None:
        return "county-centre"
    return next(post.unit for post in actor.posts if post.key == sorter)


def _quiet(at: datetime) -> Moment:
    return Moment(at, at, quiet=True)


# The demo's people stay in their posts for as long as its appeals last, so one look-up a post is enough.
_HELD: dict[str, Actor | None] = {}


def _holder(post: str, at: datetime) -> Actor | None:
    if post not in _HELD:
        _HELD[post] = holder_of(post, at)
    return _HELD[post]


def actor_of(post: str | None, at: datetime) -> Actor | None:
    """Return who holds a post of the demo at a moment; None for the resident."""
    held = _holder(post, at) if post else None
    return replace(held, at=at) if held is not None else None


def _load_county(county: County, at: datetime) -> None:
    actor, moment = clockwork(at), Moment(at, at, quiet=True)
    load_divisions(
        [
            DivisionRow(
                one.code,
                one.name,
                one.level,
                one.parent or "",
                one.valid_from,
                one.valid_to,
                one.class_code or "",
                one.outline,
            )
            for one in county.divisions
        ],
        [DivisionChange(one.old, one.new, one.on, one.how) for one in county.division_links],
        source="安澜县是虚构的：区划由程序生成",
        actor=actor,
        moment=moment,
    )
    rows = (registers.NewEntry(row.register, row.key, row.values, row.valid_from, row.valid_to) for row in county.rows)
    registers.record_many(rows, actor=actor, moment=moment)
