"""A form made from a step's declared fields: controls and words here, the checking of answers in the act alone."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from huiyin.flow.answers import FIRST, REPRESENTATIVES
from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Deed, Role, Sort
from huiyin.kit.text import Text
from huiyin.queries.staff import Group, Options
from huiyin.web.templatetags.look import words

# Beyond this many, a list is typed into instead of scrolled: the server finds what was meant.
MOST_LISTED = 400
# As many choices as can stand beside one another as keys.
MOST_KEYS = 9
PICKED = frozenset({Sort.POST, Sort.LEADER, Sort.UNIT, Sort.CATEGORY, Sort.DIVISION, Sort.GRID})
EACH = frozenset({Sort.OUTCOMES, Sort.LINES})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form needs beside its step: options to pick from, the requests to answer one by one.

    `left` names, for a field of several choices, those that can still be chosen; a field that is not named has all.
    """

    options: Options = field(default_factory=dict)
    requests: Sequence[str] = ()
    left: Mapping[str, Container[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the page writes it: its control, the article beside it, whose voice, and what it hangs on."""

    bound: forms.BoundField
    law: str
    voice: str
    tall: bool
    hangs_on: str
    hangs_value: str
    hangs_least: str = ""


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One request of the resident with the controls that answer it."""

    number: int
    words: str
    controls: tuple[Shown, ...]


class StepForm(forms.Form):
    """A step's form. It shows and gathers; only the act says what must be mended, in one place for every door."""

    step: Step
    asked: Asked

    def full_clean(self) -> None:
        """Check nothing: faults come from the act through `tell`."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def tell(self, faults: Mapping[str, Text]) -> None:
        """Put the act's faults beside their fields; one without a field stands at the top."""
        self.full_clean()
        for name, fault in faults.items():
            shown = name if name in self.fields else f"{name}_1" if f"{name}_1" in self.fields else None
            self.add_error(shown, words(fault))

    def raw(self) -> dict[str, Any]:
        """Return the answers under their declared names, as the act takes them."""
        found: dict[str, Any] = {}
        for one in self.step.fields:
            if one.sort in EACH and self.asked.requests:
                parts = [self._value(f"{one.id}_{number}") for number in range(1, len(self.asked.requests) + 1)]
                found[one.id] = [part for part in parts if str(part or "").strip()]
            elif one.id in self.fields:
                found[one.id] = self._picked(one)
        return found

    def _value(self, name: str) -> Any:
        bound = self[name]
        return bound.field.widget.value_from_datadict(self.data, self.files, bound.html_name)

    def _picked(self, one: Field) -> Any:
        value = self._value(one.id)
        if one.sort in PICKED and isinstance(value, str):
            return found_key(value, self.asked.options.get(one.sort, ()))
        return value

    def before(self) -> tuple[Shown, ...]:
        """Return the fields that stand before the requests are answered one by one; all where none is."""
        return self._around(later=False)

    def after(self) -> tuple[Shown, ...]:
        """Return the fields that stand after the requests answered one by one."""
        return self._around(later=True)

    def _around(self, *, later: bool) -> tuple[Shown, ...]:
        ids = [one.id for one in self.step.fields]
        first = next(
            (ids.index(one.id) for one in self.step.fields if one.sort in EACH and self.asked.requests), len(ids)
        )
        return tuple(one for one in self.shown() if (ids.index(one.bound.name) > first) == later)

    def shown(self) -> tuple[Shown, ...]:
        """Return the fields in declared order, those answered one request at a time left out."""
        each = bool(self.asked.requests)
        return tuple(
            self._show(one, one.id)
            for one in self.step.fields
            if one.id in self.fields and not (each and one.sort in EACH)
        )

    def by_request(self) -> tuple[RequestShown, ...]:
        """Return each request with the controls that answer it."""
        asked = [one for one in self.step.fields if one.sort in EACH]
        if not asked:
            return ()
        return tuple(
            RequestShown(number, said, tuple(self._show(one, f"{one.id}_{number}") for one in asked))
            for number, said in enumerate(self.asked.requests, start=1)
        )

    def _show(self, one: Field, name: str) -> Shown:
        tall = any(len(choice.name.zh) > 12 for choice in one.choices)
        return Shown(self[name], one.basis, voice_of(self.step, one), tall, *_hangs(one))


def form_for(
    step: Step,
    *,
    asked: Asked,
    data: Any = None,
    initial: Mapping[str, Any] | None = None,
    without: Iterable[str] = (),
) -> StepForm:
    """Return the form of a step, bound to `data` if given. Fields named in `without` are left out."""
    skipped = set(without)
    controls: dict[str, forms.Field] = {}
    for one in step.fields:
        nothing_to_pick = one.sort is Sort.GRID and not any(group.options for group in asked.options.get(one.sort, ()))
        if one.id in skipped or one.sort is Sort.OUTLINE or nothing_to_pick:
            continue
        if one.sort in EACH and asked.requests:
            for number in range(1, len(asked.requests) + 1):
                controls[f"{one.id}_{number}"] = _for_one_request(one, asked)
        else:
            controls[one.id] = control_of(one, asked)
    made = type("FormOfStep", (StepForm,), {**controls, "step": step, "asked": asked})
    form: StepForm = made(data, initial=_initial(initial or {}, step), use_required_attribute=False)
    return form


def _hangs(one: Field) -> tuple[str, str, str]:
    """Return the field another hangs on, and the value as this form writes it, or how large it must be at least."""
    if one.of not in ("", FIRST):
        return REPRESENTATIVES, "", one.of
    if one.when is None:
        return "", "", ""
    name, value = one.when
    return name, {"true": "yes", "false": "no"}.get(value, value), ""


def _initial(values: Mapping[str, Any], step: Step) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, bool):
            shown[name] = "yes" if value else "no"
        elif isinstance(value, list) and any(one.id == name and one.sort in EACH for one in step.fields):
            shown.update({f"{name}_{number}": one for number, one in enumerate(value, start=1)})
            shown[name] = "\n".join(str(one) for one in value)
        else:
            shown[name] = "\n".join(str(one) for one in value) if isinstance(value, list) else value
    return shown


def voice_of(step: Step, one: Field) -> str:
    """Return whose words a text is: the person's (楷体), the office's (仿宋), or plain."""
    if not one.private:
        return "plain"
    return "person" if Role.FILER in step.who or Deed.CALLBACK_SAYS in step.does else "office"


def control_of(one: Field, asked: Asked) -> forms.Field:
    """Return the control for a field. `required` only decides whether the label says it may be left out."""
    maker = _CONTROLS.get(one.sort, _line)
    control = maker(one, asked)
    control.label = words(one.name)
    control.help_text = words(one.help) if one.help is not None else ""
    # A yes-or-no that may wait has a third answer that says so.
    control.required = one.required or one.sort is Sort.YES_NO
    return control


def _for_one_request(one: Field, asked: Asked) -> forms.Field:
    control = control_of(one, asked)
    outcome = one.sort is Sort.OUTCOMES
    control.label = words(Text("这一项怎么答", "Outcome") if outcome else Text("这一项的具体意见", "Words on it"))
    control.help_text = "" if outcome else words(Text("谁来做、做什么、哪天前", "Who does what by when"))
    return control


def _line(one: Field, asked: Asked) -> forms.Field:
    attrs = {"autocomplete": "off", "maxlength": one.longest}
    if one.sort is Sort.PHONE:
        attrs["inputmode"] = "tel"
    return forms.CharField(widget=forms.TextInput(attrs=attrs))


def _words(one: Field, asked: Asked) -> forms.Field:
    rows = 4 if one.longest > 500 else 3
    attrs: dict[str, Any] = {"rows": rows}
    if one.sort is Sort.WORDS or asked.requests:
        attrs["maxlength"] = one.longest
    return forms.CharField(widget=forms.Textarea(attrs=attrs))


def _number(one: Field, asked: Asked) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "in-short"}))


