"""Long words, long names and long tables never break a paper, and Word says what the PDF says."""

import re
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.papers.model import Paper, Paragraph, Table
from huiyin.papers.opinion import written_opinion
from huiyin.papers.pdf import pdf
from huiyin.papers.registry import BUILDERS
from huiyin.papers.word import docx
from tests.papers.reading import pages, squeezed, text, word_text
from tests.papers.samples import FIX, WRITTEN, made, plain

FEW = settings(max_examples=4, deadline=None, derandomize=True, database=None)
CASE_PAPERS = [code for code in BUILDERS if isinstance(made(code), Paper)]


def signs(words: str) -> Counter[str]:
    """Count every sign but page numbers and what only sets a line."""
    return Counter(re.sub(r"—\d*—|[\s\u200b]", "", words))


@pytest.mark.parametrize("code", CASE_PAPERS)
def test_word_says_exactly_what_the_pdf_says(code: str, tmp_path: Path) -> None:
    paper = made(code)
    assert isinstance(paper, Paper)
    bare = replace(paper, fictional=None, verify=None)

    assert signs(word_text(docx(bare))) == signs(text(pdf(bare), tmp_path))


@FEW
@given(name=st.integers(1, 60), asked=st.integers(1, 12), long=st.integers(1, 600), organ=st.integers(4, 60))
def test_any_length_keeps_its_words_its_end_and_its_page_numbers(name: int, asked: int, long: int, organ: int) -> None:
    frame = replace(WRITTEN.frame, organ="安澜县" + "局" * organ, proof=None, fictional=None)
    requests = tuple(replace(FIX, request="修好水管，别再倒灌。" * (1 + long // 40)) for _ in range(asked))
    opinion = written_opinion(
        replace(
            WRITTEN, frame=frame, to="周" * name, found="管底沉降，杂物淤堵。" * (1 + long // 10), requests=requests
        )
    )

    with tempfile.TemporaryDirectory() as folder:
        found = pages(pdf(opinion), Path(folder))

    whole = squeezed("".join(line for page in found for line in page))
    # The letter form shows no number on its first page.
    assert [squeezed(page[-1]) for page in found[1:]] == [f"—{at}—" for at in range(2, len(found) + 1)]
    assert "—1—" not in squeezed("".join(found[0]))
    assert whole.count("局") >= 2 * organ
    assert whole.count("周" * min(name, 20)) >= 1
    assert "2026年10月14日" in squeezed("".join(found[-1]))
    assert "联系方式" in "".join(found[-1])


@FEW
@given(rows=st.integers(1, 50), long=st.integers(1, 120))
def test_a_long_table_runs_over_pages_without_losing_a_cell(rows: int, long: int) -> None:
    table = Table(tuple((f"第{at}行", "内容" * long) for at in range(1, rows + 1)), widths=(4, 13), row_mm=9)
    paper = replace(plain(""), blocks=(Paragraph("表："), table))

    with tempfile.TemporaryDirectory() as folder:
        whole = text(pdf(paper), Path(folder))

    assert [at for at in range(1, rows + 1) if f"第{at}行" not in whole] == []
    assert whole.count("内") == rows * long
