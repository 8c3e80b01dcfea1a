"""岗位交接: what a post has in hand, who follows from which day, and the sheet that the three sign."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huiyin.acts.handing_over import PostChange, hand_over_post
from huiyin.acts.writing import now_at
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.papers.handover import HandoverSheet, handover_sheet
from huiyin.papers.pdf import pdf
from huiyin.papers.word import docx
from huiyin.queries.handovers import Handover, Leaving, handover, leaving
from huiyin.queries.register_pages import suggestions
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.papers import WORD
from huiyin.web.desk.showing import full_day
from huiyin.web.house.days import today_of
from huiyin.web.house.register_forms import CLOSE, OPEN, BadValue, key_of
from huiyin.web.house.registers import NoSuchRegister
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

NOT_YOURS = Text("岗位交接由管理岗办", "Posts are handed over by administrators")
MAKERS = {"pdf": (pdf, "application/pdf"), "docx": (docx, WORD)}


class HandoverForm(forms.Form):
    """Who follows, from which day, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_person"] = forms.CharField(
            label=words(Text("谁来接", "Who follows")),
            required=False,
            help_text=words(
                Text(
                    "写姓名，从提示里选；岗位上还有别人时可以不填",
                    "Type the name; may stay empty where another holds the post",
                )
            ),
            widget=forms.TextInput(attrs={"list": "list-person", "autocomplete": "off"}),
        )
        self.fields["on"] = forms.DateField(
            label=words(Text("从哪天起交接", "From which day")), widget=forms.DateInput(attrs={"type": "date"})
        )
        self.fields["reason"] = forms.CharField(label=words(Text("为什么交接", "Why")), max_length=200)


@require_http_methods(["GET", "POST"])
@staff
def hand_over(request: HttpRequest, actor: Actor, *, key: str) -> HttpResponse:
    """Show what a post has in hand and hand it over."""
    if Role.ADMIN not in actor.roles:
        raise NotAllowed(NOT_YOURS)
    today = today_of(request)
    found = leaving(key, on=today)
    if found is None:
        raise NoSuchRegister
    form = HandoverForm(request.POST or None, initial={"on": today.isoformat()})
    if request.method == "POST" and form.is_valid():
        done = _handed_over(form, key, actor, today=today)
        if done:
            tell_next(request, Text("已交接，请打印交接单签字", "Handed over: print the sheet and have it signed"))
            return redirect("house:entry", register="post_handover", key=done)
    return _page(request, actor, found, form, today)


def _handed_over(form: forms.Form, key: str, actor: Actor, *, today: date) -> str:
    said = form.cleaned_data
    try:
        to_person = key_of("person", said["to_person"].strip(), on=today) if said["to_person"].strip() else ""
        change = PostChange(key, to_person, said["on"], said["reason"])
        return hand_over_post(change, actor=actor, moment=now_at(actor.at))
    except BadValue as fault:
        form.add_error("to_person", words(fault.text))
    except FieldFaults as faults:
        for name, text in faults.faults.items():
            form.add_error(name if name in form.fields else None, words(text))
    except NotAllowed as refusal:
        form.add_error(None, words(refusal.reason))
    return ""


def _page(request: HttpRequest, actor: Actor, found: Leaving, form: forms.Form, today: date) -> HttpResponse:
    held = found.held
    context = {
        "found": found,
        "since": full_day(found.since),
        "counts": (
            (Text("在办事项", "Matters in hand"), held.matters, Text("跟着岗位走，接收人当天就看得到", "They stay with the post")),
            (Text("待签收", "To be signed for"), held.unsigned, Text("由接收人签收", "Whoever follows signs for them")),
            (Text("待审核签发", "Drafts to check or sign"), held.waiting, Text("同单位的审核签发岗都能接着办", "Any such post of the unit goes on")),
            (Text("正在委托出去的", "Delegations given"), held.delegations, Text("交接当天结束，接收人另行委托", "They end on the day")),
            (Text("没写完的草稿", "Half-typed forms"), held.drafts, Text("封存在本人名下，交不出去；请移交人先写完", "Sealed to the person: finish them first")),
        ),
        "form": form,
        "people": [f"{one.name}{OPEN}{one.key}{CLOSE}" for one in suggestions("person", on=today)],
    }  # fmt: skip
    return page(request, "house/handover.html", context, actor=actor, status=422 if form.errors else 200)


@staff
def sheet(request: HttpRequest, actor: Actor, *, key: str, form: str) -> HttpResponse:
    """Give the sheet of a hand-over; its matters are listed for those who may know of them."""
    found = handover(key, actor=actor)
    if found is None or form not in MAKERS:
        raise NoSuchRegister
    make, media = MAKERS[form]
    answer = HttpResponse(make(handover_sheet(_words(found))), content_type=media)
    answer["Content-Disposition"] = (
        f'{"inline" if form == "pdf" else "attachment"}; filename="{found.on:%Y%m%d}-S01.{form}"'
    )
    return answer


def _words(found: Handover) -> HandoverSheet:
    return HandoverSheet(
        organ=found.unit,
        number=found.key,
        post=found.post,
        from_name=found.from_name,
        to_name=found.to_name,
        on=found.on,
        reason=found.reason,
        counts=found.counts,
        matters=tuple(
            (one.number, one.title, one.state.zh, f"{one.due_at:%Y-%m-%d}" if one.due_at else "—")
            for one in found.lines
        ),
        fictional=settings.FICTIONAL or None,
    )
