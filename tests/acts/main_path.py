"""The main path of an appeal as single acts, for those who count what each of them costs."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from huiyin.acts.matters import Filed, open_matter, take_step
from huiyin.acts.writing import Moment
from huiyin.flow.actor import filer
from tests.office import OPINION, a_filing, at, someone

MAIN_PATH: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("accept", "centre.sort", {}),
    ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
    ("sign_for", "water.handle", {}),
    ("draft", "water.handle", OPINION),
    ("check", "water.check", {}),
    ("sign", "water.sign", {}),
    ("serve", "water.handle", {"served_way": "in_person"}),
    ("rate", "filer", {"attitude": "satisfied", "result": "dissatisfied", "solved": "no"}),
    ("reopen", "filer", {"still_wrong": "第二天又停水了"}),
)


def acts_of_main_path() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield each act by name, ready to be done: who acts is looked up before, as the door does it."""
    clerk, done = someone("centre.intake"), list[Filed]()
    yield "open_matter", lambda: done.append(open_matter(a_filing(), actor=clerk))
    for number, (name, post, values) in enumerate(MAIN_PATH, start=1):
        yield name, _step(done[0].matter, name, post, values, number)


def _step(matter: UUID, name: str, post: str, values: dict[str, Any], hours: int) -> Callable[[], int]:
    when = at(0, hours)
    actor = filer(str(matter), when) if post == "filer" else someone(post, when)
    return lambda: take_step(matter, name, values, actor=actor, moment=Moment(when, when))
