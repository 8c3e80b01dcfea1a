"""Paper twins of the residents' forms, made from what the kinds declare, and the codes that lead back to a form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from huiyin.flow.kind import Field, Kind, Step
from huiyin.flow.words import Role, Sort, Verb
from huiyin.kinds import ALL
from huiyin.kit.text import Text
from huiyin.papers.twin import FormTwin, Room, TwinQuestion, twin_pdf
from huiyin.queries.centre import centre

# What the counter knows by itself, and what a paper form carries as itself.
NOT_ASKED = frozenset({"channel", "grid", "category", "title"})
_CODE = re.compile(r"(?P<kind>[a-z-]+?)-(?P<edition>\d{1,4})-(?P<step>[a-z-]+)")
_LONG, _MIDDLE = 900, 250
_REQUEST_LINES = 4


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A form that can be had on paper: a step of a kind that the resident takes."""

    kind: Kind
    step: Step

    @property
    def code(self) -> str:
        """Return what is printed on the form and typed at the counter."""
        return f"{self.kind.id}-{self.kind.edition}-{self.step.id}".replace("_", "-")

    @property
    def name(self) -> Text:
        """Return the form's name."""
        if not self.step.after:
            return Text(f"{self.kind.name.zh}登记表", f"{self.kind.name.en}: to file")
        return Text(f"{self.kind.name.zh}：{self.step.name.zh}", f"{self.kind.name.en}: {self.step.name.en}")

    @property
    def is_about_a_matter(self) -> bool:
        """Say whether the form belongs to a matter that has a number."""
        return bool(self.step.after)

    @property
    def counter_may_take_it(self) -> bool:
        """Say whether a clerk may type it in; otherwise only the person can, with the code of the receipt."""
        return Role.INTAKE in self.step.who


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A form found by its code; `edition` is the printed one, which may be older than the form now in use."""

    form: PaperForm
    edition: int

    @property
    def is_old(self) -> bool:
        """Say whether the paper is of an earlier edition."""
        return self.edition != self.form.kind.edition


def paper_forms() -> tuple[PaperForm, ...]:
    """Return every form of the residents: what opens a matter first, then what can be done on one."""
    found = [PaperForm(kind, step) for kind in ALL.values() for step in kind.steps if _is_on_paper(kind, step)]
    return tuple(sorted(found, key=lambda form: form.is_about_a_matter))


def _is_on_paper(kind: Kind, step: Step) -> bool:
    if Role.FILER not in step.who or any(one.sort is Sort.FILES for one in step.fields):
        return False
    # A reminder is a telephone call; nobody writes it down to carry it to the counter.
    if step.verb is Verb.URGE:
        return False
    # A matter that is only ever opened from another has no form of its own to begin with. What says by which channel it
    # came can come by itself.
    alone = any(one.id == "channel" for one in step.fields)
    return bool(step.after) or alone or not any(other.opens == kind.id for one in ALL.values() for other in one.steps)


def form_of(kind: str, step: str) -> PaperForm | None:
    """Return the form of a step, or None where there is none on paper."""
    return next((one for one in paper_forms() if one.kind.id == kind and one.step.id == step), None)


def form_by_code(typed: str) -> FoundForm | None:
    """Return the form a printed code names, or None. Spaces, capitals and underscores do not matter."""
    plain = re.sub(r"[\s_]+", "-", typed.strip().lower())
    found = _CODE.fullmatch(plain)
    if found is None:
        return None
    for form in paper_forms():
        if (form.kind.id.replace("_", "-"), form.step.id.replace("_", "-")) == (found["kind"], found["step"]):
            return FoundForm(form, int(found["edition"]))
    return None


def form_pdf(form: PaperForm, *, number: str = "", address: str) -> bytes:
    """Set a form as PDF. `address` is the path at which a clerk gets back to it; one query."""
    office = centre()
    where = (
        "　".join(part for part in (office.name, office.address, office.hours, office.phone) if part) if office else ""
    )
    return _made(
        FormTwin(
            title=form.name.zh,
            organ=office.name if office else "",
            code=form.code,
            questions=tuple(_question(one, form.step) for one in form.step.fields if one.id not in NOT_ASKED),
            where=where or "到受理窗口",
            notices=_notices(form),
            about_matter=form.is_about_a_matter,
            number=number,
            url=f"{settings.PUBLIC_URL}{address}" if settings.PUBLIC_URL else None,
            fictional=settings.FICTIONAL or None,
        )
    )


# Blank forms are asked for by anybody, as often as anybody likes: each is set once.
@lru_cache(maxsize=64)
def _made(twin: FormTwin) -> bytes:
    return twin_pdf(twin)


def _question(one: Field, step: Step) -> TwinQuestion:
    room, lines, choices = _room(one)
    said = one.help.zh if one.help else ""
    if one.when is not None:
        said = f"上面选了“是”的才填。{said}"
    return TwinQuestion(one.name.zh, room, said, not one.required, lines, choices)


def _room(one: Field) -> tuple[Room, int, tuple[str, ...]]:
    if one.sort is Sort.YES_NO:
        return "ticks", 1, ("是", "不是", "说不清")
    if one.choices:
        return "ticks", 1, tuple(choice.name.zh for choice in one.choices)
    if one.sort in (Sort.REQUESTS, Sort.LINES):
        return "lines", _REQUEST_LINES, ()
    if one.sort is Sort.WORDS:
        return "lines", 10 if one.longest > _LONG else 6 if one.longest > _MIDDLE else 3, ()
    return "line", 1, ()


def _notices(form: PaperForm) -> tuple[str, ...]:
    readers = "只有纪检监察的专门岗位能看，窗口录入以后也看不到" if form.kind.confined else "只有办这件事的岗位能看"
    kept = f"姓名、电话、地址和您写的话录入后加密保存，{readers}，看一次记一次，您都查得到。"
    law = f"凭{form.step.basis or form.kind.basis}收集，只用来办这件事（个人信息保护法第三十四条、第三十五条）。"
    copy = "交表时当场录入，给您回执；这张表可以要求退还或者留一份复印件。"
    if not form.counter_may_take_it:
        copy = "这一步只能本人办：带查询码到窗口，或者在网上打开您的事自己点；这张表供您先想好怎么写。"
    return copy, kept, law
