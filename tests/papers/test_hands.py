"""How many hands each paper passes is said once, and every kind keeps to it (decision 0022)."""

import pytest

from huiyin.flow.words import Guard
from huiyin.kinds import ALL
from huiyin.papers.registry import BUILDERS, Hands


@pytest.mark.parametrize("kind", ALL)
def test_no_paper_of_two_hands_is_issued_by_one(kind: str) -> None:
    issuing = [one for one in ALL[kind].steps if any(BUILDERS[code].hands is not Hands.ONE for code in one.papers)]

    assert [one.id for one in issuing if Guard.ANOTHER_HAND not in one.guards] == []


@pytest.mark.parametrize("kind", ALL)
def test_a_paper_of_three_hands_is_issued_from_a_state_that_only_checking_reaches(kind: str) -> None:
    issuing = [one for one in ALL[kind].steps if any(BUILDERS[code].hands is Hands.THREE for code in one.papers)]
    checked = {one.to for one in ALL[kind].steps if one.id == "check"}

    assert [one.id for one in issuing if set(one.after) != checked] == []
