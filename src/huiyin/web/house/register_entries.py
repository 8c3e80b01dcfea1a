"""One entry of any register: its values and history, and the forms that record, correct and end it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.acts import registers as acts
from huiyin.acts.writing import now_at
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.kind import Register
from huiyin.flow.scene import NotAllowed
from huiyin.kit.days import SHANGHAI
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.ledger.pen import Conflict
from huiyin.queries.register_pages import EntryPage, Happening, Shown, entry_page
from huiyin.web.clock_reading import moment
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.showing import full_day
from huiyin.web.house.days import today_of
from huiyin.web.house.register_forms import KEY_PATTERN, form_class, read, suggested, target_of, typed
from huiyin.web.house.registers import NoSuchRegister, entry_url, may_edit, register_of, url_of
from huiyin.web.parts import LineItem
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

KEPT_BY_OTHERS = Text("这张册不由您的岗位维护", "Your post does not keep this register")
TAKEN = Text("这个编号已经用过，请换一个", "That key is taken; please choose another")
CHANGED = Text(
    "有人刚刚改过这一条，下面是您填的；请先看一眼最新的再提交",
    "Somebody has just changed this entry; look at it again before you submit",
)
UNCHANGED = Text("没有改动任何一项，不用提交", "Nothing was changed")
HAPPENED = {
    "recorded": Text("登记入册", "Recorded"),
    "corrected": Text("更正", "Corrected"),
    "closed": Text("结束", "Ended"),
}
REASON_LENGTH = 200


class NewForm(forms.Form):
    """What a new entry needs beside the register's own fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry_key"] = forms.RegexField(
            rf"\A{KEY_PATTERN}\Z",
            label=words(Text("编号", "Key")),
            required=False,
            help_text=words(Text("定了就不改；不填由系统编", "It never changes; left empty, the system makes one")),
            error_messages={
                "invalid": words(
                    Text(
                        "编号用字母、数字、汉字、点和短横，最多 60 个", "Letters, digits, dots and hyphens, at most 60"
                    )
                )
            },
        )
        self.fields["valid_from"] = forms.DateField(
            label=words(Text("从哪天起有效", "Valid from")), widget=forms.DateInput(attrs={"type": "date"})
        )


class CorrectForm(forms.Form):
    """What a correction needs beside the register's own fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason_why"] = forms.CharField(
            label=words(Text("为什么更正", "Why")),
            max_length=REASON_LENGTH,
            help_text=words(Text("会留在历史里", "It stays in the history")),
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    """What the end of an entry needs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"] = forms.DateField(
            label=words(Text("从哪天起不再有效", "No longer valid from")),
            help_text=words(Text("这一天起就不算了；以前的照旧查得到", "From this day on; the past stays readable")),
            widget=forms.DateInput(attrs={"type": "date"}),
        )
        self.fields["reason_why"] = forms.CharField(label=words(Text("为什么结束", "Why")), max_length=REASON_LENGTH)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)


@staff
def entry(request: HttpRequest, actor: Actor, register: str, key: str) -> HttpResponse:
    """Show an entry: its values, what points to it, and its history."""
    kept = register_of(register)
    found = _found(kept, key)
    context = {
        "register": kept,
        "entry": found,
        "label": words(found.line.label.text),
        "holds": found.line.holds_on(today_of(request)),
        "facts": [
            (one.name, words(cell.text), url_of(cell)) for one, cell in zip(kept.fields, found.line.cells, strict=True)
        ],
        "valid_from": full_day(found.line.valid_from),
        "valid_to": full_day(found.line.valid_to),
        "pointed_by": [
            (
                other.name,
                other.field(name).name,
                n,
                f"{reverse('house:register', kwargs={'register': other.id})}?{name}={key}",
            )
            for other, name, n in found.pointed_by
        ],
        "items": [_item(one) for one in found.history],
        "may_edit": may_edit(actor, kept),
    }
    return page(request, "house/entry.html", context, actor=actor)


def _found(register: Register, key: str) -> EntryPage:
    found = entry_page(register, key)
    if found is None:
        raise NoSuchRegister
    return found


def _item(one: Happening) -> LineItem:
    """One event in a sentence: what changed from what to what, since when, and why."""
    what = words(HAPPENED.get(one.what, Text(one.what, one.what)))
    changes = [
        f"{words(change.name)} {_said(change.before)} → {_said(change.after)}" if one.what == "corrected"
        else f"{words(change.name)}：{_said(change.after)}"
        for change in one.changes
    ]  # fmt: skip
    day = one.valid_to if one.what == "closed" else one.valid_from
    parts = [
        what,
        *([full_day(day)] if day else []),
        "；".join(changes),
        *([f"（{one.reason}）"] if one.reason else []),
    ]
    by = one.by or words(Text("系统载入", "loaded by the system"))
    return LineItem(
        f"{full_day(one.at)} {one.at.astimezone(SHANGHAI):%H:%M}", by, "　".join(part for part in parts if part)
    )


def _said(shown: Shown) -> str:
    return words(shown.text) or words(Text("（空）", "(empty)"))