def _day(one: Field, asked: Asked) -> forms.Field:
    return forms.CharField(widget=forms.DateInput(attrs={"type": "date", "class": "in-short"}))


def _yes_no(one: Field, asked: Asked) -> forms.Field:
    both = [("no", words(Text("不是", "No"))), ("yes", words(Text("是", "Yes")))]
    if not one.required:
        both.append(("", words(Text("还没问清", "Not yet known"))))
    return forms.ChoiceField(choices=both, widget=forms.RadioSelect)


def _choice(one: Field, asked: Asked) -> forms.Field:
    choices = [(choice.id, words(choice.name)) for choice in one.choices]
    if len(choices) <= MOST_KEYS:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    none = ("", words(Text("请选一个", "Choose one")))
    return forms.ChoiceField(choices=[none, *_under_headings(one, choices)])


def _under_headings(one: Field, choices: list[tuple[str, str]]) -> list[tuple[Any, Any]]:
    """Return a long list's choices under the answers they fall under; as they are where they fall under none."""
    found: dict[str, list[tuple[str, str]]] = {}
    for choice, shown in zip(one.choices, choices, strict=True):
        found.setdefault(words(choice.under.name) if choice.under is not None else "", []).append(shown)
    return [*found.pop("", []), *found.items()]


def _choices(one: Field, asked: Asked) -> forms.Field:
    left = asked.left.get(one.id, {choice.id for choice in one.choices})
    choices = [(choice.id, words(choice.name)) for choice in one.choices if choice.id in left]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


