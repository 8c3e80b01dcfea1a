"""Sentences for residents: what is promised by which day, how a day is said, and a clock told on a wall calendar."""

from collections.abc import Mapping
from datetime import date, datetime

from huiyin.flow.clock import UNIT_NAMES, Clock, Unit
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.clocks import MatterClock
from huiyin.queries.own_matter import OwnMatter, day_words, english_day, local_day
from huiyin.web.day_cells import day_cells
from huiyin.web.parts import ClockView, Light
from huiyin.web.templatetags.look import in_english, say, words

# What the office owes by the end of a clock, to the resident's face. A clock not named here says what ends it.
PROMISES: dict[str, Text] = {
    "XF-02": Text("告诉您归谁办", "we tell you who handles it"),
    "XF-03": Text("书面告诉您受理不受理、怎么办", "we tell you in writing whether it is accepted"),
    "XF-04": Text("书面告诉您受理不受理", "we tell you in writing whether it is accepted"),
    "XF-06": Text("书面答复您", "you get a written reply"),
    "XF-16": Text("告诉您受理不受理", "we tell you whether it is accepted"),
    "XF-15": Text("书面答复您", "you get a written reply"),
    "BD-08": Text("答复您采纳不采纳", "you hear whether it is adopted"),
    "BD-02": Text("再书面答复您", "you get a new written reply"),
    "GR-01": Text("书面答复您的请求", "your request is answered in writing"),
    "GR-02": Text("书面说明为什么看", "it is explained in writing why it was read"),
    "GR-03": Text("书面反馈您", "you are answered"),
    "BD-03": Text("回访您，问解决了没有", "we call back to ask whether it is solved"),
    "XF-09": Text("书面告诉您复查意见", "you get the review opinion"),
    "XF-11": Text("书面告诉您复核意见", "you get the re-review opinion"),
}
# The resident's own time limits: a right, not a promise.
RIGHTS: dict[str, Text] = {
    "XF-08": Text("不服答复，可以申请复查", "you may ask for a review"),
    "XF-10": Text("不服复查意见，可以申请复核", "you may ask for a re-review"),
}


def promise(clock: Clock) -> str:
    """Return what is owed by the end of a clock."""
    # A county's stricter rule promises what the legal clock does that it is named after.
    return words(PROMISES.get(clock.id.removesuffix("-L"), clock.ends))


def day_said(day: date, *, at: datetime) -> str:
    """Write a day with its weekday in the reader's language."""
    return day_words(day, seen_from=at, english=in_english())


def when_words(past: datetime, at: datetime) -> str:
    """Write a past moment the way it is said: today and yesterday by name, the year only when it differs."""
    there, now = past.astimezone(SHANGHAI), at.astimezone(SHANGHAI)
    days = (now.date() - there.date()).days
    if days in (0, 1):
        return f"{(say('今天', 'today'), say('昨天', 'yesterday'))[days]} {there:%H:%M}"
    if in_english():
        return f"{english_day(there.date(), year=there.year != now.year)} {there:%H:%M}"
    year = "" if there.year == now.year else f"{there.year}年"
    return f"{year}{there.month}月{there.day}日 {there:%H:%M}"


def full_moment(moment: datetime) -> str:
    """Write a moment with its year, for what is checked against something published."""
    there = moment.astimezone(SHANGHAI)
    if in_english():
        return f"{english_day(there.date(), year=True)}, {there:%H:%M}"
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}"


def answer(own: OwnMatter, *, at: datetime) -> tuple[str, str]:
    """Return the two sentences of the box: how it stands, and by when what is owed."""
    stands = words(own.kind.state(own.matter.state).tells)
    if own.matter.merged_into and own.matter.values.get("first_number"):
        return with_first(own, at=at)
    if own.matter.merged_into:
        stands = say(
            "同一件事已在办，和它合在一起办", "The same matter is already in hand; yours is handled together with it"
        )
    return stands, owed(own.next, at=at) if own.next is not None else ""


