"""What is said where a page of the upper level cannot be given: a sentence in both languages. No tables, no templates."""

from django.http import HttpRequest, HttpResponse

from huiyin.kit.text import Text


def said(text: Text, *, status: int) -> HttpResponse:
    """Answer with one sentence in both languages."""
    return HttpResponse(f"{text.zh} / {text.en}\n", status=status, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return said(Text("没有这一页", "There is no such page"), status=404)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read."""
    return said(Text("这次交上来的看不懂", "What was sent cannot be read"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return said(Text("这里出了错，请告诉管这台机器的人", "A fault of ours: tell who keeps this machine"), status=500)
