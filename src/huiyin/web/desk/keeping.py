"""Half-typed forms of the desk: kept by the button, kept by themselves while somebody types, or thrown away."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from huiyin.acts.drafts import drop, keep
from huiyin.flow.actor import Actor
from huiyin.kit.text import Text
from huiyin.web.desk.frame import tell_next
from huiyin.web.desk.showing import clock_time

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "keep"})
# What the button sends is 1; this is what the page sends by itself.
BY_ITSELF = "self"


def kept_or_dropped(request: HttpRequest, actor: Actor, form: str, back: str) -> HttpResponse:
    """Keep what was typed, or throw away what was kept, as the pressed button says."""
    if "drop" in request.POST:
        drop(actor.person, form)
        return HttpResponseRedirect(back)
    keep(actor.person, form, typed_values(request.POST), at=actor.at)
    if request.POST["keep"] == BY_ITSELF:
        return HttpResponse(clock_time(actor.at), content_type="text/plain; charset=utf-8")
    tell_next(request, Text("先存着了，下次打开接着写", "Kept: it will be here when you come back"))
    return HttpResponseRedirect(back)


def typed_values(data: QueryDict) -> dict[str, list[str]]:
    """Return what was typed, as it can be kept."""
    return {name: [str(one) for one in data.getlist(name)] for name in data if name not in NOT_TYPED}
