"""Every paper by one click, the same again when printed again; drafts without a number, voids marked as such."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from huiyin.papers.model import Paragraph
from huiyin.queries.papers import VOID, draft, paper_words, sample, service_proof
from huiyin.store.matters import MatterRow, Paper
from huiyin.store.readings import Reading
from tests import office
from tests.office import at, signed, someone, step

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]


def text(paper: object) -> str:
    return str(paper)


def paper_of(matter: UUID, code: str) -> Paper:
    return Paper.objects.filter(matter=matter, code=code).latest("version")


def given(client: Client, number: str, paper: Paper, form: str) -> tuple[int, bytes]:
    answer = client.get(f"/desk/matters/{number}/papers/{paper.id}.{form}")
    return answer.status_code, answer.content[:4]


def test_opinion_comes_as_pdf_word_and_picture_with_one_number(desk: Desk) -> None:
    filed = office.carried_to("signed")
    client, paper = desk("water.handle"), paper_of(filed.matter, "D08")

    assert given(client, filed.number, paper, "pdf") == (200, b"%PDF")
    assert given(client, filed.number, paper, "docx") == (200, b"PK\x03\x04")
    assert given(client, filed.number, paper, "png") == (200, b"\x89PNG")
    assert given(client, filed.number, paper, "exe")[0] == 404
    assert Paper.objects.filter(matter=filed.matter, code="D08").count() == 1
    words = paper_words(paper.id, actor=someone("water.handle", at(0, 9)))
    assert words.number == paper.number
    assert "周小满" in text(words)
    assert "8月6日前修复并回访" in text(words)
    assert words.to == "周小满"


def test_opening_a_paper_is_written_down(desk: Desk) -> None:
    filed = office.carried_to("signed")

    desk("water.handle").get(f"/desk/matters/{filed.number}/papers/{paper_of(filed.matter, 'D08').id}.pdf")

    held = Reading.objects.get()
    assert (held.way, held.reason) == ("paper", "打印信访处理意见书")
    assert set(held.fields.split(",")) == {"name", "found", "outcome_words"}


def test_a_reprint_keeps_the_words_of_its_day(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("served")
    first = paper_of(filed.matter, "D08")
    before = paper_words(first.id, actor=someone("water.handle", at(0, 9)))
    step(filed.matter, "reopen", "filer", at(1), still_wrong="又停水了")
    step(filed.matter, "draft", "water.handle", at(1, 1), **{**office.OPINION, "found": "第二次查明的不同"})

    again = paper_words(first.id, actor=someone("water.handle", at(1, 2)))

    assert again == before
    assert "第二次查明的不同" not in text(again)


def test_a_draft_has_no_number_and_takes_none(desk: Desk) -> None:
    filed = office.carried_to("checked")
    numbers = Paper.objects.count()

    made = draft(filed.matter, actor=someone("water.sign", at(0, 9)))

    assert (made.draft, made.number) == (True, None)
    assert desk("water.sign").get(f"/desk/matters/{filed.number}/draft.pdf").content[:4] == b"%PDF"
    assert Paper.objects.count() == numbers


def test_a_sample_is_what_the_signature_issues_but_for_number_and_mark(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    step(filed.matter, "extend", "water.handle", at(3), extend_by="30", extend_reason="等管材检测")
    numbers = Paper.objects.count()

    seen = sample(filed.matter, "sign_extend", actor=someone("water.sign", at(3, 1)))
    page = desk("water.sign").get(f"/desk/matters/{filed.number}/do/sign_extend/").content.decode()
    address = f"/desk/matters/{filed.number}/do/sign_extend/sample"

    assert (seen.number, seen.draft, Paper.objects.count()) == (None, True, numbers)
    assert f'src="{address}.png"' in page
    assert f'href="{address}.pdf"' in page
    assert "等管材检测" in page
    assert [desk("water.sign").get(f"{address}.{form}").status_code for form in ("png", "pdf", "docx")] == [
        200,
        200,
        404,
    ]
    step(filed.matter, "sign_extend", "water.sign", at(3, 1))
    issued = paper_words(paper_of(filed.matter, "D07").id, actor=someone("water.sign", at(3, 1)))
    assert replace(issued, number=None, draft=True) == seen


def test_a_sample_of_what_nobody_put_forward_is_no_paper(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    answer = desk("water.sign").get(f"/desk/matters/{filed.number}/do/sign_extend/sample.pdf")

    assert answer.status_code == 409
    assert "现在没有待签的文书" in answer.content.decode()


def test_what_waits_is_told_at_the_head_of_the_matter(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    step(filed.matter, "extend", "water.handle", at(3), extend_by="30", extend_reason="等管材检测")

    drafter, signer = (
        desk(post).get(f"/desk/matters/{filed.number}/").content.decode() for post in ("water.handle", "water.sign")
    )

    assert ("等签发：延长办理期限告知书" in drafter, "看样稿并签发" in drafter) == (True, False)
    assert ("等签发：延长办理期限告知书" in signer, "看样稿并签发" in signer) == (True, True)
    bench = desk("water.sign").get("/desk/").content.decode()
    assert "有文书待签发" in bench
    assert f'/desk/matters/{filed.number}/do/sign_extend/">签发<' in bench


def test_without_a_draft_the_page_says_so(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    answer = desk("water.handle").get(f"/desk/matters/{filed.number}/draft.pdf")

    assert answer.status_code == 409
    assert "现在没有待签的答复草稿" in answer.content.decode()


def test_a_voided_paper_prints_as_void(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    paper = paper_of(filed.matter, "D02")
    step(filed.matter, "void_paper", "water.handle", at(0, 5), void_number=paper.number, reason="日期写错")

    made = paper_words(paper.id, actor=someone("water.handle", at(0, 6)))

    assert made.number == f"{paper.number}（作废）"
    assert VOID in made.notes
    assert "作废" in desk("water.handle").get(f"/desk/matters/{filed.number}/?tab=papers").content.decode()


@pytest.mark.parametrize(
    ("name", "values", "codes", "says"),
    [
        ("accept", {}, ["D02"], "2026年10月8日"),
        ("assign", {"to_post": "water.handle", "reason": "供水归水务"}, ["D04"], "2026年10月19日"),
        (
            "refuse",
            {"refusal_ground": "not_competent", "refusal_facts": "属邻县管", "proper_channel": "邻县信访局"},
            ["D05"],
            "属邻县管",
        ),
        (
            "guide",
            {"route": "labour", "guide_reason": "属于劳动争议", "limit_from": "2026-03-02", "guide_body": "劳动仲裁委"},
            ["D03"],
            "从您说的2026年3月2日起算，最后一天是2027年3月2日（星期二），到本告知书之日还有211天。",
        ),
        ("forward", {"forward_to": "邻县信访局", "forward_reason": "事发在邻县"}, ["D04", "D04-2"], "邻县信访局"),
    ],
)
def test_each_outcome_of_sorting_prints_its_papers(
    desk: Desk, name: str, values: dict[str, str], codes: list[str], says: str
) -> None:
    filed = office.opened()
    step(filed.matter, name, "centre.sort", at(0, 1), **values)
    if name == "refuse":
        step(filed.matter, "sign_refuse", "gov.sign", at(0, 2))

    assert sorted(Paper.objects.filter(matter=filed.matter).values_list("code", flat=True)) == codes
    for code in codes:
        paper = paper_of(filed.matter, code)
        assert given(desk("centre.sort"), filed.number, paper, "pdf") == (200, b"%PDF")
        assert says in text(paper_words(paper.id, actor=someone("centre.sort", at(0, 9))))


def test_a_letter_of_transfer_about_an_office_bears_no_name() -> None:
    filed = office.opened(concerns_office="yes", concerned_unit="roads")
    step(filed.matter, "assign", "centre.sort", at(0, 1), to_post="water.handle", reason="请核查")

    made = paper_words(paper_of(filed.matter, "D04").id, actor=someone("centre.sort", at(0, 9)))

    assert "周小满" not in text(made)
    assert "不得将检举、控告材料" in text(made)


def test_extension_says_the_old_and_the_new_day(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("in_hand")
    signed(filed.matter, "extend", "water.handle", at(3), by="water.sign", extend_by="30", extend_reason="等管材检测")

    made = text(paper_words(paper_of(filed.matter, "D07").id, actor=someone("water.handle", at(3, 1))))

    # Sixty days from 3 August end inside the National Day holiday and move to 8 October; ninety end on 1 November.
    assert "2026年10月8日" in made
    assert "2026年11月2日" in made
    assert "30日" in made


def test_proof_of_service_goes_by_the_papers_number() -> None:
    filed = office.carried_to("served")
    paper = paper_of(filed.matter, "D08")

    made = service_proof(paper.id, actor=someone("water.handle", at(0, 9)))

    assert made.number == f"{paper.number}送达回证"
    assert "柳溪村 3 组 12 号" in text(made)
    assert "当面" in text(made)


def test_review_and_re_review_print_with_the_opinion_before_them(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("served")
    step(filed.matter, "ask_review", "filer", at(5), review_reason="没有说清原因")
    review = MatterRow.objects.get(kind="review")
    decided = {"found": "属实", "decision": "uphold", "decision_words": "原意见恰当", "opinion_basis": "条例第三十五条"}
    step(review.id, "draft", "gov.review", at(6), **decided)
    step(review.id, "check", "gov.check", at(6, 1))
    step(review.id, "sign", "gov.sign", at(6, 2))
    step(review.id, "serve", "gov.review", at(6, 3), served_way="in_person")
    clock(at(6, 4))

    opinion = paper_of(filed.matter, "D08")
    made = text(paper_words(paper_of(review.id, "D09").id, actor=someone("gov.review", at(6, 4))))
    assert opinion.number in made
    assert "没有说清原因" in made

    step(review.id, "ask_review", "filer", at(8), review_reason="还是不服")
    last = MatterRow.objects.get(kind="re_review")
    step(last.id, "draft", "city.review", at(9), **decided)
    step(last.id, "check", "city.check", at(9, 1))
    step(last.id, "sign", "city.sign", at(9, 2))
    made = text(paper_words(paper_of(last.id, "D09-2").id, actor=someone("city.review", at(9, 4))))
    assert paper_of(review.id, "D09").number in made
    assert "信访事项终结意见" in made


def test_paragraphs_are_words_not_markup() -> None:
    filed = office.opened(name="#let x = 1", title="*强调* $x$")
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    made = paper_words(paper_of(filed.matter, "D02").id, actor=someone("centre.sort", at(0, 9)))

    assert made.to == "#let x = 1"
    assert any("*强调* $x$" in block.text for block in made.blocks if isinstance(block, Paragraph))
