"""How a form's field is told: which control it is, what describes it, and where its fault leads."""

from dataclasses import dataclass
from typing import Any

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    Field,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to be put right in a form, and the anchor of its field."""

    label: str
    words: str
    anchor: str


def control(bound: BoundField, *, law: str, law_says: str, voice: str, tall: bool) -> dict[str, Any]:
    """Gather what the field's template needs; every description is tied to the control by its id."""
    described = _described_by(bound, law=law)
    sort = _sort_of(bound.field.widget)
    return {
        "bound": bound,
        "sort": sort,
        "law": law,
        "law_says": law_says,
        "tall": tall,
        "is_file": isinstance(bound.field.widget, FileInput),
        "described": described,
        "faults": fault_words(bound),
        "control": ""
        if sort in {"pick", "hidden"}
        else bound.as_widget(attrs=_attrs(bound, sort=sort, voice=voice, described=described)),
    }


def faults_of(form: BaseForm) -> tuple[Fault, ...]:
    """List a bound form's faults in the order of its fields, those of the whole form first."""
    found = [Fault("", str(words), "") for words in form.non_field_errors()]
    for bound in form:
        found += [Fault(str(bound.label), words, bound.auto_id) for words in fault_words(bound)]
    return tuple(found)


def fault_words(bound: BoundField) -> tuple[str, ...]:
    """Say what has to be put right in one field; an empty field is asked for by its name."""
    usual = Field.default_error_messages["required"]
    return tuple(
        _asked_for(bound) if fault.code == "required" and fault.message == usual else str(words)
        for fault in bound.errors.as_data()
        for words in fault.messages
    )


def _asked_for(bound: BoundField) -> str:
    if (get_language() or "").startswith("en"):
        return f"“{bound.label}” is still to be filled in"
    chosen = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple | Select)
    return f"“{bound.label}”还没选，请选一个" if chosen else f"“{bound.label}”还没填，请填上"


def _sort_of(widget: Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "pick"
    return "tick" if isinstance(widget, CheckboxInput) else "in"


def _described_by(bound: BoundField, *, law: str) -> str:
    parts = [("help", bound.help_text), ("law", law), ("fault", bound.errors)]
    return " ".join(f"{bound.auto_id}_{name}" for name, there in parts if there)


def _attrs(bound: BoundField, *, sort: str, voice: str, described: str) -> dict[str, str | bool]:
    widget = bound.field.widget
    css = [str(widget.attrs.get("class", ""))]
    if sort == "in":
        css.append("in")
    if isinstance(widget, Textarea) and voice != "plain":
        css.append(f"in-{voice or 'person'}")
    attrs: dict[str, str | bool] = {"class": " ".join(css).strip()}
    if described:
        attrs["aria-describedby"] = described
    return attrs
