"""What is said where a page cannot be given: no such address, a form from elsewhere, a fault of ours. No database."""

import logging
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from huiyin.acts.troubles import trouble_of
from huiyin.kit.text import Text
from huiyin.web.away import away

BACK = Text("请退回上一页，刷新以后再交一次；您写的还在那一页。", "Go back, reload the page and send it again.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    why = Text("没有这一页", "There is no such page")
    return _told(why, Text("网址可能少了一段，或者这一页已经不在了。", "The address may be cut short."), 404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for the reader."""
    why = Text("这一页不对您开放", "This page is not open to you")
    return _told(why, Text("需要的话，请找管理岗核对您的岗位。", "Ask the administrators to check your posts."), 403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read."""
    return _told(Text("这次交上来的看不懂", "What was sent cannot be read"), BACK, 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came without its token: an old page, or cookies switched off."""
    why = Text("这一页开得太久，或者浏览器没有收下凭证", "The page is too old, or cookies are off")
    return _told(why, BACK, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and nothing was half done; or that the database could not do its part just now."""
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is not None:
        return away(request, trouble)
    why = Text("系统出了故障，这一步没有办成", "Something broke here; this step was not done")
    return _told(why, Text("没有留下半截的记录。请过几分钟再试。", "Nothing was half done. Try again shortly."), 500)


def _told(why: Text, what_next: Text, status: int) -> HttpResponse:
    try:
        page: str = render_to_string(
            "pages/error.html", {"why": why, "next": what_next, "fictional": settings.FICTIONAL}
        )
    except ValueError:
        # The style sheets have not been gathered: the words matter more than how they look.
        logging.getLogger(__name__).exception("an error page could not be dressed")
        page = f"<!doctype html><meta charset=utf-8><title>{why.zh}</title><p>{settings.FICTIONAL}<h1>{why.zh}</h1>"
    return HttpResponse(page, status=status)
