"""A matter's clocks as the look shows them: the sentence, the days, both the legal and the local one named."""

from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse

from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.clocks import MatterClock
from huiyin.queries.matter_page import MatterPage
from huiyin.web.day_cells import day_cells
from huiyin.web.desk.showing import day, light_part, weekday
from huiyin.web.parts import ClockView, DayCell, Light
from huiyin.web.templatetags.look import in_english, words


def head_clock(found: MatterPage, *, at: datetime) -> ClockView | None:
    """Return the clock of the page's head: the one that binds, the others named beside it."""
    if found.binding is None:
        return None
    others = [one for one in found.clocks if one.face.running and one.rings and one is not found.binding]
    note = "　·　".join(_beside(one) for one in [found.binding, *others][1:])
    first = _number(found.binding)
    legal_note = f"{first}　·　{note}" if note else first
    url = reverse("desk:clocks", kwargs={"number": found.matter.number})
    return clock_view(found.binding, at=at, legal_note=legal_note, url=url)


KEPT, MISSED, OPEN = Text("按时", "kept"), Text("没按时", "missed"), Text("还没", "not yet")
SHORT = {
    "BD-04.1": Text("登记", "registered"),
    "BD-04.2": Text("转交", "passed on"),
    "BD-04.3": Text("联系", "contacted"),
    "BD-04.4": Text("反馈", "told"),
}


def same_day(found: MatterPage) -> tuple[tuple[str, str], ...]:
    """Return the county's four same-day duties on a matter: the duty, and whether it was kept."""
    faces = {one.clock.id: one.face for one in found.clocks}
    return tuple(
        (words(name), words(OPEN if faces[clock].running else KEPT if faces[clock].on_time else MISSED))
        for clock, name in SHORT.items()
        if clock in faces
    )


def clock_view(one: MatterClock, *, at: datetime, legal_note: str = "", url: str = "") -> ClockView:
    """Return one clock with its days."""
    today = at.astimezone(SHANGHAI).date()
    return ClockView(
        name=words(one.clock.name),
        light=light_part(one.lamp) or Light("g", words(Text("已停", "Stopped"))),
        sentence=sentence(one, at=at),
        legal_note=legal_note,
        cells=_cells(one, today),
        basis=one.clock.basis_text,
        provisional=one.face.provisional,
        explain_url=url,
    )


def _cells(one: MatterClock, today: date) -> tuple[DayCell, ...]:
    stopped = one.face.stopped_at
    if stopped is None:
        return day_cells(one.days, today=today, english=in_english())
    # A stopped clock never reached its later days: they stay pale, and no day of it is today.
    last = stopped.astimezone(SHANGHAI).date()
    cells = day_cells(one.days, today=last, english=in_english())
    return tuple(replace(cell, mark="did", label=str(last.day)) if cell.mark == "now" else cell for cell in cells)


def sentence(one: MatterClock, *, at: datetime) -> str:
    """Return the sentence somebody could read out: how long is left, until which day, for what."""
    face, what = one.face, one.clock.name
    if not face.running:
        return words(_stopped(one))
    if face.suspended:
        ground = face.spans[-1].ground
        return words(Text(f"因{ground}中止，恢复后接着算：{what.zh}", f"Held for {ground}: {what.en}"))
    if face.due_at is None:
        word = one.clock.word or Text("没有天数", "no number of days")
        return words(Text(f"{word.zh}：{what.zh}", f"{word.en}: {what.en}"))
    return words(_running(one, face.due_at, at))


def _stopped(one: MatterClock) -> Text:
    used, name = one.face.days_used, one.clock.name
    late = "，超期" if one.face.on_time is False else ""
    late_en = ", late" if one.face.on_time is False else ""
    stopped = one.face.stopped_at
    return Text(
        f"{day(stopped)}已停，用了 {used} 日{late}：{name.zh}", f"Stopped after {used} days{late_en}: {name.en}"
    )


def _running(one: MatterClock, due_at: datetime, at: datetime) -> Text:
    what, left = one.clock.name, one.left
    local = due_at.astimezone(SHANGHAI)
    when = f"{day(local)}（{weekday(local.date())}）"
    if due_at < at:
        return Text(
            f"{when}已到期，超期 {-left} 个工作日：{what.zh}", f"Due {when}, {-left} working days over: {what.en}"
        )
    if local.date() == at.astimezone(SHANGHAI).date():
        return Text(f"今天（{weekday(local.date())}）到期：{what.zh}", f"Due today: {what.en}")
    return Text(f"还有 {left} 个工作日，{when}前：{what.zh}", f"{left} working days left, by {when}: {what.en}")


def _number(one: MatterClock) -> str:
    whose = Text("法定", "legal") if one.is_legal else Text("本地", "local")
    return words(Text(f"按{whose.zh}时限", f"{whose.en} clock"))


def _beside(one: MatterClock) -> str:
    whose = Text("法定", "Legal") if one.is_legal else Text("本地", "Local")
    due = day(one.face.due_at)
    return words(
        Text(f"{whose.zh}“{one.clock.name.zh}”另计，到 {due}", f"{whose.en} “{one.clock.name.en}” until {due}")
    )
