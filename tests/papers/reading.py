"""Reading papers back: the text and fonts of a PDF through poppler, the text of a Word file through python-docx."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document


def pages(made: bytes, folder: Path) -> list[list[str]]:
    """Give the lines of every page, top to bottom, without empty ones."""
    text = _poppler("pdftotext", made, folder, "-layout", "-enc", "UTF-8")
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def text(made: bytes, folder: Path) -> str:
    """Give all words without any space or line break, so that only the words are compared."""
    return squeezed("".join(line for page in pages(made, folder) for line in page))


def fonts(made: bytes, folder: Path) -> set[str]:
    """Name the fonts that a PDF embeds."""
    lines = _poppler("pdffonts", made, folder).splitlines()[2:]
    return {line.split()[0].partition("+")[2].removesuffix("-Identity-H") for line in lines}


def squeezed(words: str) -> str:
    """Drop white space of every kind."""
    return "".join(words.replace("\u200b", "").split())


def word_text(made: bytes) -> str:
    """Give all words of a Word file: headers, body in order, tables, footers, without white space."""
    document = Document(BytesIO(made))
    section = document.sections[0]
    parts = [section.first_page_header, section.header, document, section.first_page_footer, section.footer]
    return squeezed("".join(_words(part) for part in parts))


def _words(part: object) -> str:
    found = []
    for item in part.iter_inner_content():  # type: ignore[attr-defined]
        rows = [[item]] if hasattr(item, "runs") else [row.cells for row in item.rows]
        found += [cell.text for row in rows for cell in row]
    return "\n".join(found)


def _poppler(tool: str, made: bytes, folder: Path, *options: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} absent: apt-get install poppler-utils")
    file = folder / "paper.pdf"
    file.write_bytes(made)
    target = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *options, str(file), *target], check=True, capture_output=True, text=True).stdout
