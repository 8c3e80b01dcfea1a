"""接口令牌: those granted for the posts one holds, collected here, each secret shown once."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.acts.tokens import collect_token
from huiyin.flow.actor import Actor
from huiyin.queries.bearers import TokenLine, ends_at, tokens_of_posts
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import clock_time
from huiyin.web.session import ask_again, staff


@require_http_methods(["GET", "POST"])
@staff
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the tokens of one's own posts; collecting one shows its secret on this answer and nowhere else."""
    made, wanted = "", request.POST.get("token", "")
    if request.method == "POST":
        # Whoever finds the desk open must not walk away with a key that works from anywhere.
        again = ask_again(request, back=reverse("account:tokens"))
        if again is not None:
            return again
        made = collect_token(wanted, actor=actor)
    posts = {post.key: post.label for post in actor.posts}
    held = tokens_of_posts(frozenset(posts), at=actor.at)
    context = {
        "tokens": [(one, posts[one.post], _when(one)) for one in held],
        "made": made,
        "wanted": wanted,
    }
    return page(request, "account/tokens.html", context, actor=actor)


def _when(one: TokenLine) -> tuple[str, str, str]:
    if one.collected_at is None:
        return "", "", ""
    used = clock_time(one.used_at) if one.used_at is not None else ""
    return clock_time(one.collected_at), used, clock_time(ends_at(one.collected_at))
