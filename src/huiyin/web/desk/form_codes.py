"""From a paper form back to the screen: its code, typed or scanned, opens the form it is the twin of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from huiyin.flow.actor import Actor
from huiyin.kit.numbers import normal_number, number_fault
from huiyin.kit.text import Text
from huiyin.queries.matter_page import matter_page
from huiyin.queries.paper_forms import FoundForm, form_by_code
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.session import staff

UNKNOWN = Text(
    "没有这个表单码。它印在表的右上、页脚，样子像 appeal-1-register。",
    "There is no such form. The code stands beside the title and at the foot, such as appeal-1-register.",
)
NUMBER_WANTED = Text("这张表是关于一件已有的事，请填表上的事项编号", "This form is about a matter: type its number")
ONLY_THE_PERSON = Text(
    "“{name}”只能本人办：请他用回执上的查询码打开自己的事，当场自己点；没有查询码的，先到“换新码”。",
    "“{name}” is for the person alone: let him or her open the matter with the code of the receipt.",
)
OLDER = Text(
    "照纸质表“{name}”录入（第 {old} 版，现在用第 {new} 版）：照样收，表上没有的项当面问。",
    "From the paper form “{name}” (edition {old}, now {new}): it counts; ask for what it does not have.",
)
TYPED_FROM = Text("照纸质表“{name}”录入（第 {new} 版）。", "From the paper form “{name}” (edition {new}).")


@require_GET
@staff
def form(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open the form a code names; without one, ask for it."""
    code, number = request.GET.get("code", "").strip(), request.GET.get("number", "").strip()
    if not code:
        return _asked(request, actor)
    found = form_by_code(code)
    if found is None:
        return _asked(request, actor, UNKNOWN)
    if not found.form.is_about_a_matter:
        return _opening(request, actor, found)
    if not number:
        return _asked(request, actor, NUMBER_WANTED)
    fault = number_fault(number)
    if fault is not None:
        return _asked(request, actor, fault)
    if not found.form.counter_may_take_it:
        return _asked(request, actor, ONLY_THE_PERSON.fill(name=found.form.name.zh))
    known = matter_page(normal_number(number), actor=actor).matter.number
    tell_next(request, _said(found))
    return redirect("desk:step", number=known, step=found.form.step.id)


# What is taken in on a page of its own, without a number and with one.
OWN_PAGES = {"retaliation": "desk:retaliation"}
ABOUT_ONE = {"data_request": "desk:data_request"}


def _opening(request: HttpRequest, actor: Actor, found: FoundForm) -> HttpResponse:
    kind, number = found.form.kind.id, request.GET.get("number", "").strip()
    if not found.form.counter_may_take_it:
        return _asked(request, actor, ONLY_THE_PERSON.fill(name=found.form.name.zh))
    if kind not in ABOUT_ONE:
        tell_next(request, _said(found))
        return redirect(OWN_PAGES.get(kind) or f"{reverse('desk:intake')}?kind={kind}")
    fault = number_fault(number) if number else NUMBER_WANTED
    if fault is not None:
        return _asked(request, actor, fault)
    tell_next(request, _said(found))
    return redirect(ABOUT_ONE[kind], number=normal_number(number))


def _said(found: FoundForm) -> Text:
    name, new = found.form.name, found.form.kind.edition
    said = OLDER if found.is_old else TYPED_FROM
    return Text(
        said.zh.format(name=name.zh, old=found.edition, new=new),
        said.en.format(name=name.en, old=found.edition, new=new),
    )


def _asked(request: HttpRequest, actor: Actor, trouble: Text | None = None) -> HttpResponse:
    context = {"trouble": trouble, "code": request.GET.get("code", ""), "number": request.GET.get("number", "")}
    return page(request, "desk/form_code.html", context, actor=actor, status=422 if trouble else 200)
