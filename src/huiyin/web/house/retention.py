"""保存与抹除: how long files are kept, the lists by which they are erased, and the proof that one is gone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from huiyin.acts.retention import prepare, send_back, sign
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.retention import erasure_lists, erasure_proof, may_look, retention_classes
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.parts import Empty
from huiyin.web.session import staff

NOTHING_DUE = Empty(
    Text("现在没有到期的卷宗", "No files are due now"),
    Text(
        "每天第一次结账时查一遍；到期的会先列在这里，不会自动抹除。",
        "They are looked through once a day; what is due is listed here first and never erased by itself.",
    ),
)
NOT_YOURS = Text("这一页给管理岗、安全岗和审计岗看", "This page is for administration, security and audit")


class NoSuchProof(NotFound):
    """No erased matter has that number."""

    reason = Text("没有这个编号的抹除记录", "No erasure of that number is recorded")


@require_GET
@staff
def retention(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the classes, the open list first, and the lists carried out."""
    _refuse_others(actor)
    lists = erasure_lists()
    context = {
        "classes": retention_classes().values(),
        "open": [one for one in lists if one.stage != "done"],
        "done": [one for one in lists if one.stage == "done"],
        "may_prepare": Role.ADMIN in actor.roles,
        "may_sign": Role.SECURITY in actor.roles,
        "empty": NOTHING_DUE,
    }
    return page(request, "house/retention.html", context, actor=actor)


@require_POST
@staff
def prepare_list(request: HttpRequest, actor: Actor, *, key: str) -> HttpResponse:
    """Check a list: what is ticked is erased once it is signed, the rest is kept with a reason."""
    ticked = set(request.POST.getlist("number"))
    keep = [row.number for one in erasure_lists() if one.key == key for row in one.rows if row.number not in ticked]
    prepare(key, keep=keep, reason=request.POST.get("reason", ""), actor=actor, moment=now_at(actor.at))
    tell_next(request, Text("已核对，等安全岗签字", "Checked; it waits for the security post to sign"))
    return redirect("house:retention")


@require_POST
@staff
def sign_list(request: HttpRequest, actor: Actor, *, key: str) -> HttpResponse:
    """Sign a list, or send it back with a reason."""
    if request.POST.get("go") == "back":
        send_back(key, reason=request.POST.get("reason", ""), actor=actor, moment=now_at(actor.at))
        tell_next(request, Text("已退回重新核对", "Sent back to be checked again"))
    else:
        sign(key, actor=actor, moment=now_at(actor.at))
        tell_next(request, Text("已签字，系统随后逐件抹除", "Signed; the matters are erased one after another"))
    return redirect("house:retention")


@require_GET
@staff
def proof(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Show what was looked for of an erased matter, and that nothing is left."""
    _refuse_others(actor)
    found = erasure_proof(number)
    if found is None:
        raise NoSuchProof
    left = found.left
    checks = (
        (Text("这件事的密钥", "The matter’s key"), left.keys),
        (Text("密封的内容（原话、姓名、电话、地址）", "Sealed words, names, phones, addresses"), left.boxes),
        (Text("写下的公开文字", "Public words written"), left.written),
        (Text("附件", "Files"), left.files),
        (Text("检索词", "Search words"), left.indexed),
        (Text("回执丢失时用来找它的记号", "What a lost slip is found by"), left.marks),
    )
    context = {"proof": found, "checks": checks, "at": actor.at}
    return page(request, "house/retention_proof.html", context, actor=actor)


def _refuse_others(actor: Actor) -> None:
    if not may_look(actor):
        raise NotAllowed(NOT_YOURS)
