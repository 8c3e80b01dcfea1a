"""The forms on paper: every one of them printable, its number filled in from one's own page, nothing of a person in it."""

import shutil
import subprocess

import pytest
from django.test import Client

from huiyin.kinds import ALL
from huiyin.papers.qr import qr_svg
from huiyin.papers.twin import FormTwin
from huiyin.queries import paper_forms
from huiyin.queries.paper_forms import form_of
from tests.office import at, carried_to
from tests.portal.conftest import Clock, filed, opened_by, text

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    """Return the words of a PDF; skips where there is no reader."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return made.stdout.decode()


def test_every_listed_form_is_printed_with_all_it_asks(client: Client) -> None:
    listed = text(client.get("/forms/"))

    for form in paper_forms.paper_forms():
        assert form.step.name.zh in listed if form.is_about_a_matter else form.name.zh in listed
        answer = client.get(f"/forms/{form.code}.pdf")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    new, _, later = listed.partition("已经有编号的事")
    assert "信访诉求登记表" in new
    assert "申请复查" in later
    said = words_of(client.get("/forms/appeal-1-register.pdf").content)
    asked = [one for one in ALL["appeal"].opening.fields if one.id not in paper_forms.NOT_ASKED]
    assert [one.name.zh for one in asked if one.name.zh not in said] == []
    assert "appeal-1-register" in said
    assert "个人信息保护法第三十四条" in said


def test_form_of_my_matter_bears_its_number_and_no_word_of_mine(clock: Clock) -> None:
    mine = carried_to("served")
    clock(at(1))
    browser = opened_by(mine.code)

    said = words_of(browser.get("/my/form/0/reopen.pdf").content)

    assert mine.number in said
    assert not any(word in said for word in ("周小满", "13800000026", mine.code, "停水"))
    assert browser.get("/my/form/0/register.pdf").status_code == 404
    assert Client().get("/my/form/0/reopen.pdf").status_code == 302


def test_qr_holds_the_code_and_the_number_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.PUBLIC_URL = "https://huiyin.example"  # type: ignore[attr-defined]
    drawn: list[str | None] = []
    monkeypatch.setattr(paper_forms, "_made", lambda twin: drawn.append(twin.url) or b"%PDF-")
    _, code, _ = filed(client)
    browser = opened_by(code)
    browser.get("/my/form/0/withdraw.pdf")
    browser.get("/forms/appeal-1-register.pdf")

    number = text(browser.get("/my/")).split("AL26-")[1][:11]
    assert drawn == [
        f"https://huiyin.example/desk/form/?code=appeal-1-withdraw&number=AL26-{number}",
        "https://huiyin.example/desk/form/?code=appeal-1-register",
    ]
    assert qr_svg(str(drawn[0])).startswith("<svg")


def test_equal_forms_are_set_once() -> None:
    form = form_of("appeal", "register")
    assert form is not None
    paper_forms._made.cache_clear()

    paper_forms.form_pdf(form, address="/desk/form/?code=x")
    paper_forms.form_pdf(form, address="/desk/form/?code=x")

    assert paper_forms._made.cache_info().hits == 1


def test_twin_without_public_address_has_no_code_drawn() -> None:
    twin = FormTwin("表", "中心", "x-1-y", (), "窗口", ())

    assert twin.url is None
