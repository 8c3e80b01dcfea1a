"""The page of a case paper: GB/T 9704-2012 sizes, numbers, marks, and the signature never alone."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huiyin.papers.frame import Frame
from huiyin.papers.model import Paper, Paragraph, Receipt, Table
from huiyin.papers.opinion import written_opinion
from huiyin.papers.pdf import pdf
from huiyin.papers.preview import first_page
from huiyin.papers.registry import BUILDERS
from tests.papers.reading import fonts, pages, squeezed, text
from tests.papers.sample_case import FICTIONAL, FRAME
from tests.papers.samples import DATA, FIX, FLOOR, PUNISH, WRITTEN, made, plain, printed_once


def full_pages(character: str, *, count: int) -> Paper:
    return replace(plain(""), blocks=(Paragraph(character * count, flush=True),), to="")


def test_full_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    found = pages(pdf(full_pages("测", count=28 * 22 * 3)), tmp_path)

    assert found[1][:-1] == ["测" * 28] * 22
    assert squeezed(found[1][-1]) == "—2—"


def test_a_single_line_may_stand_alone_at_the_top_or_bottom_of_a_page(tmp_path: Path) -> None:
    # Widow and orphan control would push lines away and leave fewer than 22 on a page.
    paragraphs = tuple(Paragraph("测" * 28 * 3, flush=True) for _ in range(22))

    found = pages(pdf(replace(plain(""), blocks=paragraphs, to="")), tmp_path)

    assert len(found[1][:-1]) == 22


def test_every_page_but_the_first_of_a_letter_is_numbered(tmp_path: Path) -> None:
    found = pages(pdf(full_pages("测", count=28 * 22 * 2)), tmp_path)

    assert [squeezed(page[-1]) for page in found[1:]] == [f"—{at}—" for at in range(2, len(found) + 1)]
    assert "—1—" not in squeezed("".join(found[0]))


@pytest.mark.parametrize("code", BUILDERS)
def test_every_paper_prints_all_its_words(code: str, tmp_path: Path) -> None:
    paper = made(code)

    printed = text(printed_once(code), tmp_path)

    blocks = paper.blocks if isinstance(paper, Paper) else ()
    lost = [b.text for b in blocks if isinstance(b, Paragraph) and _bare(b.text) not in _bare(printed)]
    assert lost == []
    assert _bare(paper.title) in _bare(printed)
    assert _bare(paper.number or "") in _bare(printed)


def _bare(words: str) -> str:
    # The number of a page falls into a paragraph that runs over its end.
    return re.sub(r"—\d—|演示数据：安澜县为虚构", "", squeezed(words))


LETTERS = [code for code in BUILDERS if isinstance(paper := made(code), Paper) and paper.signed]


@pytest.mark.parametrize("code", LETTERS)
def test_last_page_carries_words_with_the_signature(code: str, tmp_path: Path) -> None:
    last = squeezed("".join(pages(printed_once(code), tmp_path)[-1]))
    block = made(code).blocks[-1]  # type: ignore[union-attr]

    assert "2026年10月14日" in last
    assert squeezed(block.rows[-1][0] if isinstance(block, Table) else block.text)[-6:] in last


def test_an_opinion_over_several_pages_keeps_its_end_together(tmp_path: Path) -> None:
    found = "柳树巷排水管底沉降，杂物淤堵。" * 60

    for extra in range(12):
        opinion = written_opinion(replace(WRITTEN, found=found + "经复核属实。" * 5 * extra))
        last = pages(pdf(opinion), tmp_path)[-1]
        assert "联系方式" in "".join(last), extra
        assert "2026年10月14日" in squeezed("".join(last)), extra


def test_five_requests_are_each_answered(tmp_path: Path) -> None:
    opinion = written_opinion(replace(WRITTEN, requests=(FIX, FLOOR, PUNISH, FIX, FLOOR)))

    printed = text(pdf(opinion), tmp_path)

    assert "部分同意您的请求。您提出5项请求，支持2项，解释说明2项，不予支持1项。" in printed
    assert "（五）第五项请求（赔偿地板）：解释说明" in printed


def test_draft_says_so_on_every_page(tmp_path: Path) -> None:
    frame: Frame = replace(FRAME, number=None, draft=True)
    opinion = written_opinion(replace(WRITTEN, frame=frame, found="管底沉降。" * 300))

    found = pages(pdf(opinion), tmp_path)

    assert ["样稿，未签发，不得使用" in "".join(page) for page in found] == [True] * len(found)
    assert "（样稿，未编号）" in "".join(found[0])


def test_demonstration_says_so_on_every_page(tmp_path: Path) -> None:
    found = pages(pdf(made("D02")), tmp_path)

    assert [FICTIONAL in "".join(page) for page in found] == [True] * len(found)


def test_receipt_prints_chinese_time_and_the_ledger_leaf_in_fours(tmp_path: Path) -> None:
    printed = "\n".join(pages(pdf(made("D01")), tmp_path)[0])

    assert re.search(r"2026 ?年 ?9 ?月 ?18 ?日 ?10:05", printed)
    assert "b41f 6d20 97ae 3c5b e08a 11d4 5f72 c93e" in printed
    assert "7KQM-2WXP" in printed


def test_receipt_of_a_long_story_stays_one_sheet(tmp_path: Path) -> None:
    data: Any = DATA["D01"]
    story = "雨后院里积水，下水道往屋里倒灌，已经找过三次。" * 20

    found = pages(pdf(BUILDERS["D01"].build(replace(data, summary=story, wanted=story))), tmp_path)

    assert len(found) == 1
    assert "".join(found[0]).count("……（全文可以查询）") == 2


def test_receipt_without_an_address_has_no_code_to_scan(tmp_path: Path) -> None:
    data: Any = DATA["D01"]
    receipt = BUILDERS["D01"].build(replace(data, url=None))

    printed = text(pdf(receipt), tmp_path)

    assert isinstance(receipt, Receipt)
    assert "扫码" not in printed


@pytest.mark.parametrize("code", BUILDERS)
def test_only_shipped_fonts_are_used(code: str, tmp_path: Path) -> None:
    assert fonts(printed_once(code), tmp_path) <= {"NotoSerifSC-Regular", "NotoSansSC-Regular"}


@pytest.mark.parametrize("code", BUILDERS)
def test_equal_papers_give_equal_archival_bytes(code: str) -> None:
    first, second = printed_once(code), pdf(made(code))

    assert first == second
    assert b"pdfaid:part>2<" in first


def test_preview_is_a_picture_of_the_first_page() -> None:
    picture = first_page(made("D08"))

    assert picture.startswith(b"\x89PNG")
    # 210 mm at 110 dots an inch.
    assert abs(int.from_bytes(picture[16:20], "big") - 909) <= 1