@require_http_methods(["GET", "POST"])
@staff
def new(request: HttpRequest, actor: Actor, register: str) -> HttpResponse:
    """Record a new entry."""
    kept = _kept(register, actor)
    make = type("NewEntryForm", (NewForm, form_class(kept)), {})
    today = today_of(request)
    given = {one.id: request.GET[one.id] for one in kept.fields if request.GET.get(one.id)}
    form = make(request.POST or None, initial={"valid_from": today.isoformat(), **given})
    if request.method == "POST" and form.is_valid():
        values = read(kept, form, on=today)
        key = form.cleaned_data["entry_key"] or _made_key(request, kept)
        if entry_page(kept, key) is not None:
            form.add_error("entry_key", words(TAKEN))
        entry = acts.NewEntry(kept.id, key, values, form.cleaned_data["valid_from"])
        if form.is_valid() and _done(form, lambda: acts.record(entry, actor=actor, moment=now_at(moment(request)))):
            tell_next(request, Text("已登记入册", "Recorded"))
            return redirect(entry_url(kept, key))
    title = Text(f"{kept.name.zh}：登记一条", f"{kept.name.en}: a new entry")
    return _form_page(request, actor, form, FormPage(title, kept, ("valid_from", "entry_key")))


@require_http_methods(["GET", "POST"])
@staff
def correct(request: HttpRequest, actor: Actor, register: str, key: str) -> HttpResponse:
    """Correct an entry, with a reason."""
    kept, today = _kept(register, actor), today_of(request)
    found = _found(kept, key)
    names = {
        one.id: words(cell.text)
        for one, cell in zip(kept.fields, found.line.cells, strict=True)
        if target_of(kept, one)
    }
    make = type("CorrectEntryForm", (CorrectForm, form_class(kept)), {})
    form = make(request.POST or None, initial={**typed(kept, found.values, names), "version": found.line.version})
    if request.method == "POST" and form.is_valid():
        values = read(kept, form, on=today)
        if not _changed(kept, form):
            form.add_error(None, words(UNCHANGED))
        reason, version = form.cleaned_data["reason_why"], form.cleaned_data["version"]
        if form.is_valid() and _done(
            form,
            lambda: acts.correct(
                kept.id,
                key,
                values,
                reason=reason,
                actor=actor,
                moment=now_at(moment(request)),
                expected_version=version,
            ),
        ):
            tell_next(request, Text("已更正，原来的留在历史里", "Corrected; what it was stays in the history"))
            return redirect(entry_url(kept, key))
    title = Text(f"更正：{words(found.line.label.text)}", f"Correct: {words(found.line.label.text)}")
    return _form_page(request, actor, form, FormPage(title, kept, ("reason_why", "version"), key))


def _changed(register: Register, form: forms.Form) -> bool:
    return any(name in form.changed_data for name in (one.id for one in register.fields))


@require_http_methods(["GET", "POST"])
@staff
def close(request: HttpRequest, actor: Actor, register: str, key: str) -> HttpResponse:
    """End an entry on a day."""
    kept = _kept(register, actor)
    found = _found(kept, key)
    form = CloseForm(
        request.POST or None, initial={"ends_on": today_of(request).isoformat(), "version": found.line.version}
    )
    if request.method == "POST" and form.is_valid():
        on, reason, version = (form.cleaned_data[name] for name in ("ends_on", "reason_why", "version"))
        if _done(
            form,
            lambda: acts.close(
                kept.id,
                key,
                on=on,
                reason=reason,
                actor=actor,
                moment=now_at(moment(request)),
                expected_version=version,
            ),
        ):
            tell_next(request, Text(f"{full_day(on)}起不再有效", f"No longer valid from {full_day(on)}"))
            return redirect(entry_url(kept, key))
    title = Text(f"结束：{words(found.line.label.text)}", f"End: {words(found.line.label.text)}")
    return _form_page(request, actor, form, FormPage(title, kept, ("ends_on", "reason_why", "version"), key))


def _kept(register: str, actor: Actor) -> Register:
    kept = register_of(register)
    if not may_edit(actor, kept):
        raise NotAllowed(KEPT_BY_OTHERS)
    return kept


def _made_key(request: HttpRequest, register: Register) -> str:
    made = new_id(moment(request)).hex
    return f"{register.id}-{made[:12]}{made[-4:]}"


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do the act; what it refuses is said beside its field, or above the form."""
    try:
        act()
    except FieldFaults as refused:
        for name, text in refused.faults.items():
            form.add_error(name if name in form.fields else None, words(text))
        return False
    except NotAllowed as refused:
        form.add_error(None, words(refused.reason))
        return False
    except Conflict:
        form.add_error(None, words(CHANGED))
        return False
    return True


@dataclass(frozen=True, slots=True)
class FormPage:
    """What a form's page says beside the form: its title, its own fields first or last, and where giving up leads."""

    title: Text
    register: Register
    own: tuple[str, ...]
    key: str = ""


def _form_page(request: HttpRequest, actor: Actor, form: forms.Form, told: FormPage) -> HttpResponse:
    kept = told.register
    asked = [one.id for one in kept.fields if one.id in form.fields]
    back = entry_url(kept, told.key) if told.key else reverse("house:register", kwargs={"register": kept.id})
    context = {
        "register": kept,
        "title": told.title,
        "form": form,
        "rows": [(form[name], kept.field(name).basis) for name in asked],
        "own": [form[name] for name in told.own],
        "lists": suggested(kept, on=today_of(request)) if asked else (),
        "back": back,
    }
    return page(request, "house/entry_form.html", context, actor=actor, status=422 if form.errors else 200)
