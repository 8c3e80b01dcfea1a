"""What each act of the main path may cost: at most fifteen queries."""

from typing import Any

import pytest

from huiyin.acts.matters import open_matter
from huiyin.store.matters import MatterRow
from tests import office
from tests.acts.main_path import acts_of_main_path
from tests.office import row

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def test_each_act_of_the_main_path_takes_at_most_fifteen_queries(django_assert_max_num_queries: Any) -> None:
    office.furnish()
    filed: list[Any] = []

    for name, act in acts_of_main_path():
        with django_assert_max_num_queries(MOST_QUERIES, info=name):
            filed.append(act())

    assert len(filed) == 10


def test_filing_with_a_category_takes_no_more(django_assert_max_num_queries: Any) -> None:
    office.furnish()
    clerk, filing = office.someone("centre.intake"), office.a_filing(category="water", title="停水三天")

    with django_assert_max_num_queries(MOST_QUERIES):
        open_matter(filing, actor=clerk)


def test_the_path_that_is_counted_is_walked_to_its_end() -> None:
    office.furnish()

    for _, act in acts_of_main_path():
        act()

    held = row(MatterRow.objects.get().id)
    assert (held.state, held.round, held.version) == ("accepted", 2, 10)
