"""What is told to everybody: finished quarters, each matter in one cell, nothing small and nothing that gives it back."""

from hypothesis import given
from hypothesis import strategies as st

from huiyin.insight.intervals import FEWEST
from huiyin.insight.published import NOT_IN_TIME, REPLIES, UNRATED, Quarter, published, told_quarters

SECOND = Quarter(2026, 2)
COUNTS = ("to_15_n", "to_30_n", "to_60_n", "late", "satisfied_n", "dissatisfied_n")
ROW = st.fixed_dictionaries(
    {"yyyymm": st.sampled_from(SECOND.months), "town": st.sampled_from(["", "990121100000", "990121101000"])}
    | {name: st.integers(0, 12) for name in ("to_15_n", "to_30_n", "to_60_n", "late")}
)


def whole(row: dict[str, object]) -> dict[str, object]:
    """Make a row of the measure of drawn parts: the rated are some of those replied to."""
    replied = sum(int(str(row[name])) for name in REPLIES)
    return {**row, "n": replied + int(str(row["late"])), "satisfied_n": replied // 2, "dissatisfied_n": replied // 4}


def test_quarter_is_told_when_its_last_month_was_looked_at() -> None:
    assert told_quarters(202605)[0] == Quarter(2026, 1)
    assert told_quarters(202606) == (SECOND, Quarter(2026, 1), Quarter(2025, 4), Quarter(2025, 3))
    assert told_quarters(202601)[0] == Quarter(2025, 4)
    assert SECOND.months == (202604, 202605, 202606)


@given(st.lists(ROW.map(whole), max_size=6))
def test_no_small_count_is_told_and_sums_agree(rows: list[dict[str, object]]) -> None:
    told = published(rows, SECOND)

    assert not any(count is not None and 0 < count < FEWEST for count in told.replies.shown.values())
    for where in (
        {},
        *({"month": str(month)} for month in told.months),
        *({"place": place} for place in told.places),
    ):
        parts = [told.count(**where, reply=reply) for reply in (*REPLIES, NOT_IN_TIME)]
        if None not in parts:
            assert told.count(**where) in (None, sum(part for part in parts if part is not None))
    ratings = [told.count(rating=rating) for rating in ("satisfied_n", "dissatisfied_n", UNRATED)]
    assert None in ratings or told.count() in (None, sum(one for one in ratings if one is not None))


def test_other_quarters_are_left_out_and_a_month_at_home_is_not_nought() -> None:
    row = whole({"yyyymm": 202604, "town": "", "to_15_n": 20, "to_30_n": 0, "to_60_n": 0, "late": 9})

    told = published([row, {**row, "yyyymm": 202607}], SECOND)

    assert (told.count(), told.count(month="202604"), told.count(month="202605")) == (29, 29, None)
    assert told.count(rating="satisfied_n") == 10
    assert published([], SECOND).count() is None
