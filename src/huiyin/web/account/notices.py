"""What one wants told to one's own telephone: the daily digest and when, urgent matters at any hour. Off until asked for."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huiyin.acts.notices import Wish, choose_notices
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.urgent import URGENT_CLOCKS
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.text import Text
from huiyin.queries.notices import choice_of, digest_words
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

UNPROCESSABLE = 422
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


class NoticeForm(forms.Form):
    """What is told, where and when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = forms.CharField(
            label=words(Text("发到哪个手机", "To which telephone")),
            required=False,
            max_length=20,
            help_text=words(
                Text(
                    "只用来发这两样，封存着；删掉就不发了",
                    "For these two alone, kept sealed; empty it and nothing is sent",
                )
            ),
            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        )
        self.fields["digest"] = forms.BooleanField(
            label=words(
                Text("每天一条汇总：等我办的有几件、哪天到期", "One digest a day: how many wait for me, until when")
            ),
            required=False,
        )
        self.fields["digest_at"] = forms.ChoiceField(
            label=words(Text("汇总几点发", "The digest goes at")),
            choices=[(f"{one:%H:%M}", f"{one:%H:%M}") for one in _times()],
        )
        self.fields["urgent"] = forms.BooleanField(
            label=words(Text("紧急事项轮到我时马上告诉我，不分时候", "Urgent matters at once, at any hour")),
            required=False,
        )


def _times() -> list[time]:
    return [one for one in HALF_HOURS if not settings.QUIET_HOURS.holds_at(one)]


@require_http_methods(["GET", "POST"])
@staff
def notices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show and change what one wants told."""
    held = choice_of(actor.person)
    form = NoticeForm(
        request.POST or None,
        initial={
            "phone": held.phone,
            "digest": held.digest,
            "digest_at": f"{held.digest_at:%H:%M}",
            "urgent": held.urgent,
        },
    )
    if request.method == "POST" and form.is_valid() and _chosen(form, actor):
        tell_next(request, Text("记下了", "Kept"))
        return redirect("account:notices")
    context = {
        "form": form,
        "quiet": (f"{settings.QUIET_HOURS.begins:%H:%M}", f"{settings.QUIET_HOURS.ends:%H:%M}"),
        "urgent": [CLOCKS[one].name for one in URGENT_CLOCKS],
        "way": bool(settings.MESSAGES_URL),
        "sample": digest_words(actor.person, at=actor.at),
    }
    return page(request, "account/notices.html", context, actor=actor, status=UNPROCESSABLE if form.errors else 200)


def _chosen(form: NoticeForm, actor: Actor) -> bool:
    said = form.cleaned_data
    wish = Wish(said["phone"].strip(), said["digest"], time.fromisoformat(said["digest_at"]), said["urgent"])
    try:
        choose_notices(wish, actor=actor)
    except FieldFaults as faults:
        for name, fault in faults.faults.items():
            form.add_error(name, words(fault))
        return False
    return True
