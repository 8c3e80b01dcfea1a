"""Appeals of the demo county: newest first, by people in office, varied in words, spread as life spreads them."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import pytest

from huiyin.cli.county import opinion_words
from huiyin.cli.county.appeal_scripts import AppealScript, appeal_scripts
from huiyin.cli.county.appeal_text import TROUBLES
from huiyin.cli.county.categories import CATEGORIES
from huiyin.cli.county.hands import roster
from huiyin.cli.county.model import County
from huiyin.cli.county.trouble import Scene
from huiyin.flow.refusals import REFUSED_WORDS
from huiyin.kit import codes
from huiyin.kit.days import SHANGHAI, SHIPPED

START, END = date(2025, 1, 1), date(2026, 11, 22)
COUNT = 4000
STEPS = {
    "sort_out", "hand_over", "sign_for", "accept", "note", "extend", "draft_opinion", "check", "sign", "serve", "rate",
    "reopen", "close", "contact",
}  # fmt: skip
ROLE_OF = {
    "sort_out": "sort",
    "hand_over": "sort",
    "sign_for": "handle",
    "accept": "handle",
    "contact": "handle",
    "note": "handle",
    "extend": "handle",
    "draft_opinion": "handle",
    "sign": "sign",
    "close": "handle",
}


def written(county: County, *, count: int = COUNT, seed: int = 7) -> Iterator[AppealScript]:
    return appeal_scripts(county, start=START, end=END, count=count, seed=seed)


@pytest.fixture(scope="module")
def scripts(county: County) -> list[AppealScript]:
    return list(written(county))


@pytest.fixture(scope="module")
def older(scripts: list[AppealScript]) -> list[AppealScript]:
    """Those filed long enough ago that their whole way lies in the past."""
    return [script for script in scripts if script.filed_at.date() < END - timedelta(days=150)]


def share(scripts: list[AppealScript], step: str) -> float:
    return sum(any(planned.step == step for planned in script.plan) for script in scripts) / len(scripts)


def test_as_many_as_asked_and_newest_first(scripts: list[AppealScript]) -> None:
    assert len(scripts) == COUNT
    assert all(a.filed_at >= b.filed_at for a, b in pairwise(scripts))
    assert scripts[-1].filed_at.date() >= START
    assert scripts[0].filed_at.date() < END


def test_reading_on_gives_the_same_first_scripts(county: County, scripts: list[AppealScript]) -> None:
    assert list(islice(written(county), 50)) == scripts[:50]
    assert next(written(county, seed=8)) != scripts[0]


def test_moments_are_aware_forward_and_before_the_end(scripts: list[AppealScript]) -> None:
    end = datetime(END.year, END.month, END.day, tzinfo=SHANGHAI)
    for script in scripts:
        moments = [script.filed_at, *(planned.at for planned in script.plan)]

        assert all(at.utcoffset() == timedelta(hours=8) for at in moments)
        assert all(a < b for a, b in pairwise(moments)), script
        assert moments[-1] < end


def test_office_steps_fall_on_working_days_in_office_hours(scripts: list[AppealScript]) -> None:
    steps = [planned for script in scripts for planned in script.plan if planned.by is not None]

    assert len(steps) > 20_000
    assert all(SHIPPED.is_working(planned.at.date()) for planned in steps)
    assert {planned.at.hour for planned in steps} <= set(range(8, 18))


def test_counters_open_only_in_office_hours_and_the_web_at_any(scripts: list[AppealScript]) -> None:
    counters = [s for s in scripts if s.channel in ("walk_in", "phone", "letter", "box", "reception", "going_down")]
    web = [s.filed_at for s in scripts if s.channel == "web"]

    assert all(SHIPPED.is_working(s.filed_at.date()) and 8 <= s.filed_at.hour < 18 for s in counters)
    assert any(at.hour < 6 for at in web)
    assert any(not SHIPPED.is_working(at.date()) for at in web)


def test_every_step_is_taken_by_a_held_post_with_the_role(county: County, scripts: list[AppealScript]) -> None:
    held = roster(county).held
    for planned in (planned for script in scripts for planned in script.plan):
        assert planned.step in STEPS
        if planned.step in ROLE_OF and planned.by is not None:
            assert planned.by in {
                p for (_, role), posts in held.items() if role == ROLE_OF[planned.step] for p in posts
            }


def test_only_residents_rate_and_reopen(scripts: list[AppealScript]) -> None:
    for planned in (planned for script in scripts for planned in script.plan):
        assert (planned.by is None) == (planned.step in ("rate", "reopen"))


def test_another_hand_checks_than_drafts_except_where_there_is_only_one(scripts: list[AppealScript]) -> None:
    alone = set()
    for script in scripts:
        hands = {planned.step: planned.by for planned in script.plan}
        if "check" in hands and hands["check"] == hands["draft_opinion"]:
            alone.add(hands["check"])

    assert alone == {"county-courier.head"}


def test_the_unit_complained_of_touches_nothing(scripts: list[AppealScript]) -> None:
    concerned = [script for script in scripts if script.concerns is not None]

    assert 0.03 < len(concerned) / len(scripts) < 0.055
    for script in concerned:
        hands = {planned.by for planned in script.plan if planned.by} | {str(script.registered_by)}
        assert not any(post.rsplit(".", 1)[0].startswith(str(script.concerns)) for post in hands), script


def test_places_and_categories_are_those_of_the_county_on_that_day(county: County, scripts: list[AppealScript]) -> None:
    villages = {row.code: row for row in county.divisions if row.level == "village"}
    grids = {row.key for row in county.of("grid")}
    leaves = {leaf.key for leaf in CATEGORIES}
    for script in scripts:
        village = villages[script.division]

        assert village.valid_from <= script.filed_at.date()
        assert village.valid_to is None or script.filed_at.date() < village.valid_to
        assert script.grid in grids
        assert script.grid.startswith(script.division)
        assert village.name in script.place
        assert script.category in leaves
    assert {script.category for script in scripts} == leaves == set(TROUBLES)


def test_what_became_of_the_older_ones_is_spread_as_meant(older: list[AppealScript]) -> None:
    turned_away = sum(script.plan[0].values["choice"] != "accept" for script in older) / len(older)
    returned = [p for s in older for p in s.plan if p.step == "check" and p.values["verdict"] == "return"]

    assert 0.04 < turned_away < 0.08
    assert 0.06 < share(older, "extend") < 0.1
    assert 0.68 < share(older, "close") < 0.82
    assert 0.015 < share(older, "reopen") < 0.045
    assert 0.05 < len(returned) / len(older) < 0.12


def test_about_one_in_twenty_is_answered_too_late(older: list[AppealScript]) -> None:
    late = 0
    for script in older:
        accepted = next((p.at for p in script.plan if p.step == "accept"), None)
        if accepted is None:
            continue
        days = 60 + sum(int(str(p.values["days"])) for p in script.plan if p.step == "extend")
        signed = next((p.at for p in script.plan if p.step == "sign" and p.values["verdict"] == "pass"), None)
        late += signed is None or SHIPPED.next_working(accepted.date() + timedelta(days=days)) < signed.date()

    assert 0.035 < late / len(older) < 0.07


def test_extensions_keep_to_the_law(scripts: list[AppealScript]) -> None:
    for script in scripts:
        extended = [p for p in script.plan if p.step == "extend"]
        if not extended:
            continue
        accepted = next(p.at for p in script.plan if p.step == "accept")

        assert len(extended) == 1
        assert 0 < int(str(extended[0].values["days"])) <= 30
        assert extended[0].at.date() <= SHIPPED.next_working(accepted.date() + timedelta(days=60))


def test_ratings_are_of_three_kinds_and_differ_by_unit(older: list[AppealScript]) -> None:
    by_unit: dict[str, Counter[str]] = {}
    for script in older:
        for planned in script.plan:
            if planned.step == "rate":
                unit = next(str(p.by).rsplit(".", 1)[0] for p in script.plan if p.step == "accept")
                by_unit.setdefault(unit, Counter())[str(planned.values["result"])] += 1
    shares = [c["满意"] / c.total() for c in by_unit.values() if c.total() > 40]

    assert set(sum(by_unit.values(), Counter())) == {"满意", "基本满意", "不满意"}
    assert max(shares) - min(shares) > 0.12


def test_recent_ones_stand_in_every_state_and_some_are_unsigned(scripts: list[AppealScript]) -> None:
    recent = [script for script in scripts if script.filed_at.date() >= END - timedelta(days=120)]
    last = Counter(script.plan[-1].step if script.plan else "registered" for script in recent)

    assert {"registered", "hand_over", "accept", "note", "serve", "rate", "close"} <= set(last)


def test_opinions_answer_every_request_with_reasons_and_basis(scripts: list[AppealScript]) -> None:
    outcomes: Counter[str] = Counter()
    for script in scripts:
        for planned in script.plan:
            if planned.step != "draft_opinion":
                continue
            given, said = planned.values["outcomes"], planned.values["words"]
            assert isinstance(given, list)
            assert isinstance(said, list)
            assert len(given) == len(said) == len(script.wants)
            assert "《信访工作条例》第三十二条" in str(planned.values["basis"])
            assert script.place in str(planned.values["found"])
            outcomes.update(str(one) for one in given)

    assert set(outcomes) == {"support", "explain", "reject"}
    assert outcomes["reject"] > 100


def test_texts_do_not_read_as_copies(scripts: list[AppealScript]) -> None:
    assert len({script.words for script in scripts}) == len(scripts)
    assert len({script.title for script in scripts}) > 0.85 * len(scripts)
    assert len({p.values["found"] for s in scripts for p in s.plan if p.step == "draft_opinion"}) > 0.9 * len(
        [s for s in scripts if any(p.step == "draft_opinion" for p in s.plan)]
    )


def test_no_slot_is_left_open_and_lengths_fit_the_form(scripts: list[AppealScript]) -> None:
    for script in scripts:
        said = " ".join((script.title, script.words, *script.wants, *(str(p.values) for p in script.plan)))
        assert not re.search(r"\{[a-z]\}|。。|，。|^，", said.replace("': {", ""))
        assert 5 <= len(script.title) <= 60
        assert 20 <= len(script.words) <= 600
        assert 1 <= len(script.wants) <= 3


def test_no_refused_word_is_said_by_anybody(scripts: list[AppealScript]) -> None:
    said = " ".join(f"{s.title}{s.words}{s.place}{[dict(p.values) for p in s.plan]}" for s in scripts)

    assert [word for word in (*REFUSED_WORDS, "上访户", "重点人员", "钉子户") if word in said] == []


def test_phones_are_of_the_invented_block_and_never_in_the_words(scripts: list[AppealScript]) -> None:
    phones = [script.phone for script in scripts if script.phone]

    assert all(re.fullmatch(r"1300000\d{4}", phone) and codes.phone_fault(phone) is None for phone in phones)
    assert not any(re.search(r"\d{7}", script.words + script.title) for script in scripts)
    assert not any(script.name and script.name in script.words for script in scripts)


def test_answers_speak_of_the_thing_that_was_reported(scripts: list[AppealScript]) -> None:
    """The scene that was told is the scene that is answered: a supported main request names its thing or its remedy."""
    for script in scripts:
        scenes = [scene for scene in TROUBLES[script.category].scenes if _tells(scene, script.title)]
        for planned in script.plan:
            if planned.step == "draft_opinion":
                assert any(_found(scene, str(planned.values["found"])) for scene in scenes), script


def _tells(scene: Scene, title: str) -> bool:
    return any(_matches(pattern, thing, title) for pattern in scene.titles for thing in scene.things)


def _found(scene: Scene, found: str) -> bool:
    return any(_matches(pattern, thing, found) for pattern in scene.found for thing in scene.things)


def _matches(pattern: str, thing: str, text: str) -> bool:
    parts = re.split(r"\{[st]\}", pattern.replace("{x}", thing))
    return all(part in text for part in parts)


def test_every_category_has_scenes_and_every_outcome_six_patterns() -> None:
    for key, trouble in TROUBLES.items():
        assert len(trouble.scenes) >= 2, key
        assert len(trouble.harms) >= 4, key
        assert len(trouble.also) >= 3, key
    for patterns in (opinion_words.SUPPORT, opinion_words.EXPLAIN, opinion_words.REJECT):
        assert len(set(patterns)) >= 6


def test_two_thousand_come_quickly(county: County) -> None:
    began = time.process_time()
    made = sum(1 for _ in islice(written(county, count=30_000), 2000))

    assert made == 2000
    assert time.process_time() - began < 2
