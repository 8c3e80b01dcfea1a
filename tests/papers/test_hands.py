"""How many hands each paper passes is said once, and every kind keeps to it (decision 0022)."""

import pytest

from huiyin.flow.kind import Step
from huiyin.flow.words import Guard, Role
from huiyin.kinds import ALL
from huiyin.papers.registry import BUILDERS, Hands


def issuing(kind: str, *hands: Hands) -> list[Step]:
    """Return the steps by which people issue such papers; the clock only carries over what was signed elsewhere."""
    return [
        one
        for one in ALL[kind].steps
        if any(BUILDERS[code].hands in hands for code in one.papers) and one.who != (Role.CLOCKWORK,)
    ]


@pytest.mark.parametrize("kind", ALL)
def test_no_paper_of_two_hands_is_issued_by_one(kind: str) -> None:
    found = issuing(kind, Hands.TWO, Hands.THREE)

    assert [one.id for one in found if Guard.ANOTHER_HAND not in one.guards] == []


@pytest.mark.parametrize("kind", ALL)
def test_a_paper_of_three_hands_is_issued_from_a_state_that_only_checking_reaches(kind: str) -> None:
    checked = {one.to for one in ALL[kind].steps if one.id == "check"}

    assert [one.id for one in issuing(kind, Hands.THREE) if set(one.after) != checked] == []
