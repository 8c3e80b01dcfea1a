"""The front page, opening a matter by the code of its receipt, and leaving."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiyin.acts.portal import TooMany, WrongCode, open_by_code
from huiyin.web.clock_reading import moment
from huiyin.web.portal.figures import newest_told
from huiyin.web.portal.forms import CodeForm
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.purposes import PURPOSES
from huiyin.web.portal.visit import begin, end
from huiyin.web.templatetags.look import words
from huiyin.web.whence import come_back_in, visitor_of

# Where one may be led after the code, and what for.
LEADS = {"my": "portal:my", "readings": "portal:readings", "reply": "portal:reply", "rate": "portal:rate"}
TOO_MANY_REQUESTS = 429


@require_GET
@public
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page: say something, look something up, and the few other doors."""
    return shown(
        request,
        "portal/home.html",
        form=CodeForm(),
        figures=newest_told(),
        first_choice=True,
        published=settings.PUBLISH_FIGURES,
    )


@require_GET
@public
def purposes(request: HttpRequest) -> HttpResponse:
    """Show what one may come with, each with its own form."""
    return shown(request, "portal/purposes.html", purposes=PURPOSES.values())


@require_http_methods(["GET", "HEAD", "POST"])
@public
def track(request: HttpRequest) -> HttpResponse:
    """Open a matter by the code on its receipt; nothing else opens one."""
    to = request.POST.get("to") or request.GET.get("to") or "my"
    to = to if to in LEADS else "my"
    if request.method != "POST":
        return shown(request, "portal/track.html", form=CodeForm(), to=to)
    form, status, wait = CodeForm(request.POST), 200, 0
    if form.is_valid():
        try:
            claim = open_by_code(form.cleaned_data["code"], visitor=visitor_of(request), at=moment(request))
        except (WrongCode, TooMany) as refused:
            form.add_error("code", words(refused.reason))
            if isinstance(refused, TooMany):
                status, wait = TOO_MANY_REQUESTS, refused.seconds
        else:
            response = HttpResponseRedirect(reverse(LEADS[to]))
            begin(request, response, claim.matter, claim.party)
            return response
    return come_back_in(wait, shown(request, "portal/track.html", status, form=form, to=to))


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit, so that whoever uses this machine next sees nothing of it."""
    response = HttpResponseRedirect(reverse("portal:home"))
    end(request, response)
    return response
