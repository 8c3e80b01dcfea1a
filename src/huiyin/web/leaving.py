"""Signing out: here, at a shared counter for good, and at the office's sign-in service where one came through it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huiyin.acts import sign_ins
from huiyin.web.clock_reading import moment
from huiyin.web.service import ID_TOKEN, way_out
from huiyin.web.session import sign_in_of


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, on the server too; sealed drafts stay."""
    if request.user.is_authenticated:
        held, at = sign_in_of(request), moment(request)
        sign_ins.end(held.id, why="out", at=at)
        if held.counter is not None:
            sign_ins.end_at_counter(held.account, held.counter, at=at)
    elsewhere = way_out(request, str(request.session.get(ID_TOKEN, "")))
    logout(request)
    return HttpResponseRedirect(elsewhere) if elsewhere else redirect("sign_in")