def _pick(one: Field, asked: Asked) -> forms.Field:
    groups = asked.options.get(one.sort, ())
    if sum(len(group.options) for group in groups) > MOST_LISTED:
        return forms.CharField(widget=ListedInput(groups))
    none = words(Text("请选一个", "Choose one") if one.required else Text("不选", "None"))
    return forms.ChoiceField(choices=[("", none), *grouped(groups)])


def _units(one: Field, asked: Asked) -> forms.Field:
    return forms.MultipleChoiceField(choices=grouped(asked.options.get(one.sort, ())))


def _files(one: Field, asked: Asked) -> forms.Field:
    return forms.FileField(widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,.pdf,.docx,.xlsx"}))


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several at once."""

    allow_multiple_selected = True


class ListedInput(forms.TextInput):
    """A text control with a list to type into; the server finds the key by name, so no script is needed."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.groups = groups

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Write the control with its list; a key is shown by its name."""
        named = [(one.key, full_name(group, one.name)) for group in self.groups for one in group.options]
        shown = dict(named).get(str(value), value)
        control = super().render(name, shown, {**(attrs or {}), "list": f"{name}_list"}, renderer)
        listed = format_html_join("", '<option value="{}"></option>', ((name,) for _, name in named))
        return format_html('{}<datalist id="{}_list">{}</datalist>', control, name, listed)


def full_name(group: Group, name: str) -> str:
    """Return an option's name with its group's before it."""
    return f"{words(group.name)} · {name}" if group.name else name


def found_key(typed: str, groups: Sequence[Group]) -> str:
    """Return the key a person meant: a key, a full name, or the only name that holds what was typed."""
    typed = typed.strip()
    named = [(one.key, full_name(group, one.name)) for group in groups for one in group.options]
    for key, name in named:
        if typed in (key, name):
            return key
    holding = [key for key, name in named if typed and typed in name]
    return holding[0] if len(holding) == 1 else typed


def grouped(groups: Sequence[Group]) -> list[tuple[Any, Any]]:
    """Return groups as Django's choices; options of a nameless group stand by themselves."""
    found: list[tuple[Any, Any]] = []
    for group in groups:
        options = [(one.key, one.name) for one in group.options]
        found += [(words(group.name), options)] if group.name else options
    return found


_CONTROLS: dict[Sort, Callable[[Field, Asked], forms.Field]] = {
    Sort.WORDS: _words,
    Sort.REQUESTS: _words,
    Sort.LINES: _words,
    Sort.NUMBER: _number,
    Sort.DAY: _day,
    Sort.YES_NO: _yes_no,
    Sort.CHOICE: _choice,
    Sort.OUTCOMES: _choice,
    Sort.CHOICES: _choices,
    Sort.POST: _pick,
    Sort.LEADER: _pick,
    Sort.UNIT: _pick,
    Sort.CATEGORY: _pick,
    Sort.DIVISION: _pick,
    Sort.GRID: _pick,
    Sort.UNITS: _units,
    Sort.FILES: _files,
}
