"""工作台: a sentence to begin the day with, the lights, and what waits for whom."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from huiyin.flow.actor import Actor
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.alarms import unseen_alarms
from huiyin.queries.board import TABS, Board
from huiyin.queries.brief import READERS
from huiyin.queries.workbench import DayLoad, Workbench, workbench
from huiyin.web.desk.frame import many, page
from huiyin.web.desk.showing import clock_time, day, full_day, rows, weekday
from huiyin.web.drawings import Bar, bars_svg
from huiyin.web.parts import Empty, Figure, Light, Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

TAB_NAMES = {
    "todo": Text("待办", "To do"),
    "open": Text("在办", "In hand"),
    "waiting": Text("已办", "Done by us"),
    "done": Text("办结", "Closed"),
}
TAB_MEANS = {
    "todo": Text("轮到您的岗位办的", "Waiting for your posts"),
    "open": Text("看得见的、还在办的", "All you see that is in hand"),
    "waiting": Text("我们办过了，在等群众或别的机关", "We did our part and wait for others"),
    "done": Text("已经归档的", "Archived"),
}
EMPTY = {
    "todo": Empty(
        Text("现在没有等您办的", "Nothing waits for you now"),
        Text("有新的转来，会先出现在这里。", "What is handed to you appears here first."),
    ),
    "open": Empty(
        Text("没有在办的事项", "Nothing in hand"),
        Text("登记、受理以后的事项会列在这里。", "Matters are listed here once registered or accepted."),
    ),
    "waiting": Empty(
        Text("没有在等别人的事项", "Nothing waits for others"),
        Text("答复送达、转给别的机关以后会列在这里。", "Matters are listed here once answered or forwarded."),
    ),
    "done": Empty(
        Text("还没有办结的事项", "Nothing finished yet"),
        Text("归档以后会列在这里。", "Matters are listed here once archived."),
    ),
}
NOON, EVENING = 12, 18


@staff
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the workbench of whoever is signed in."""
    found = workbench(actor, tab=request.GET.get("tab", ""))
    context = {
        "greeting": greeting(actor, found.board),
        "today": today_line(actor.at, found.today),
        "figures": figures(found.board, longest=found.longest_overdue),
        "alarms": [(one, clock_time(one.raised_at)) for one in unseen_alarms(actor=actor)],
        "tabs": tabs(found),
        "tab": found.tab,
        "tab_means": words(TAB_MEANS[found.tab]),
        "rows": rows(found.lines),
        "empty": EMPTY[found.tab],
        "rest": max(0, found.tabs[found.tab] - len(found.lines)),
        "all_url": f"{reverse('desk:matters')}?whose={found.tab}&sort={'newest' if found.tab == 'done' else 'due'}",
        "has_brief": bool(actor.roles & READERS),
        "chart": chart(found.ahead),
        "ahead": [(day(one.day), weekday(one.day), one.due) for one in found.ahead],
    }
    return page(request, "desk/home.html", context, actor=actor, todo=found.board.todo)


def greeting(actor: Actor, counts: Board) -> str:
    """Return the sentence the day begins with."""
    hour = actor.at.astimezone(SHANGHAI).hour
    hello = "上午好" if hour < NOON else "下午好" if hour < EVENING else "晚上好"
    hello_en = "Good morning" if hour < NOON else "Good afternoon" if hour < EVENING else "Good evening"
    return words(Text(f"{hello}，{actor.name}。{_news(counts).zh}", f"{hello_en}, {actor.name}. {_news(counts).en}"))


def _news(counts: Board) -> Text:
    late, today = many(counts.overdue), many(counts.today)
    if counts.overdue and counts.today:
        return Text(
            f"今天有 {today} 件要到期，先看这 {late} 件超期的。",
            f"{today} fall due today; see the {late} overdue ones first.",
        )
    if counts.overdue:
        return Text(
            f"有 {late} 件超期，先看这些；今天没有到期的。",
            f"{late} are overdue: see them first; none falls due today.",
        )
    if counts.today:
        return Text(f"今天有 {today} 件要到期，没有超期的。", f"{today} fall due today; none is overdue.")
    return Text("今天没有要到期的，也没有超期的。", "Nothing falls due today and nothing is overdue.")


def today_line(at: datetime, kind: Text) -> str:
    """Return the date, and whether offices work on it."""
    today = at.astimezone(SHANGHAI).date()
    return f"{full_day(today)}　{weekday(today)}　{words(kind)}"


def figures(counts: Board, *, longest: int) -> tuple[Figure, ...]:
    """Return the row of lights, each leading to its rows."""
    base = reverse("desk:matters")
    late = words(Text(f"最久 {longest} 个工作日", f"longest {longest} working days"))
    return (
        _figure(counts.overdue, "r", Text("已超期", "Overdue"), f"{base}?light=r&sort=due", late if counts.overdue else ""),
        _figure(
            counts.soon, "y", Text("三日内到期", "Due in three days"), f"{base}?light=y&sort=due",
            words(Text(f"其中今天 {many(counts.today)} 件", f"{many(counts.today)} of them today")),
        ),
        _figure(counts.in_time, "g", Text("时限以内", "In time"), f"{base}?light=g&sort=due", ""),
        _figure(counts.supervised, "b", Text("督办", "Supervised"), f"{base}?light=b", ""),
        Figure(
            many(counts.unsigned), words(Text("待签收", "To sign for")), None, f"{base}?whose=unsigned",
            words(Text("满 1 个工作日退回", "bounce after 1 working day")),
        ),
    )  # fmt: skip


def _figure(count: int, colour: str, name: Text, url: str, note: str) -> Figure:
    light = Light(colour, words(name))  # type: ignore[arg-type]
    return Figure(many(count), words(name), light, url, note)


def tabs(found: Workbench) -> tuple[Tab, ...]:
    """Return the four tabs with their counts."""
    base = reverse("desk:home")
    return tuple(
        Tab(words(TAB_NAMES[tab]), f"{base}?tab={tab}", _tab_count(found.tabs[tab]), tab == found.tab) for tab in TABS
    )


def _tab_count(count: int) -> int | None:
    return many(count)  # type: ignore[return-value]


def chart(ahead: tuple[DayLoad, ...]) -> SafeString:
    """Draw how many fall due on each of the next days."""
    bars = [_bar(one, number) for number, one in enumerate(ahead)]
    told = "；".join(f"{day(one.day)} {one.due}" for one in ahead if one.due) or words(Text("没有到期的", "none due"))
    return bars_svg(
        bars, title=words(Text("未来两周每天到期件数", "Due on each of the next days")), desc=told, key="ahead"
    )


def _bar(load: DayLoad, number: int) -> Bar:
    label = words(Text("今", "now")) if number == 0 else str(load.day.day) if load.day.weekday() in (0, 3) else ""
    tone = "now" if number == 0 else "plain" if load.working or load.due else "rest"
    return Bar(label, load.due, tone)  # type: ignore[arg-type]
