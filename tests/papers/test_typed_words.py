"""What people type is printed as they typed it: never run as markup, never lost without a word."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.papers.fonts import faces
from huiyin.papers.model import Heading, Paper, PaperError, Paragraph, Quote, Table
from huiyin.papers.pdf import pdf, unprintable
from huiyin.papers.printable import balanced
from huiyin.papers.word import docx
from tests.papers.reading import pages, squeezed, text, word_text
from tests.papers.samples import plain

MARKUP = (
    '#panic("x")',
    '#include "x.typ"',
    "$x^2$ *粗* _斜_ `码` = 标题 @label <label>",
    "#set page(width: 1pt)",
    '"] #sys.inputs ["',
    "\\u{1F600} \\ // 注释 /* 注释 */",
    "[[[ {{{ ))) }}}",
    "- 项\n+ 项\n/ 词: 义",
    "=cmd|' /C calc'!A0",
    "</w:t><w:br/>&amp;",
)
NAMES = "喆堃镕䶮𬭎㛃翀淼燚龑玥彧犇𬱖"


@pytest.mark.parametrize("words", MARKUP)
def test_markup_is_printed_and_not_run(words: str, tmp_path: Path) -> None:
    paper = plain(f"甲{words}乙")

    assert squeezed(f"甲{words}乙") in text(pdf(paper), tmp_path)
    assert squeezed(f"甲{words}乙") in word_text(docx(paper))


def test_rare_characters_of_names_are_drawn(tmp_path: Path) -> None:
    paper = plain("内容", to=NAMES)

    assert unprintable(paper) == ()
    assert NAMES in text(pdf(paper), tmp_path)


def test_character_without_a_glyph_is_marked_and_named(tmp_path: Path) -> None:
    paper = plain("路灯不亮😀已三天")

    printed = text(pdf(paper), tmp_path)

    assert unprintable(paper) == ("😀",)
    assert "路灯不亮〓已三天" in printed
    assert "文中“〓”处的字（U+1F600）字库没有，请手写补正" in printed
    assert "😀" in word_text(docx(paper))


def test_long_word_breaks_inside_the_page(tmp_path: Path) -> None:
    address = "https://example.invalid/" + "a" * 300
    dots = "。" * 200

    printed = text(pdf(plain(f"{address}\n{dots}")), tmp_path)

    assert address in printed
    assert dots in printed


def test_line_breaks_make_paragraphs_and_one_line_stays_one_line(tmp_path: Path) -> None:
    paper = plain("第一段\r\n\r\n第二段\u2028第三段", to="周\n小满")

    assert "周小满：第一段第二段第三段" in text(pdf(paper), tmp_path)
    assert "周小满：第一段第二段第三段" in word_text(docx(paper))


def test_hidden_direction_marks_are_dropped(tmp_path: Path) -> None:
    assert "金额100元" in text(pdf(plain("金额\u202e100\u202c元\u200b")), tmp_path)


def test_accent_cut_off_by_a_hidden_character_is_one_character_again(tmp_path: Path) -> None:
    paper = plain("caf\u200be\u200b\u0301 h\u200b\u0302")

    assert unprintable(paper) == ("ĥ",)
    assert "café〓" in text(pdf(paper), tmp_path)


def test_foreign_spaces_become_plain_ones(tmp_path: Path) -> None:
    assert "甲乙丙" in text(pdf(plain("甲\u1680乙\u2003丙")), tmp_path)


def test_telephone_in_groups_stays_on_one_line(tmp_path: Path) -> None:
    for shift in range(28):
        lines = pages(pdf(plain("测" * shift + "8800 0117")), tmp_path)[0]
        assert any("8800" in line and "0117" in line for line in lines), shift


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=120))
def test_any_text_makes_both_papers(body: str, name: str, title: str) -> None:
    paper = Paper(
        code="D08",
        organ=f"安澜{name}",
        number=f"{name}1",
        title=title,
        to=name,
        blocks=(Paragraph(body, lead=name), Heading(name), Quote(body), Table(((name, body),), widths=(1, 3))),
        sign_organ=name,
        on=plain("").on,
        notes=(body,),
        attachments=(name, title),
        copies=(name,),
        fictional=name,
    )

    assert pdf(paper).startswith(b"%PDF-1.7")
    assert docx(paper).startswith(b"PK")


def test_empty_texts_make_a_paper() -> None:
    paper = replace(plain("", to=""), title="", blocks=(), sign_organ="")

    assert pdf(paper).startswith(b"%PDF-1.7")
    assert docx(paper).startswith(b"PK")


def test_folder_of_fonts_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="字体文件夹不存在"):
        pdf(plain("内容"), font_dirs=(tmp_path / "none",))


def test_every_common_character_can_be_drawn() -> None:
    common = {
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xF7)
        for cell in range(0xA1, 0xFF)
        if not (row == 0xD7 and cell > 0xF9)
    }

    assert {character for character in common if ord(character) not in faces().drawable} == set()


def test_title_breaks_into_even_lines() -> None:
    title = "关于柳树巷3号院和5号院地下排水管网沉降以及房屋受损的\n信访事项处理意见书"

    lines = balanced(title, limit=20)

    assert "".join(lines) == title.replace("\n", "")
    assert lines[-1] == "信访事项处理意见书"
    assert max(map(len, lines)) <= 20
    assert not any(line[0] in "，。、）》”" for line in lines)
