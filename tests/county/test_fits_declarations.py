"""The recipe fits what is declared: every row its register, every appeal the form it is filed with."""

from huiyin.cli.county.appeal_scripts import AppealScript, appeal_scripts
from huiyin.cli.county.model import County
from huiyin.flow.answers import clean
from huiyin.flow.kind import Step
from huiyin.kinds.appeal import DRAFT, EXTEND, FORWARD, GUIDE, REFUSE, REGISTER
from huiyin.kinds.registers import REGISTERS
from huiyin.kinds.replying import RATE, REOPEN
from tests.county.gaps import TODAY


def test_every_row_is_accepted_by_its_register_as_it_stands(county: County) -> None:
    for row in county.rows:
        given = {name: value for name, value in row.values.items() if value not in (None, "", [])}

        assert clean(REGISTERS[row.register].fields, given).public == given, row.key


def filed(script: AppealScript) -> dict[str, object]:
    return {
        "channel": script.channel,
        "words": script.words,
        "title": script.title,
        "requests": list(script.wants),
        "category": script.category,
        "village": script.division,
        "grid": script.grid,
        "place": script.place,
        "name": script.name,
        "phone": script.phone,
        "concerns_office": script.concerns is not None,
        "concerned_unit": script.concerns or "",
    }


# Field of the kind on the left, value of the plan on the right.
ASKED: dict[str, tuple[Step, dict[str, str]]] = {
    "draft_opinion": (
        DRAFT,
        {"found": "found", "outcomes": "outcomes", "outcome_words": "words", "opinion_basis": "basis"},
    ),
    "extend": (EXTEND[0], {"extend_by": "days", "extend_reason": "reason"}),
    "reopen": (REOPEN, {"still_wrong": "words"}),
    "rate": (RATE, {"attitude": "attitude", "result": "result", "solved": "solved", "rating_words": "words"}),
    "refuse": (REFUSE[0], {"refusal_ground": "ground", "refusal_facts": "facts", "proper_channel": "channel"}),
    "guide": (
        GUIDE,
        {
            "route": "route",
            "guide_reason": "why",
            "limit_from": "since",
            "guide_body": "body",
            "guide_limit": "limit",
            "guide_papers": "papers",
        },
    ),
    "forward": (FORWARD, {"forward_to": "to", "forward_reason": "why"}),
}
SCALE = {"满意": "satisfied", "基本满意": "fair", "不满意": "dissatisfied"}


def test_every_appeal_fits_the_form_of_registration_and_its_steps_theirs(county: County) -> None:
    met = set()
    for script in appeal_scripts(county, start=TODAY.replace(year=2025), end=TODAY, count=1500, seed=3):
        clean(REGISTER.fields, filed(script))
        for planned in script.plan:
            name = str(planned.values.get("choice", planned.step))
            if name not in ASKED:
                continue
            step, names = ASKED[name]
            given = {field: planned.values[value] for field, value in names.items()}
            clean(step.fields, {field: SCALE.get(str(value), value) for field, value in given.items()})
            met.add(name)

    assert met == set(ASKED)
