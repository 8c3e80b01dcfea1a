"""The residents' forms on paper: the list of them, a blank one to print, and one that already bears the matter's number."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.paper_forms import PaperForm, form_by_code, form_of, form_pdf, paper_forms
from huiyin.web.clock_reading import moment
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.visit import party_of, visitors


@require_GET
@public
def forms(request: HttpRequest) -> HttpResponse:
    """List the forms that can be printed: first those that open a matter, then the others by kind."""
    opening = [form for form in paper_forms() if not form.is_about_a_matter]
    about = (form for form in paper_forms() if form.is_about_a_matter)
    by_kind = [tuple(forms) for _, forms in groupby(about, key=lambda form: form.kind.id)]
    later = [(forms[0].kind.name, forms) for forms in by_kind]
    return shown(request, "portal/forms.html", opening=opening, later=later)


@require_GET
@public
def blank(request: HttpRequest, code: str) -> HttpResponse:
    """Give a blank form to print."""
    found = form_by_code(code)
    if found is None or found.is_old:
        raise Http404
    return _given(found.form, number="")


@require_GET
@public
@visitors
def mine(request: HttpRequest, matter: UUID, part: int, step: str) -> HttpResponse:
    """Give a form that bears the number of the resident's own matter."""
    who = party_of(request)
    ids = own_matters(matter, party=who)
    views = own_matter_views(ids[part : part + 1], at=moment(request), party=who)
    form = form_of(views[0].kind.id, step) if views else None
    if form is None or not form.is_about_a_matter:
        raise Http404
    return _given(form, number=views[0].matter.number)


def _given(form: PaperForm, *, number: str) -> HttpResponse:
    address = f"{reverse('desk:form')}?code={form.code}"
    made = form_pdf(form, number=number, address=f"{address}&number={number}" if number else address)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{form.code}.pdf"'
    return response
