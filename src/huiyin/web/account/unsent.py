"""没交上去的内容: the words of a form that came after its sign-in had run out, to be taken up again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huiyin.acts.drafts import drop
from huiyin.flow.actor import Actor
from huiyin.kit.text import Text
from huiyin.queries.drafts import kept
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.showing import clock_time
from huiyin.web.session import signed_in
from huiyin.web.unsent import FORM


@require_http_methods(["GET", "POST"])
@signed_in
def unsent(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was not sent, or forget it."""
    if request.method == "POST":
        drop(actor.person, FORM)
        tell_next(request, Text("不留了", "It is forgotten"))
        return redirect("account:home")
    held = kept(actor.person, FORM)
    context = {
        "when": clock_time(held.saved_at) if held else "",
        "path": held.typed["path"] if held else "",
        "typed": [(name, "\n".join(values)) for name, values in held.typed["typed"].items()] if held else (),
    }
    return page(request, "account/unsent.html", context, actor=actor)
