"""The forms a resident fills in: the code of the receipt, the fingerprint to check, and a filing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import lazy

from huiyin.flow.answers import REPRESENTATIVES, FieldFaults, clean
from huiyin.flow.kind import Field
from huiyin.queries.portal import OfficeGroup, Place
from huiyin.web.portal.purposes import SHOWN_AS, Purpose
from huiyin.web.portal.together import TogetherForm, too_many_for
from huiyin.web.templatetags.look import say, words

YES, NO, UNSURE = "yes", "no", "unsure"
# A form's words are written once and said in the language of each reader.
later = lazy(say, str)
_CONCERNS = (
    (NO, later("不是", "No")),
    (YES, later("是，反映的是单位或干部", "Yes, it is about an office or an officer")),
    (UNSURE, later("说不清，请工作人员问我", "Not sure: let the staff ask me")),
)
_LEAF_LENGTH = 64


class CodeForm(forms.Form):
    """The one thing that opens a matter."""

    code = forms.CharField(
        label=later("回执上的查询码", "Access code on your receipt"),
        help_text=later("十个字母或数字，样子像 K7QM-2X9D-4T", "Ten letters or digits, such as K7QM-2X9D-4T"),
        max_length=64,
        error_messages={"max_length": "太长了：查询码只有十个字母或数字，样子像 K7QM-2X9D-4T"},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "in-code"}
        ),
    )


class LeafForm(forms.Form):
    """The fingerprint printed on a receipt."""

    leaf = forms.CharField(
        label=later("回执上的存证码", "Fingerprint on your receipt"),
        help_text=later(
            "64 个数字和字母（a 到 f），空格可有可无", "64 digits and letters (a to f); spaces do not matter"
        ),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "class": "in-code"}),
    )

    def clean_leaf(self) -> str:
        """Return the fingerprint without the spaces it is printed with."""
        leaf = "".join(str(self.cleaned_data["leaf"]).split()).lower()
        if len(leaf) != _LEAF_LENGTH or not set(leaf) <= set("0123456789abcdef"):
            raise forms.ValidationError(
                say(
                    "存证码一共 64 个字，现在是 {n} 个；请照回执最下面一行再对一遍。",
                    "A fingerprint has 64 characters, this has {n}: please compare it with the last line of the receipt.",
                    n=len(leaf),
                )
            )
        return leaf


class FilingForm(TogetherForm):
    """A filing: what happened, what is wanted, where, whom it is about, how to reach the person.

    What the kind declares of its fields is what is checked; the pages only show some of them at a time. What the
    purpose does not ask is not on the form.
    """

    words = forms.CharField(
        label=later("照您平时说话那样写", "Write it the way you would say it"),
        help_text=later(
            "什么时候、在哪里、怎么了。不用写成公文。", "When, where, what happened. It need not be official language."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 4000}),
    )
    accused = forms.CharField(
        label=later("反映的是谁", "Who is it about"),
        help_text=later(
            "姓名、在哪里做什么的；不知道名字可以不写。", "Name and work; leave it out if you do not know."
        ),
        required=False,
        max_length=100,
    )
    requests = forms.CharField(
        label=later("您想要什么结果", "What do you want done"),
        help_text=later(
            "一行写一项，会逐项答复您。例如：修好 3 号院的下水；说明为什么返水。",
            "One a line: each gets its own answer. For example: repair the drain of No. 3; explain why it backs up.",
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )
    town = forms.ChoiceField(label=later("在哪个乡镇、街道", "Town or street office"), choices=[])
    village = forms.ChoiceField(label=later("在哪个村、社区", "Village or community"), choices=[])
    place = forms.CharField(
        label=later("具体地方", "Exact place"),
        help_text=later(
            "写到门牌或村组，来的人才找得到。", "Down to the door or group, so that whoever comes can find it."
        ),
        required=False,
        max_length=200,
    )
    concern = forms.ChoiceField(
        label=later("反映的是不是单位或干部", "Is it about an office or an officer?"),
        help_text=later(
            "是的话，被反映的单位不经手，也看不到是谁说的。",
            "If so, that office neither handles it nor learns who said it.",
        ),
        choices=_CONCERNS,
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(
        label=later("反映的是哪个单位", "Which office"),
        help_text=later(
            "上面选了“是”才填；反映干部的，选他所在的单位。",
            "Only if you chose “Yes”; for an officer, choose the office he or she works at.",
        ),
        choices=[],
        required=False,
    )
    name = forms.CharField(
        label=later("您的姓名", "Your name"),
        help_text=later(
            "不留也可以反映；不留就没法书面答复您，您凭查询码看结果。",
            "You may leave it out; then no written reply can reach you, and you see the result with your code.",
        ),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=later("联系电话", "Telephone"),
        help_text=later(
            "只有办这件事的岗位能看，看一次记一次，您都查得到。",
            "Only the posts that handle this can read it; each reading is written down and you can see it.",
        ),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(
        self,
        *args: Any,
        purpose: Purpose,
        towns: Sequence[Place],
        villages: Sequence[Place],
        offices: Sequence[OfficeGroup],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        for name in [one for one in self.fields if one not in purpose.asked]:
            del self.fields[name]
        for name, label in purpose.labels.items():
            self.fields[name].label = words(label)
        for name, told in purpose.helps.items():
            self.fields[name].help_text = words(told)
        self.fields["town"].choices = _choices(towns, say("请选乡镇、街道", "Choose"))  # type: ignore[attr-defined]
        self.fields["village"].choices = _choices(villages, say("请选村、社区", "Choose"))  # type: ignore[attr-defined]
        grouped = [(words(group.name), [(one.key, one.name) for one in group.offices]) for group in offices]
        self.fields["office"].choices = [("", say("请选单位", "Choose")), *grouped]  # type: ignore[attr-defined]

    def raw(self) -> dict[str, Any]:
        """Return the answers as the kind names them; a doubt about whom it concerns stays open, for the clerk to ask."""
        known = {YES: "yes", NO: "no"}.get(str(self.cleaned_data.get("concern")), "")
        about = self.cleaned_data.get("office", "") if known == "yes" else ""
        return {**self.cleaned_data, "concerns_office": known, "concerned_unit": about}

    def clean(self) -> dict[str, Any]:
        """Check the answers by the kind's own rules, so that the act finds nothing left to mend."""
        cleaned = super().clean() or self.cleaned_data
        wanted = tuple(one for one in self._declared() if one.id not in self.errors)
        try:
            clean(wanted, self.raw())
        except FieldFaults as found:
            for name, fault in found.faults.items():
                self.add_error(_shown_as(name, self.fields), words(fault))
        wrong = too_many_for(cleaned) if cleaned.get("joint") == YES else ""
        if wrong:
            self.add_error(REPRESENTATIVES, wrong)
        return cleaned

    def _declared(self) -> tuple[Field, ...]:
        declared = self.purpose.declared.opening.fields
        return tuple(field for field in declared if SHOWN_AS.get(field.id, field.id) in self.purpose.asked)


def _shown_as(name: str, fields: Iterable[str]) -> str | None:
    shown = SHOWN_AS.get(name, name)
    return shown if shown in fields else None


def _choices(places: Sequence[Place], empty: str) -> list[tuple[str, str]]:
    return [("", empty), *((place.code, place.name) for place in places)]
