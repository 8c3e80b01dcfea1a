"""From a paper form to the screen: the code opens its form, and a wrong one is told in a sentence."""

from collections.abc import Callable

import pytest
from django.test import Client

from huiyin.kinds import ALL
from huiyin.queries.paper_forms import form_by_code, paper_forms
from tests import office

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]


def test_every_printed_code_leads_back_to_its_form() -> None:
    forms = paper_forms()

    assert {(form.kind.id, form.step.id) for form in forms} >= {
        ("appeal", "register"), ("appeal", "rate"), ("appeal", "reopen"), ("appeal", "ask_review"), ("appeal", "withdraw"),
    }  # fmt: skip
    assert [form_by_code(form.code) for form in forms] == [form_by_code(form.code.upper()) for form in forms]
    assert [found.form for form in forms if (found := form_by_code(form.code)) is not None] == list(forms)
    assert len({form.code for form in forms}) == len(forms)


def test_code_of_a_filing_opens_the_intake_of_its_kind(desk: Desk) -> None:
    answer = desk("centre.intake").get("/desk/form/", {"code": "APPEAL-1-REGISTER"}, follow=True)

    assert answer.redirect_chain[-1][0] == "/desk/intake/?kind=appeal"
    assert "照纸质表“信访诉求登记表”录入" in answer.content.decode()


def test_code_and_number_open_the_step_of_that_matter(desk: Desk) -> None:
    number = office.carried_to("served").number

    answer = desk("centre.intake").get("/desk/form/", {"code": "appeal 1 ask review", "number": number.lower()})

    assert answer["Location"] == f"/desk/matters/{number}/do/ask_review/"


def test_older_paper_counts_and_says_so(desk: Desk) -> None:
    edition = ALL["appeal"].edition
    answer = desk("centre.intake").get("/desk/form/", {"code": f"appeal-{edition + 1}-register"}, follow=True)

    assert f"（第 {edition + 1} 版，现在用第 {edition} 版）：照样收" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"code": "nothing"}, "没有这个表单码"),
        ({"code": "appeal-1-sign"}, "没有这个表单码"),
        ({"code": "appeal-1-rate"}, "请填表上的事项编号"),
        ({"code": "appeal-1-rate", "number": "AL26"}, "事项编号的样子是"),
    ],
)
def test_what_does_not_fit_is_told(desk: Desk, asked: dict[str, str], words: str) -> None:
    answer = desk("centre.intake").get("/desk/form/", asked)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_what_only_the_person_may_do_is_not_typed_for_him(desk: Desk) -> None:
    number = office.opened().number

    answer = desk("centre.intake").get("/desk/form/", {"code": "appeal-1-withdraw", "number": number})

    assert "“信访诉求：本人撤回”只能本人办" in answer.content.decode()


def test_number_that_may_not_be_known_opens_nothing(desk: Desk) -> None:
    number = office.carried_to("served").number

    assert desk("roads.handle").get("/desk/form/", {"code": "appeal-1-rate", "number": number}).status_code == 404
