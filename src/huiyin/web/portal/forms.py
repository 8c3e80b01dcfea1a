"""The forms a resident fills in: the code of the receipt, and the two pages of a filing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from huiyin.flow.answers import FieldFaults, clean
from huiyin.flow.kind import Field
from huiyin.kinds import kind_of
from huiyin.queries.portal import OfficeGroup, Place

FILED_KIND = "appeal"
YES, NO, UNSURE = "yes", "no", "unsure"
_CONCERNS = ((NO, "不是"), (YES, "是，反映的是单位或干部"), (UNSURE, "说不清，请工作人员问我"))
_LEAF_LENGTH = 64


class CodeForm(forms.Form):
    """The one thing that opens a matter."""

    code = forms.CharField(
        label="回执上的查询码",
        help_text="十个字母或数字，样子像 K7QM-2X9D-4T",
        max_length=64,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "in-code"}
        ),
    )


class LeafForm(forms.Form):
    """The fingerprint printed on a receipt."""

    leaf = forms.CharField(
        label="回执上的存证码",
        help_text="64 个数字和字母（a 到 f），空格可有可无",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "class": "in-code"}),
    )

    def clean_leaf(self) -> str:
        """Return the fingerprint without the spaces it is printed with."""
        leaf = "".join(str(self.cleaned_data["leaf"]).split()).lower()
        if len(leaf) != _LEAF_LENGTH or not set(leaf) <= set("0123456789abcdef"):
            raise forms.ValidationError(f"存证码一共 64 个字，现在是 {len(leaf)} 个；请照回执最下面一行再对一遍。")
        return leaf


class _Declared(forms.Form):
    """A page of the filing: what the kind declares of the fields is what is checked."""

    declared: tuple[str, ...] = ()

    def raw(self) -> dict[str, Any]:
        """Return the answers under the names the kind gives them."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Check the answers by the kind's own rules, so that the act finds nothing left to mend."""
        cleaned = super().clean() or self.cleaned_data
        wanted = tuple(one for one in _declared(self.declared) if one.id not in self.errors)
        try:
            clean(wanted, self.raw())
        except FieldFaults as found:
            for name, words in found.faults.items():
                self.add_error(self._shown_as(name), words.zh)
        return cleaned

    def _shown_as(self, name: str) -> str | None:
        return name if name in self.fields else None


def _declared(names: Iterable[str]) -> tuple[Field, ...]:
    wanted = set(names)
    return tuple(field for field in kind_of(FILED_KIND).opening.fields if field.id in wanted)


class StoryForm(_Declared):
    """What happened, what is wanted, and roughly where."""

    declared = ("words", "requests")

    words = forms.CharField(
        label="照您平时说话那样写",
        help_text="什么时候、在哪里、怎么了。不用写成公文。",
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 4000}),
    )
    requests = forms.CharField(
        label="您想要什么结果",
        help_text="一行写一项，会逐项答复您。例如：修好 3 号院的下水；说明为什么返水。",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )
    town = forms.ChoiceField(label="在哪个乡镇、街道", choices=[])

    def __init__(self, *args: Any, towns: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = _choices(towns, "请选乡镇、街道")  # type: ignore[attr-defined]


class WhereForm(_Declared):
    """Where exactly, whether it is about an office, and how to reach the person."""

    declared = ("village", "place", "name", "phone", "concerns_office", "concerned_unit")

    village = forms.ChoiceField(label="在哪个村、社区", choices=[])
    place = forms.CharField(
        label="具体地方", help_text="写到门牌或村组，来的人才找得到。", required=False, max_length=200
    )
    concern = forms.ChoiceField(
        label="反映的是不是单位或干部",
        help_text="是的话，被反映的单位不经手，也看不到是谁说的。",
        choices=_CONCERNS,
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(
        label="反映的是哪个单位", help_text="上面选了“是”才填；反映干部的，选他所在的单位。", choices=[], required=False
    )
    name = forms.CharField(
        label="您的姓名",
        help_text="不留也可以反映；不留就没法书面答复您，您凭查询码看结果。",
        required=False,
        max_length=50,
    )
    phone = forms.CharField(
        label="联系电话",
        help_text="只有办这件事的岗位能看，看一次记一次，您都查得到。",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, villages: Sequence[Place], offices: Sequence[OfficeGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = _choices(villages, "请选村、社区")  # type: ignore[attr-defined]
        grouped = [(group.name, [(one.key, one.name) for one in group.offices]) for group in offices]
        self.fields["office"].choices = [("", "请选单位"), *grouped]  # type: ignore[attr-defined]

    def raw(self) -> dict[str, Any]:
        """Return the answers; a doubt about whom it concerns stays open, for the clerk to ask."""
        concern = self.cleaned_data.get("concern")
        known = {YES: "yes", NO: "no"}.get(str(concern), "")
        return {**self.cleaned_data, "concerns_office": known, "concerned_unit": self.cleaned_data.get("office", "")}

    def _shown_as(self, name: str) -> str | None:
        return {"concerned_unit": "office", "concerns_office": "concern"}.get(name, super()._shown_as(name))


def _choices(places: Sequence[Place], empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((place.code, place.name) for place in places)]
