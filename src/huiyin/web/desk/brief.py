"""晨报: the leader's page as PDF or Word."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from huiyin.flow.actor import Actor
from huiyin.kit.days import SHANGHAI
from huiyin.papers.brief import BriefPage, brief_page
from huiyin.papers.pdf import pdf
from huiyin.papers.word import docx
from huiyin.queries.brief import Brief, brief
from huiyin.queries.centre import centre_name
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.matter_rows import MatterLine
from huiyin.web.desk.papers import WORD
from huiyin.web.session import staff

MAKERS = {"pdf": (pdf, "application/pdf"), "docx": (docx, WORD)}


@staff
def morning(request: HttpRequest, actor: Actor, *, form: str) -> HttpResponse:
    """Give this morning's page."""
    if form not in MAKERS:
        raise NoSuchMatter
    make, media = MAKERS[form]
    found = brief(actor)
    answer = HttpResponse(make(brief_page(_words(found))), content_type=media)
    place = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{place}; filename="brief-{actor.at.astimezone(SHANGHAI):%Y%m%d}.{form}"'
    return answer


def _words(found: Brief) -> BriefPage:
    local = found.at.astimezone(SHANGHAI)
    return BriefPage(
        organ=f"{centre_name()}综治中心",
        on=local.date(),
        as_of=f"{local.month}月{local.day}日 {local:%H:%M}",
        numbers=tuple((one.name, one.count, one.means) for one in found.numbers),
        units=found.units,
        overdue=tuple(_row(one) for one in found.overdue),
        units_today=found.units_today,
        system=tuple(f"{one.name.zh}：{one.says.zh}" for one in found.system),
        fictional=settings.FICTIONAL or None,
    )


def _row(one: MatterLine) -> tuple[str, str, str, str]:
    return one.number, one.lead, one.state.zh, one.lamp.words.zh if one.lamp is not None else "—"
