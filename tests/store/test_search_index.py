"""The index follows the public words: put in when a matter opens, replaced when they are corrected, else left alone."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.store.matters import MatterRow
from huiyin.store.search import matching
from tests.office import at, opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def found(words: str) -> list[UUID]:
    return list(MatterRow.objects.filter(id__in=matching(words)).values_list("id", flat=True))


def test_new_matter_is_found_by_its_title_and_requests() -> None:
    filed = opened(title="柳树巷停水", requests=["修好水管"])

    assert found("停水") == found("水管") == [filed.matter]


def test_corrected_title_is_found_and_the_old_one_no_longer() -> None:
    filed = opened(title="柳树巷停水", requests=["尽快"])

    step(filed.matter, "correct", "centre.sort", at(0, 1), title="井盖松动", requests=["换井盖"])

    assert found("停水") == []
    assert found("井盖") == [filed.matter]


def test_step_without_searched_words_leaves_the_index_alone() -> None:
    filed = opened(title="柳树巷停水")

    with CaptureQueriesContext(connection) as asked:
        step(filed.matter, "accept", "centre.sort", at(0, 1))

    assert [query["sql"] for query in asked if "search_doc" in query["sql"] or "matter_words" in query["sql"]] == []
    assert found("停水") == [filed.matter]
