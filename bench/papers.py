"""Draw every paper of the samples: PDF, Word and a picture of each page, into a folder, and say what was drawn.

    PYTHONPATH=src:. .venv/bin/python bench/papers.py FOLDER [CODE ...]

Nothing of a matter is read: the people and the county are invented (tests/papers/samples.py).
"""

import sys
from pathlib import Path

from huiyin.papers.fonts import faces
from huiyin.papers.pdf import compiled, pdf
from huiyin.papers.registry import BUILDERS
from huiyin.papers.word import docx
from tests.papers.samples import made


def main(folder: Path, codes: list[str]) -> None:
    """Draw the papers of the given codes, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in codes or list(BUILDERS):
        paper = made(code)
        folder.joinpath(f"{code}.pdf").write_bytes(pdf(paper))
        folder.joinpath(f"{code}.docx").write_bytes(docx(paper))
        pages = compiled(paper, faces(()), kind="png")
        for at, page in enumerate(pages, start=1):
            folder.joinpath(f"{code}_p{at}.png").write_bytes(page)
        print(f"{code:6} {BUILDERS[code].name.zh}：{len(pages)} 页")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
