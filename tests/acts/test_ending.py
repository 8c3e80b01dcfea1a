"""After the re-review: the same facts are not accepted again, by a notice that is served; new ones are another case."""

import pytest

from huiyin.flow.answers import FieldFaults
from huiyin.papers.model import Paragraph
from huiyin.queries.own_matter import own_matter_views
from huiyin.queries.papers import paper_words
from huiyin.store.matters import ClockRow, Link, Paper
from huiyin.store.working import Message
from tests import office
from tests.office import at, opened, row, signed, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
FINAL = {
    "final_number": "安市复核〔2026〕3号",
    "final_organ": "安澜市人民政府",
    "final_on": "2026-06-01",
    "nothing_new": "asked",
    "ending_facts": "仍要求更换同一段水管，理由与复核时相同",
}


def test_the_same_facts_end_by_a_notice_that_names_the_re_review_and_the_way_for_new_ones() -> None:
    filed = opened()
    signed(filed.matter, "end", "centre.sort", at(1), **FINAL)

    paper = Paper.objects.get(matter=filed.matter, code="D11")
    made = paper_words(paper.id, actor=office.someone("centre.sort", at(1)))
    said = "\n".join(f"{one.lead}{one.text}" for one in made.blocks if isinstance(one, Paragraph))
    assert row(filed.matter).state == "ended"
    assert "安澜市人民政府已于2026年6月1日作出复核意见书（安市复核〔2026〕3号）" in said
    assert "理由与复核时相同" in said
    assert "新的事实或者理由" in said
    assert not ClockRow.objects.filter(matter=filed.matter, running=True).exists()

    step(filed.matter, "serve_notice", "centre.sort", at(2), served_way="in_person")
    assert (row(filed.matter).state, row(filed.matter).final) == ("archived", True)


def test_the_person_is_told_and_reads_that_new_facts_may_be_filed() -> None:
    filed = opened()
    before = Message.objects.filter(matter=filed.matter).count()
    signed(filed.matter, "end", "centre.sort", at(1), **FINAL)

    assert Message.objects.filter(matter=filed.matter).count() == before + 1
    told = own_matter_views([filed.matter], at=at(1))[0].told[0].sentence.zh
    assert "有新的可以再反映" in told


@pytest.mark.parametrize("missing", sorted(FINAL))
def test_nothing_ends_without_the_opinion_and_the_reason(missing: str) -> None:
    filed = opened()

    with pytest.raises(FieldFaults) as raised:
        step(filed.matter, "end", "centre.sort", at(1), **{**FINAL, missing: ""})

    assert set(raised.value.faults) == {missing}
    assert row(filed.matter).state == "registered"


def test_new_facts_are_accepted_and_linked_to_the_earlier_matter() -> None:
    earlier, filed = opened(), opened(at(1))
    step(filed.matter, "accept_new", "centre.sort", at(2), other=earlier.number, new_facts="上月又爆了一段新管")

    held = row(filed.matter)
    assert (held.state, held.lead_post) == ("accepted", "centre.sort")
    assert Link.objects.filter(matter=filed.matter, other=earlier.matter).exists()
    assert ClockRow.objects.get(matter=filed.matter, clock="XF-06").running
    assert Paper.objects.filter(matter=filed.matter, code="D02").exists()
