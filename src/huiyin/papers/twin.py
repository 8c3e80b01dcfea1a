"""The paper twin of a form: the same questions with room for a hand, and a code that leads back to the form. Pure."""

import json
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import typst

from huiyin.papers.fonts import Faces, faces
from huiyin.papers.model import PaperError
from huiyin.papers.printable import drawn, one_line
from huiyin.papers.qr import qr_svg

Room = Literal["line", "lines", "ticks"]


@dataclass(frozen=True, slots=True)
class TwinQuestion:
    """One question: `room` is a line, several `lines`, or `ticks` beside the choices."""

    label: str
    room: Room
    help: str = ""
    optional: bool = False
    lines: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTwin:
    """A form on paper. `code` is typed or scanned to get back to it; `number` names the matter it is about, or is blank.

    Neither the code nor the QR holds anything of a person.
    """

    title: str
    organ: str
    code: str
    questions: tuple[TwinQuestion, ...]
    where: str
    notices: tuple[str, ...]
    about_matter: bool = False
    number: str = ""
    url: str | None = None
    fictional: str | None = None


def twin_pdf(twin: FormTwin) -> bytes:
    """Set a form as PDF; equal forms give equal bytes. Raises PaperError."""
    with_faces = faces(())
    compiler = typst.Compiler(
        resources.files("huiyin.papers").joinpath("twin.typ").read_bytes(),
        font_paths=with_faces.catalogue,
        ignore_system_fonts=True,
    )
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"form": json.dumps(_payload(twin, with_faces), ensure_ascii=False)},
            pdf_standards="a-2u",
        )
    except typst.TypstError as error:
        raise PaperError(f"表格排版没有成功，请把这句话告诉管理员：{error}") from error
    return made if isinstance(made, bytes) else b"".join(made or [])


def _payload(twin: FormTwin, with_faces: Faces) -> dict[str, object]:
    def draw(text: str) -> str:
        return drawn(one_line(text), with_faces.drawable)

    return {
        "faces": {"body": with_faces.body, "black": with_faces.black, "title": with_faces.title},
        "title": draw(twin.title),
        "organ": draw(twin.organ),
        "code": draw(twin.code),
        "about": twin.about_matter,
        "number": draw(twin.number),
        "qr": qr_svg(twin.url) if twin.url else "",
        "questions": [
            {
                "label": draw(one.label),
                "help": draw(one.help),
                "optional": one.optional,
                "room": one.room,
                "lines": one.lines,
                "choices": [draw(choice) for choice in one.choices],
            }
            for one in twin.questions
        ],
        "where": draw(twin.where),
        "notices": [draw(one) for one in twin.notices],
        "fictional": draw(twin.fictional or ""),
    }
