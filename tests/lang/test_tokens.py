"""Search: what is typed is found exactly, on SQLite's FTS5 and on PostgreSQL alike, and nothing typed is an error."""

import csv
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.lang.tokens import (
    FTS5_OPTIONS,
    MOST_TOKENS,
    fts5_index_text,
    fts5_query,
    tokens,
    tsquery_literal,
    tsvector_literal,
)

Matcher = Callable[[str, str], bool]
POSTGRES = os.environ.get("HUIYIN_TEST_DATABASE_URL") or os.environ.get("HUIYIN_TEST_POSTGRES_URL", "")

# Few signs, so that texts and queries meet often.
texts = st.text("路灯不亮12，", max_size=12)
queries = st.text("路灯不亮12， ", max_size=8)
anything = st.text(max_size=40) | st.text("\"'*()^:{}+-~&|!<>\\%_ ANDORNTE路灯1\x00", max_size=40)
on_real_engines = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(scope="module")
def fts5() -> Iterator[Matcher]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE entry USING fts5(body, {FTS5_OPTIONS})")

    def matches(text: str, query: str) -> bool:
        connection.execute("DELETE FROM entry")
        connection.execute("INSERT INTO entry (body) VALUES (?)", [fts5_index_text(text)])
        found = connection.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", [fts5_query(query)])
        return bool(found.fetchone()[0])

    yield matches
    connection.close()


@pytest.fixture(scope="module")
def tsvector() -> Iterator[Matcher]:
    if not POSTGRES.startswith("postgres"):
        pytest.skip("no PostgreSQL address given for this run")
    with psycopg.connect(POSTGRES, autocommit=True) as connection:

        def matches(text: str, query: str) -> bool:
            literals = [tsvector_literal(text), tsquery_literal(query)]
            found = connection.execute("SELECT %s::tsvector @@ %s::tsquery", literals).fetchone()
            return found is not None and bool(found[0])

        yield matches


@pytest.fixture(params=["fts5", pytest.param("tsvector", marks=pytest.mark.postgres_too)])
def matches(request: pytest.FixtureRequest) -> Matcher:
    matcher: Matcher = request.getfixturevalue(request.param)
    return matcher


def _written(text: str) -> str:
    """Signs divide Chinese characters from one another and digits from digits, and nothing else."""
    text = re.sub("(?<=[0-9])，+(?=[0-9])", "|", text.strip("，"))
    return re.sub("，*(?=[0-9|])|(?<=[0-9|])，*", "", re.sub("，+", "，", text))


def _holds(text: str, query: str) -> bool:
    """What a reader would say: every term stands in the text, and does not begin inside a number."""
    terms = [_written(term) for term in query.split() if term.strip("，")]
    return bool(terms) and all(
        re.search(("(?<![0-9])" if term[0].isdigit() else "") + re.escape(term), _written(text)) for term in terms
    )


@on_real_engines
@given(text=texts, query=queries)
def test_search_finds_exactly_what_a_reader_would(matches: Matcher, text: str, query: str) -> None:
    assert matches(text, query) == _holds(text, query)


@on_real_engines
@given(text=st.text("路灯不亮", max_size=12), query=st.text("路灯不亮", min_size=1, max_size=5))
def test_search_for_chinese_characters_is_substring_search(matches: Matcher, text: str, query: str) -> None:
    assert matches(text, query) == (query in text)


@on_real_engines
@given(text=anything, query=anything)
def test_no_typed_query_is_a_syntax_error(matches: Matcher, text: str, query: str) -> None:
    assert matches(text, query) in (True, False)
    assert matches(text, text) == bool(tokens(text))


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("安澜县清河镇路灯不亮", "路灯", True),
        ("安澜县清河镇路灯不亮", "灯", True),
        ("安澜县清河镇路灯不亮", "亮", True),
        ("安澜县清河镇路灯不亮", "清河镇路灯", True),
        ("安澜县清河镇路灯不亮", "路灯 清河", True),
        ("安澜县清河镇路灯不亮", "路灯 柳树", False),
        ("安澜县清河镇路灯不亮", "清灯", False),
        ("路，灯不亮", "路灯", False),
        ("电话13900000001", "139", True),
        ("电话13900000001", "900", False),
        ("事项AL26-0918-0042-7", "al26-0918", True),
        ("事项AL26-0918-0042-7", "AL26-0918-0042-7", True),
        ("Ａ３区的Wi-Fi", "a3区", True),
        ("Ａ３区的Wi-Fi", "WI-FI", True),
        ("Ａ３区的Wi-Fi", "3区", True),
        ("喆堃镕𠮷", "𠮷", True),
        ("བོད་ལྗོངས", "བོད", True),
        ("路灯不亮", "", False),
        ("路灯不亮", "“”……*", False),
    ],
)
def test_search_examples(matches: Matcher, text: str, query: str, found: bool) -> None:
    assert matches(text, query) is found


def test_long_texts_and_long_queries_are_cut_alike(matches: Matcher) -> None:
    long = "路灯" * 10_000 + "亮"

    assert len(tokens(long)) == MOST_TOKENS
    assert not matches(long, "灯亮")
    assert matches("一" + long, "一路")
    assert matches(long, "路灯" * 100)
    assert matches("a" * 5000, "a" * 4000)
    assert matches("路 灯 " * 300, "路 灯 " * 300)


def test_every_two_characters_of_a_real_title_find_their_message(shared_data: Path) -> None:
    with (shared_data / "appeals" / "hot_messages_4326.csv").open(encoding="utf-8") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE entry USING fts5(body, {FTS5_OPTIONS})")
    connection.executemany("INSERT INTO entry (body) VALUES (?)", [[fts5_index_text(title)] for title in titles])
    words = sorted({word for title in titles[::20] for word in re.findall("[一-鿿]{2}", title)})[::3]

    for word in words:
        found = connection.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", [fts5_query(word)]).fetchone()[0]
        assert (word, found) == (word, sum(word in title for title in titles))
    connection.close()


@given(st.text(max_size=30))
def test_tokens_are_plain_for_any_engine(text: str) -> None:
    assert all(re.fullmatch("w[a-z]{1,60}|w[0-9]{1,60}|([0-9a-n][0-9a-z]{3}){1,2}", token) for token in tokens(text))
