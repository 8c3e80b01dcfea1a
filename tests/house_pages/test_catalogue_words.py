"""The catalogue in words is complete: every guard, deed, sort of field, state, clock and document has its sentence."""

import re

import pytest

from huiyin.flow.decide import ANY_OPEN_STATE
from huiyin.flow.says import COUNT_SAYS, DEED_SAYS, GUARD_SAYS
from huiyin.flow.words import Count, Deed, Guard, Role, Sort
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS, ROWS
from huiyin.kinds.registers import REGISTERS
from huiyin.papers.registry import BUILDERS
from huiyin.queries.catalogue import (
    SECTIONS,
    SORT_NAMES,
    extension,
    found_clocks,
    kind_sheet,
    length,
    register_sheets,
    uses_of,
    who,
)


@pytest.mark.parametrize(
    ("names", "table"), [(Guard, GUARD_SAYS), (Deed, DEED_SAYS), (Count, COUNT_SAYS), (Sort, SORT_NAMES)]
)
def test_every_word_of_the_grammar_has_its_sentence(names: type, table: dict) -> None:  # type: ignore[type-arg]
    assert set(table) == set(names)  # type: ignore[call-overload]
    assert all(text.zh and text.en for text in table.values())


def test_every_role_says_where_it_stands() -> None:
    assert all(who(role).zh and who(role).en for role in Role)
    assert who(Role.HANDLE).zh == "主办单位的承办岗"
    assert who(Role.FILER).zh == "反映人"


@pytest.mark.parametrize("kind_id", sorted(ALL))
def test_a_kind_is_laid_open_whole(kind_id: str) -> None:
    sheet = kind_sheet(kind_id)

    assert sheet is not None
    assert [line.state for line in sheet.states] == list(ALL[kind_id].states)
    assert [line.step for line in sheet.steps] == list(ALL[kind_id].steps)
    for line in sheet.steps:
        assert len(line.conditions) == len(line.step.guards) + (line.step.only is not None)
        assert len(line.fields) == len(line.step.fields)
        assert len(line.papers) == len(line.step.papers)
        moves = [*line.step.clocks_started, *line.step.clocks_stopped, line.step.extends, *line.step.extends_any]
        moves += [line.step.suspends, line.step.resumes]
        assert len(line.clocks) == len([name for name in moves if name])
        assert all(move.clock is None or move.clock.basis for move in line.clocks)
        assert line.tells is None or not re.search(r"[{}]", line.tells.zh + line.tells.en)
    assert {code for code, _, _ in sheet.papers} <= set(BUILDERS)


def test_sealed_fields_say_why() -> None:
    for kind in ALL.values():
        sheet = kind_sheet(kind.id)
        assert sheet is not None
        for line in sheet.steps:
            for told, declared in zip(line.fields, line.step.fields, strict=True):
                assert (told.sealed is not None) == declared.private


def test_a_kind_that_is_not_there_is_none() -> None:
    assert kind_sheet("dossier") is None


def test_the_sections_hold_every_clock_once() -> None:
    held = [clock.id for _, _, rows in SECTIONS for clock in rows]

    assert held == [clock.id for clock in ROWS]


def test_clocks_are_found_by_article_number_and_words() -> None:
    def ids(words: str) -> set[str]:
        return {clock.id for _, _, rows in found_clocks(words) for clock in rows}

    assert ids("XF-06") == {"XF-06", "XF-06-L"}
    assert {"XF-06"} <= ids("信访工作条例 第34条")
    assert ids("没有这样的字") == set()
    assert ids("") == {clock.id for clock in ROWS}


def test_a_clock_says_its_length_and_extension() -> None:
    assert length(CLOCKS["XF-06"]).zh == "60 日"
    assert length(CLOCKS["XF-01"]).zh == "及时"
    allowed = extension(CLOCKS["XF-06"])
    assert allowed is not None
    assert allowed.zh == "可延 30 日，最多 1 次，由本机关负责人决定，出具延长办理期限告知书"
    assert extension(CLOCKS["XF-02"]) is None


def test_a_clock_leads_to_the_steps_that_use_it() -> None:
    uses = {(kind.id, step.id, does.zh) for kind, step, does in uses_of("XF-06")}

    assert ("appeal", "accept", "起算") in uses
    assert ("appeal", "sign_extend", "延长") in uses
    assert ("appeal", "sign", "停止") in uses


def test_every_register_is_laid_open_with_its_fields() -> None:
    sheets = register_sheets()

    assert [sheet.register.id for sheet in sheets] == list(REGISTERS)
    assert all(len(sheet.fields) == len(sheet.register.fields) and sheet.editors for sheet in sheets)
    appointment = next(sheet for sheet in sheets if sheet.register.id == "appointment")
    assert [field.refers.zh for field in appointment.fields if field.refers] == ["岗位", "工作人员"]


def test_a_step_open_everywhere_says_so() -> None:
    sheet = kind_sheet("appeal")
    assert sheet is not None

    told = {line.step.id: line.after[0].zh for line in sheet.steps if ANY_OPEN_STATE in line.step.after}

    assert set(told.values()) == {"归档以前的任何环节"}
    assert "note" in told
