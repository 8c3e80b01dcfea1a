"""A form made from a register's fields: keys are chosen by name, lists are typed a line each, faults stand beside fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from huiyin.flow.kind import Field, Register
from huiyin.flow.words import Sort
from huiyin.kit.text import Text
from huiyin.queries.register_pages import DIVISION, Suggestion, matches, suggestions
from huiyin.web.templatetags.look import words

# What the centre calls an entry for good: letters, digits and a few signs, so that it fits into an address.
KEY_PATTERN = r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._-]{0,59}"
OPEN, CLOSE = "〔", "〕"
_MICRO = 1_000_000
_LAST_LONGITUDE, _LAST_LATITUDE = 180, 90


@dataclass(frozen=True, slots=True)
class Suggested:
    """The suggestions of one field, for its datalist."""

    id: str
    options: tuple[Suggestion, ...]


class BadValue(Exception):
    """A typed value cannot be read; `text` says what to mend."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def target_of(register: Register, field: Field) -> str:
    """Return what a field refers to: a register's id, `division`, or nothing."""
    return DIVISION if field.sort is Sort.DIVISION else register.references.get(field.id, "")


def suggested(register: Register, *, on: date) -> tuple[Suggested, ...]:
    """Return the datalists a register's form needs, one for each thing referred to. Three queries each."""
    targets = dict.fromkeys(target_of(register, one) for one in register.fields)
    return tuple(Suggested(f"list-{target}", suggestions(target, on=on)) for target in targets if target)


def form_class(register: Register) -> type[forms.Form]:
    """Return a form with a control for every field of the register."""
    return type("RegisterForm", (forms.Form,), {one.id: _control(register, one) for one in register.fields})


def _control(register: Register, field: Field) -> forms.Field:
    said: dict[str, Any] = {"label": words(field.name), "required": field.required, "help_text": _help(register, field)}
    target = target_of(register, field)
    if target:
        return forms.CharField(**said, widget=forms.TextInput(attrs={"list": f"list-{target}", "autocomplete": "off"}))
    if field.sort in (Sort.CHOICE, Sort.CHOICES):
        choices = [(choice.id, words(choice.name)) for choice in field.choices]
        if field.sort is Sort.CHOICES:
            return forms.MultipleChoiceField(**said, choices=choices, widget=forms.CheckboxSelectMultiple)
        return forms.ChoiceField(**said, choices=choices if field.required else [("", "—"), *choices])
    make = _CONTROLS.get(field.sort)
    return make(said) if make is not None else forms.CharField(**said, max_length=field.longest)


def _area(said: dict[str, Any]) -> forms.Field:
    return forms.CharField(**said, widget=forms.Textarea(attrs={"rows": 4}))


_CONTROLS: dict[Sort, Callable[[dict[str, Any]], forms.Field]] = {
    Sort.NUMBER: lambda said: forms.CharField(**said, widget=forms.TextInput(attrs={"inputmode": "numeric"})),
    Sort.DAY: lambda said: forms.CharField(**said, widget=forms.DateInput(attrs={"type": "date"})),
    Sort.YES_NO: lambda said: forms.ChoiceField(
        **said,
        choices=[("yes", words(Text("是", "Yes"))), ("no", words(Text("否", "No")))],
        widget=forms.RadioSelect,
    ),
    Sort.WORDS: _area,
    Sort.LINES: _area,
    Sort.OUTLINE: _area,
}


def _help(register: Register, field: Field) -> str:
    if field.help is not None:
        return words(field.help)
    if target_of(register, field):
        return words(Text("写名称，从提示里选；也可以写编号", "Type its name and choose, or type its key"))
    if field.sort is Sort.LINES:
        return words(Text("一行一个", "One a line"))
    if field.sort is Sort.OUTLINE:
        return words(Text("一行一个点：经度,纬度（度）", "One point a line: longitude,latitude in degrees"))
    return ""


def typed(register: Register, values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry's values as a form shows them; `names` are the names of keys, by field."""
    shown: dict[str, Any] = {}
    for field in register.fields:
        value = values.get(field.id)
        if value is None:
            continue
        if target_of(register, field):
            shown[field.id] = f"{names.get(field.id, '')}{OPEN}{value}{CLOSE}"
        elif field.sort is Sort.OUTLINE:
            shown[field.id] = "\n".join(
                f"{lng / _MICRO:.6f},{lat / _MICRO:.6f}" for lng, lat in zip(value[::2], value[1::2], strict=False)
            )
        elif field.sort is Sort.LINES:
            shown[field.id] = "\n".join(value)
        elif field.sort is Sort.YES_NO:
            shown[field.id] = "yes" if value else "no"
        else:
            shown[field.id] = value
    return shown


def read(register: Register, form: forms.Form, *, on: date) -> dict[str, Any]:
    """Return a valid form's values as the acts take them; what cannot be read becomes a fault of its field."""
    values: dict[str, Any] = {}
    for field in register.fields:
        value = form.cleaned_data.get(field.id)
        try:
            values[field.id] = _read_one(register, field, value, on=on)
        except BadValue as fault:
            form.add_error(field.id, words(fault.text))
    return values


def _read_one(register: Register, field: Field, value: Any, *, on: date) -> Any:
    target = target_of(register, field)
    if value and target:
        return key_of(target, str(value).strip(), on=on)
    if value and field.sort is Sort.OUTLINE:
        return _outline(str(value))
    return value


def key_of(target: str, text: str, *, on: date) -> str:
    """Read what was chosen: the key behind the name, a bare key, or a name that only one entry has."""
    wanted = text[text.rindex(OPEN) + 1 : -1] if text.endswith(CLOSE) and OPEN in text else text
    found = matches(target, wanted, on=on)
    if len(found) == 1:
        return found[0].key
    if not found:
        raise BadValue(Text(f"没有叫“{wanted}”的，请从提示里选", f"There is no “{wanted}”; choose from the list"))
    keys = "、".join(one.key for one in found[:3])
    raise BadValue(
        Text(
            f"叫“{wanted}”的不止一个，请写编号，如{keys}",
            f"Several are called “{wanted}”: type the key, such as {keys}",
        )
    )


def _outline(text: str) -> list[int]:
    points: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            lng, lat = (float(part) for part in line.replace("，", ",").split(","))
        except ValueError:
            raise BadValue(
                Text(
                    f"第 {number} 行不是“经度,纬度”，如 171.936739,33.017108",
                    f"Line {number} is no “longitude,latitude”, such as 171.936739,33.017108",
                )
            ) from None
        if not (abs(lng) <= _LAST_LONGITUDE and abs(lat) <= _LAST_LATITUDE):
            raise BadValue(Text(f"第 {number} 行不在地球上，先写经度再写纬度", f"Line {number}: longitude comes first"))
        points += [round(lng * _MICRO), round(lat * _MICRO)]
    if len(points) < 6:
        raise BadValue(Text("边界至少要三个点", "An outline has at least three points"))
    return points
