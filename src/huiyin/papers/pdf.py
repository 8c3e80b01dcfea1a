"""Papers as PDF/A bytes through typst. What people typed goes in as JSON strings and is never read as markup."""

import json
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

import typst

from huiyin.papers.fonts import Faces, faces
from huiyin.papers.model import Paper, PaperError, Receipt
from huiyin.papers.payload import paper_payload, receipt_payload, words_of
from huiyin.papers.printable import missing

# Archival: PDF/A-2u embeds every font and maps every glyph back to its character.
_STANDARD: Literal["a-2u"] = "a-2u"


def pdf(paper: Paper | Receipt, *, font_dirs: tuple[str | Path, ...] = ()) -> bytes:
    """Set a paper as PDF/A-2u; equal papers and fonts give equal bytes.

    `font_dirs` are folders with the office's own fonts (仿宋, 楷体, 小标宋); they go before the shipped ones.
    Raises PaperError with a sentence when the page cannot be set.
    """
    made = compiled(paper, faces(_folders(font_dirs)), kind="pdf")
    return made[0]


def unprintable(paper: Paper | Receipt, *, font_dirs: tuple[str | Path, ...] = ()) -> tuple[str, ...]:
    """Name the characters that will print as 〓 because no font has them, so that the desk can warn before signing."""
    return missing(words_of(paper), faces(_folders(font_dirs)).drawable)


def compiled(paper: Paper | Receipt, with_faces: Faces, *, kind: Literal["pdf", "png"]) -> list[bytes]:
    """Run typst over the paper's template and give the file, or one picture a page for "png"."""
    if isinstance(paper, Receipt):
        name, payload = "receipt.typ", receipt_payload(paper, with_faces)
    else:
        name, payload = "case_paper.typ", paper_payload(paper, with_faces)
    # A compiler is cheap and not shared, so that threads never meet in one; the fonts are what costs.
    compiler = typst.Compiler(_template(name), font_paths=with_faces.catalogue, ignore_system_fonts=True)
    try:
        made = compiler.compile(
            format=kind,
            sys_inputs={"paper": json.dumps(payload, ensure_ascii=False)},
            pdf_standards=_STANDARD if kind == "pdf" else None,
            ppi=110,
        )
    except typst.TypstError as error:
        raise PaperError(f"文书排版没有成功，请把这句话告诉管理员：{error}") from error
    return [made] if isinstance(made, bytes) else list(made or [])


def _folders(font_dirs: tuple[str | Path, ...]) -> tuple[str, ...]:
    for folder in font_dirs:
        if not Path(folder).is_dir():
            raise PaperError(f"字体文件夹不存在：{folder}")
    return tuple(str(folder) for folder in font_dirs)


@lru_cache(maxsize=4)
def _template(name: str) -> bytes:
    return resources.files("huiyin.papers").joinpath(name).read_bytes()
