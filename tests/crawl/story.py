"""An office with a matter in every state, and beside each private answer a word that stands nowhere else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from huiyin.acts import matters, registers
from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork, filer
from huiyin.store.matters import Link, Paper
from huiyin.store.working import SealedFile
from tests import office, pictures

# When every page is read: late enough that some deadlines have passed.
NOW = office.at(66)
PHOTO = pictures.PHOTO
FIRST_PHONE = 13900004000
# Posts beside those of the small office: a counter inside the unit complained of, and one person of
# that unit who also sits at the centre.
MORE_POSTS = {
    "water.counter": ("water", ("intake", "grid"), "water.counter"),
    "water.second": ("water", ("handle", "sign"), "both"),
    "centre.second": ("centre", ("intake", "sort", "supervise", "lead"), "both"),
}
ROLES = (*office.POSTS, "water.counter", "both")
# A number that was never given out.
NEVER = "AL26-0801-0001-1"
COMPLAINED_OF = ("water.handle", "water.check", "water.sign", "water.counter", "team.handle", "both")


@dataclass(frozen=True)
class Case:
    """A matter of the story; `sealed` gives the private words by field."""

    name: str
    filed: matters.Filed
    title: str
    sealed: dict[str, list[str]]

    @property
    def number(self) -> str:
        return self.filed.number

    @property
    def id(self) -> UUID:
        return self.filed.matter

    def reviews(self) -> list[UUID]:
        """Return the reviews opened from the matter, which carry the words along."""
        return list(Link.objects.filter(other=self.id, sort="origin").values_list("matter", flat=True))

    def papers(self) -> list[UUID]:
        """Return the papers of the matter."""
        return list(Paper.objects.filter(matter=self.id).order_by("id").values_list("id", flat=True))

    def files(self) -> list[UUID]:
        """Return the files of the matter."""
        return list(SealedFile.objects.filter(matter=self.id).order_by("id").values_list("id", flat=True))


@dataclass
class Story:
    """Everything that happened."""

    cases: dict[str, Case] = field(default_factory=dict)

    def marks(self) -> dict[str, set[tuple[UUID, str]]]:
        """Return every private word with the matter and the field that hold it."""
        found: dict[str, set[tuple[UUID, str]]] = {}
        for case in self.cases.values():
            for name, words in case.sealed.items():
                for word in words:
                    found.setdefault(word, set()).update((one, name) for one in (case.id, *case.reviews()))
        return found


class Teller:
    """Carries one matter along, an hour a step, and remembers each private word."""

    def __init__(self, name: str, *, start: datetime, phone: int, **values: Any) -> None:
        self.name, self.when = name, start
        self.title = f"{name}这件事的标题"
        self.sealed: dict[str, list[str]] = {}
        typed = {
            "words": "从上个月起每天夜里都是这样，问了好几回都说再等等，到今天也没有一个准话。" + self.word("words"),
            "name": self.word("name", f"甪{name}"),
            "phone": self.word("phone", str(FIRST_PHONE + phone)),
            "place": self.word("place", f"柳溪村密巷{name}号院"),
            "title": self.title,
            "requests": [f"{name}的第一项", f"{name}的第二项"],
            **{key: value for key, value in values.items() if key != "history"},
        }
        filing = office.a_filing(start, **typed)
        if values.get("history"):
            moment = Moment(start, start, source="旧系统")
            filing = matters.Filing("appeal", filing.values, moment, history=True)
        self.filed = matters.open_matter(filing, actor=office.someone("centre.intake", start))

    def word(self, name: str, said: str = "") -> str:
        """Return a private word for a field, remembered; the next of the same field is another."""
        again = len(self.sealed.get(name, []))
        made = said or f"封存{self.name}之{name.replace('_', '-')}{again}完"
        self.sealed.setdefault(name, []).append(made)
        return made

    def step(self, name: str, post: str, *private: str, **values: Any) -> None:
        """Take a step an hour later."""
        self.when += timedelta(hours=1)
        office.step(self.filed.matter, name, post, self.when, **{one: self.word(one) for one in private}, **values)

    def draft(self, post: str) -> None:
        """Draft an opinion on both requests."""
        said = [self.word("outcome_words"), self.word("outcome_words")]
        outcomes = ["support", "explain"]
        self.step("draft", post, "found", outcomes=outcomes, outcome_words=said, opinion_basis="城市供水条例")

    def to_unit(self, unit: str) -> None:
        """Accept, hand over, and sign for."""
        self.step("accept", "centre.sort")
        self.step("hand_over", "centre.sort", to_post=f"{unit}.handle", reason="归它管")
        self.step("sign_for", f"{unit}.handle")

    def answered_by(self, unit: str) -> None:
        """Draft, check, sign and serve."""
        self.draft(f"{unit}.handle")
        self.step("check", "water.check" if unit == "water" else f"{unit}.sign")
        self.step("sign", f"{unit}.sign")
        self.step("serve", f"{unit}.handle", served_way="in_person")

    def photo(self) -> None:
        """Let the resident attach a photo."""
        moment = Moment(self.when, self.when)
        upload = Upload(self.word("file_names") + ".jpg", PHOTO)
        attach(self.filed.matter, [upload], actor=filer(str(self.filed.matter), self.when), moment=moment)

    def told(self, story: Story) -> Case:
        """Return the matter as the story keeps it."""
        case = Case(self.name, self.filed, self.title, self.sealed)
        story.cases[self.name] = case
        return case


def furnish() -> None:
    """Furnish the office with the posts of the story, a category rule beside them."""
    office.furnish()
    new, rows = registers.NewEntry, []
    for person in sorted({person for _, _, person in MORE_POSTS.values()}):
        rows.append(new("person", person, {"name": f"某{person}"}, office.START))
    for key, (unit, roles, person) in MORE_POSTS.items():
        values = {"name": key.split(".")[1], "unit": unit, "roles": list(roles)}
        rows.append(new("post", key, values, office.START))
        rows.append(new("appointment", key, {"post": key, "person": person, "sort": "正式"}, office.START))
    registers.record_many(rows, actor=clockwork(office.MORNING), moment=Moment(office.MORNING, office.MORNING))


def tell() -> Story:
    """Carry matters into every state that the main path knows."""
    furnish()
    story = Story()
    fresh = Teller("新收", start=office.at(60), phone=1)
    fresh.told(story)
    handed = Teller("在途", start=office.at(61), phone=2)
    handed.step("accept", "centre.sort")
    handed.step("hand_over", "centre.sort", to_post="water.handle", reason="归它管")
    handed.told(story)
    _worked_on(story)
    refused = Teller("不受", start=office.at(3), phone=6)
    refused.step(
        "refuse", "centre.sort", "refusal_facts", refusal_ground="not_competent", proper_channel="请到法院立案庭"
    )
    refused.step("sign_refuse", "gov.sign")
    refused.told(story)
    merged = Teller("并入", start=office.at(4), phone=7)
    merged.step("merge", "centre.sort", other=story.cases["在办"].number, reason="同一件事")
    merged.told(story)
    Teller("旧件", start=office.at(-300), phone=8, history=True).told(story)
    return story


def _worked_on(story: Story) -> None:
    in_hand = Teller("在办", start=office.at(1), phone=3)
    in_hand.photo()
    in_hand.to_unit("water")
    in_hand.step("note", "water.handle", "progress", progress_public="已经派人去看")
    due = (in_hand.when.date() + timedelta(days=7)).isoformat()
    in_hand.step(
        "supervise", "centre.watch", "supervise_facts", "supervise_asks", supervise_ground="delay", supervise_due=due
    )
    in_hand.step("sign_supervise", "gov.sign")
    in_hand.step(
        "rectify", "centre.watch", "rectify_problems", "rectify_asks", supervise_ground="delay", supervise_due=due
    )
    in_hand.told(story)
    drafted = Teller("拟稿", start=office.at(50), phone=4)
    drafted.to_unit("water")
    drafted.draft("water.handle")
    drafted.told(story)
    roads = Teller("修路", start=office.at(40), phone=5)
    roads.to_unit("roads")
    roads.told(story)
    replied = Teller("已复", start=office.at(45), phone=10)
    replied.to_unit("water")
    replied.answered_by("water")
    replied.step("rate", "filer", "rating_words", attitude="satisfied", result="dissatisfied", solved="no")
    replied.step("reopen", "filer", "still_wrong")
    replied.answered_by("water")
    replied.told(story)
    reviewed = Teller("复查", start=office.at(30), phone=11)
    reviewed.to_unit("water")
    reviewed.answered_by("water")
    reviewed.step("ask_review", "filer", "review_reason")
    reviewed.told(story)


def tell_secret(story: Story) -> Case:
    """File a matter about the water office and let the roads office answer it."""
    secret = Teller("机密", start=office.at(62), phone=12, concerns_office="yes", concerned_unit="water")
    secret.photo()
    secret.to_unit("roads")
    secret.step("note", "roads.handle", "progress", progress_public="已经找人谈话")
    secret.draft("roads.handle")
    secret.step("check", "roads.sign")
    secret.step("sign", "roads.sign")
    return secret.told(story)