def with_first(own: OwnMatter, *, at: datetime) -> tuple[str, str]:
    """Return the two sentences of what goes with the same person's first: which one, and its last day."""
    values = own.matter.values
    number, last = str(values["first_number"]), str(values.get("first_last") or "")
    stands = say(
        "和您先反映的 {number} 是同一件事，合在一起办",
        "The same matter as {number}, which you filed before: the two are handled together",
        number=number,
    )
    if not last:
        return stands, ""
    day = day_said(date.fromisoformat(last), at=at)
    return stands, say(
        "那一件的期限是 {day}，不重新算；不是同一件事，点“不是同一件，分开办”",
        "The first is due by {day} and does not begin anew; if it is another matter, press “Another matter: part them”",
        day=day,
    )


def owed(running: MatterClock, *, at: datetime) -> str:
    """Say what is owed by which day, or that the day has passed."""
    face, what = running.face, promise(running.clock)
    if face.due_on is None or face.due_at is None:
        return ""
    day = day_said(face.due_on, at=at)
    if face.due_at < at:
        return say(
            "{day}已过，还没有{what}：办的单位超期了", "{day} has passed and is overdue: {what}", day=day, what=what
        )
    return say("{day}前，{what}", "By {day}: {what}", day=day, what=what)


def light_of(running: MatterClock | None) -> Light | None:
    """Return the light of a running deadline."""
    found = running.lamp if running is not None else None
    return Light(found.colour, words(found.words)) if found is not None else None  # type: ignore[arg-type]


def length_words(clock: Clock, extended: int = 0) -> str:
    """Say how long a clock is: 60 日, 15 个工作日, or the word the law uses instead of a number."""
    if clock.n is None:
        return words(clock.word) if clock.word else ""
    more = f" + {extended}" if extended else ""
    unit = words(UNIT_NAMES[clock.unit])
    one = in_english() and clock.n == 1 and not extended
    return f"{clock.n}{more} {unit.removesuffix('s') if one else unit}"


def counted_words(clock: Clock, start: date, extended: int = 0) -> str:
    """Say how the days were counted, in one sentence."""
    long = length_words(clock, extended)
    if in_english():
        return _counted_in_english(clock, english_day(start), long)
    began = f"{start.month}月{start.day}日"
    if clock.unit is Unit.WD:
        return f"{began}起算，第二天起数满 {long}。周末和法定节假日不数，调休上班的周末要数。"
    if clock.unit is Unit.CAL:
        return f"{began}起算，第二天起数满 {long}，周末和节假日都数；最后一天碰上休息日，顺延到上班那天。"
    if clock.unit in (Unit.MO, Unit.YR):
        return f"{began}起算，满 {long}；最后一天碰上休息日，顺延到上班那天。"
    return f"{began}起算，{long}。"


def _counted_in_english(clock: Clock, began: str, long: str) -> str:
    if clock.unit is Unit.WD:
        rest = "Weekends and public holidays are not counted; make-up working days are."
    elif clock.unit is Unit.CAL:
        rest = "Every day counts; if the last one is a day off, the next working day takes its place."
    elif clock.unit in (Unit.MO, Unit.YR):
        return f"From {began}, {long}; if the last day is a day off, the next working day takes its place."
    else:
        return f"From {began}: {long}."
    return f"From {began}, counting from the next day: {long}. {rest}"


def clock_view(running: MatterClock, *, at: datetime) -> ClockView | None:
    """Return a running clock on a wall calendar; None for one without a last day."""
    clock, face, light = running.clock, running.face, light_of(running)
    if face.due_on is None or light is None:
        return None
    return ClockView(
        name=english_day(face.due_on) if in_english() else f"{face.due_on.month}月{face.due_on.day}日",
        light=light,
        sentence=counted_words(clock, local_day(face.start_at), face.extended),
        legal_note=words(clock.name),
        cells=day_cells(running.days, today=local_day(at), english=in_english()),
        basis=clock.basis_text,
        provisional=face.provisional,
    )


WAYS: Mapping[str, Text] = {
    "page": Text("看了", "read"),
    "paper": Text("打印文书时用了", "printed on a paper:"),
    "export": Text("导出了", "exported"),
    "list": Text("在清单里看了", "read in a list:"),
    "answer": Text("答复查询时用了", "used to answer a question:"),
    "file": Text("打开了", "opened"),
    "act": Text("办理时用了", "read while acting:"),
    "api": Text("经别的系统看了", "read through another system:"),
    "emergency": Text("经两个人批准，应急查看了", "read in an emergency, granted by a second person:"),
}
