"""Reading back at the counter: the clerk's side of it, with a second screen for the person or without one."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET

from huiyin.acts.counter_screen import Place, open_screen, show
from huiyin.flow.actor import Actor
from huiyin.flow.read_back import READ_BACK_SAYS, WHY_NOT
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Sort
from huiyin.kit.text import Text
from huiyin.queries.counter_screen import NONE_OPEN, is_shown, standing
from huiyin.web.forms import StepForm
from huiyin.web.session import sign_in_of, staff
from huiyin.web.templatetags.look import words

NO_COUNTER = Text(
    "这台电脑没有登记成共用窗口，开不了第二块屏；念给本人听就行",
    "This computer is not an enrolled counter and has no second screen: read it aloud",
)
SHOWN = ("words", "place", "name", "phone", "village")


class ReadBackForm(forms.Form):
    """How it was read back, and why not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_back"] = forms.ChoiceField(
            label=words(Text("给本人核对过没有", "Was it read back to the person?")),
            choices=[(one.value, words(says)) for one, says in READ_BACK_SAYS.items()],
            widget=forms.RadioSelect,
        )
        self.fields["read_back_why"] = forms.ChoiceField(
            label=words(Text("为什么没有核对", "Why not")),
            choices=[(key, words(says)) for key, says in WHY_NOT.items()],
            widget=forms.RadioSelect,
            required=False,
        )

    def full_clean(self) -> None:
        """Check nothing: what is missing is said with the faults of the filing."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}


def read_back_form(data: QueryDict, faults: dict[str, Text]) -> ReadBackForm:
    """Return the form with what was ticked and what is at fault."""
    form = ReadBackForm(data) if data or faults else ReadBackForm()
    form.full_clean()
    for name in faults.keys() & form.fields.keys():
        form.add_error(name, words(faults[name]))
    return form


def ticked(data: QueryDict) -> dict[str, str]:
    """Return what was ticked, for the act to look at."""
    return {"how": data.get("read_back", ""), "why": data.get("read_back_why", "")}


def said_by(form: StepForm) -> dict[str, Any]:
    """Return what was typed as the person at the counter reads it back."""
    if not form.is_bound:
        return {}
    said: dict[str, Any] = {name: str(form.data.get(name, "")).replace("\r\n", "\n").strip() for name in SHOWN}
    said["village"] = village_name(form, said["village"])
    wanted = [line.strip() for line in str(form.data.get("requests", "")).splitlines() if line.strip()]
    return {**said, "requests": wanted}


def village_name(form: StepForm, key: str) -> str:
    """Return how a village is called among those offered; what was typed where it is none of them."""
    groups = form.asked.options.get(Sort.DIVISION, ())
    return next((one.name for group in groups for one in group.options if one.key == key), key)


def opened_screen(request: HttpRequest, said: dict[str, Any], *, token: str, actor: Actor) -> str:
    """Open the screen of this counter and return the code that pairs it; raises NotAllowed away from a counter."""
    here = sign_in_of(request)
    if here.counter is None:
        raise NotAllowed(NO_COUNTER)
    return open_screen(Place(here.counter, here.id, token), said, actor=actor)


def follow(form: StepForm, *, token: str, actor: Actor) -> None:
    """Let the screen of an intake show what is typed by now."""
    show(token, said_by(form), actor=actor)


def follows(token: str, *, actor: Actor) -> bool:
    """Say whether an intake has a screen to follow."""
    return is_shown(token, actor=actor)


def screen_panel(request: HttpRequest, token: str, code: str, *, actor: Actor) -> dict[str, Any]:
    """Return what the counter's page says of the second screen."""
    if sign_in_of(request).counter is None:
        return {"screen_may": False}
    found = standing(token, actor=actor)
    return {
        "screen_may": True,
        "screen_code": code,
        "screen_says": found.words,
        "screen_open": found is not NONE_OPEN,
        "screen_address": request.build_absolute_uri(reverse("screen")),
    }


@require_GET
@staff
def state(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Tell the clerk's page how it stands with its screen."""
    found = standing(request.GET.get("token", "")[:40], actor=actor)
    return JsonResponse({"words": words(found.words), "right": found.right, "open": found is not NONE_OPEN})
