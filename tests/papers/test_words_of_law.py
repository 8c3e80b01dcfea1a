"""Every paper says what the law asks of it, with the article, and is refused without it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from huiyin.kit.text import Text
from huiyin.papers.acceptance import acceptance_notice
from huiyin.papers.extension import extension_notice
from huiyin.papers.model import PaperError, Receipt
from huiyin.papers.opinion import Outcome, first_line, written_opinion
from huiyin.papers.payload import words_of
from huiyin.papers.phrases import ended, ordinal
from huiyin.papers.refusal import IN_PROGRESS, RunningMatter, refusal_notice
from huiyin.papers.registry import BUILDERS
from huiyin.papers.service import proof_of_service
from huiyin.papers.transfer import transfer_letter
from tests.papers.samples import DATA, FIX, FLOOR, FRAME, PUNISH, WRITTEN, made

SAID = {
    "D01": (
        "AL26-0918-0042-7",
        "7KQM-2WXP",
        "窗口来访",
        "2026年10月8日（星期四）前，书面告知您是否受理",
        "《信访工作条例》第三十五条",
    ),
    "D02": (
        "周小满",
        "《信访工作条例》第二十三条",
        "最迟于2026年11月19日（星期四）前",
        "60日",
        "第三十四条",
        "8800 0117",
    ),
    "D03": ("行政复议", "第三十一条第四项", "60日", "身份证件"),
    "D04": (
        "安澜县水务局",
        "15日",
        "5个工作日",
        "第二十三条第三款",
        "2026年11月30日（星期一）前反馈",
        "第三十条",
        "现场照片3张",
    ),
    "D04-2": ("已于2026年9月21日转送安澜县水务局", "15日", "第二十二条"),
    "D05": ("不予受理", "《信访工作条例》第二十三条", "安澜县人民法院执行局", "第四十条", "行政复议"),
    "D07": ("管网检测需要停水开挖", "2026年12月21日", "安澜县住房和城乡建设局局长", "第三十四条", "不超过30日"),
    "D08": (
        "同意您的请求。",
        "别再往屋里倒灌",
        "沉降12厘米",
        "《城镇排水与污水处理条例》",
        "30日内，向安澜县人民政府请求复查",
        "第三十五条",
    ),
    "D09": (
        "撤销原处理意见，责令重新办理",
        "安住建复〔2026〕18号",
        "院内低洼处仍有积水",
        "30日内，向上一级人民政府请求复核",
        "第三十六条",
    ),
    "D09-2": (
        "维持原复查意见",
        "安政复查〔2026〕3号",
        "终结意见",
        "第三十六条第三款",
        "听证所需时间不计算在复核期限内",
        "第三十七条第三款",
    ),
    "D11": ("复核〔2026〕1号", "第三十六条第三款", "新的事实或者理由", "第四十条"),
    "D14": ("安住建复〔2026〕18号", "周小满", "受送达人签名", "送达日期", "送达方式", "代收人"),
}


@pytest.mark.parametrize("code", BUILDERS)
def test_paper_says_what_the_law_asks(code: str) -> None:
    words = words_of(made(code))

    assert [said for said in SAID[code] if said not in words] == []


def test_registry_names_every_paper_in_both_languages() -> None:
    assert SAID.keys() == BUILDERS.keys() == DATA.keys()
    assert all(isinstance(each.name, Text) and each.name.zh and each.name.en for each in BUILDERS.values())
    assert [code for code in BUILDERS if made(code).code != code] == []
    assert [code for code, each in BUILDERS.items() if not isinstance(DATA[code], each.needs)] == []


def _data(code: str) -> Any:
    return DATA[code]


REQUIRED = {
    "D01": "summary",
    "D02": "handler",
    "D03": "body",
    "D04": "because",
    "D04-2": "sent_to",
    "D05": "because",
    "D07": "reason",
    "D08": "review_body",
    "D09": "re_review_body",
    "D09-2": "to",
    "D11": "supervisor",
    "D14": "recipient",
}


@pytest.mark.parametrize(("code", "part"), REQUIRED.items())
def test_paper_without_a_required_part_is_refused(code: str, part: str) -> None:
    data: Any = DATA[code]

    with pytest.raises(PaperError, match=r"缺少：.+补齐后才能生成。"):
        BUILDERS[code].build(replace(data, **{part: "  "}))


@pytest.mark.parametrize(
    ("outcomes", "answer"),
    [
        ((Outcome.SUPPORT, Outcome.SUPPORT), "同意"),
        ((Outcome.SUPPORT, Outcome.REJECT), "部分同意"),
        ((Outcome.EXPLAIN, Outcome.SUPPORT), "部分同意"),
        ((Outcome.EXPLAIN, Outcome.REJECT), "不同意"),
    ],
)
def test_first_line_follows_the_outcomes(outcomes: tuple[Outcome, ...], answer: str) -> None:
    assert first_line(outcomes) == answer


def test_opinion_starts_with_the_answer() -> None:
    opinion = written_opinion(replace(WRITTEN, requests=(FIX, FLOOR, PUNISH)))

    assert words_of(replace(opinion, blocks=opinion.blocks[:1])).count("部分同意您的请求。") == 1


def test_request_that_is_not_supported_promises_nothing() -> None:
    with pytest.raises(PaperError, match="第2项请求没有支持"):
        written_opinion(replace(WRITTEN, requests=(FIX, replace(FLOOR, by_on=date(2026, 10, 30)))))


def test_request_without_facts_or_basis_is_refused() -> None:
    with pytest.raises(PaperError, match="第1项请求缺少：查明的事实和理由、依据"):
        written_opinion(replace(WRITTEN, found="", basis=""))


@pytest.mark.parametrize("days", [0, 31])
def test_extension_beyond_the_law_is_refused(days: int) -> None:
    with pytest.raises(PaperError, match="应当在1日到30日之间（《信访工作条例》第三十四条）"):
        extension_notice(replace(_data("D07"), extended_days=days))


def test_extension_must_move_the_day() -> None:
    with pytest.raises(PaperError, match="没有晚于原来的日期"):
        extension_notice(replace(_data("D07"), new_due_on=date(2026, 11, 19)))


def test_assignment_without_a_day_for_feedback_is_refused() -> None:
    with pytest.raises(PaperError, match="没有写明反馈日期"):
        transfer_letter(replace(_data("D04"), feedback_on=None))


def test_letter_that_withholds_the_name_does_not_say_it() -> None:
    letter = transfer_letter(replace(_data("D04"), petitioner=""))

    assert "周小满" in words_of(made("D04"))
    assert "周小满" not in words_of(letter)


def test_refusal_for_a_running_matter_shows_it_and_its_day() -> None:
    running = RunningMatter("AL26-0918-0042-7", "安澜县水务局", date(2026, 11, 19))

    notice = refusal_notice(replace(_data("D05"), ground=IN_PROGRESS, running=running, channel=""))

    assert "最迟于2026年11月19日（星期四）前书面答复您" in words_of(notice)
    assert "第十九条第三款" in words_of(notice)


def test_only_a_draft_has_no_number() -> None:
    data: Any = DATA["D02"]
    draft = acceptance_notice(replace(data, frame=replace(FRAME, number=None, draft=True)))

    assert draft.number is None
    with pytest.raises(PaperError, match="正式文书必须有编号"):
        acceptance_notice(replace(data, frame=replace(FRAME, number=None)))


def test_proof_of_service_goes_by_the_number_of_the_paper_it_proves() -> None:
    data: Any = DATA["D14"]

    form = proof_of_service(replace(data, frame=replace(FRAME, number=None)))

    assert form.number == "安住建复〔2026〕18号送达回证"


def test_receipt_refuses_a_time_without_zone() -> None:
    data: Any = DATA["D01"]

    assert isinstance(made("D01"), Receipt)
    with pytest.raises(PaperError, match="没有时区"):
        BUILDERS["D01"].build(replace(data, received_at=datetime(2026, 9, 18, 10, 5)))


def test_sentences_close_once_and_headings_count_in_chinese() -> None:
    assert [ended(text) for text in ("好", "好。", "（见第二十条）", "“行。”", "")] == [
        "好。",
        "好。",
        "（见第二十条）。",
        "“行。”",
        "",
    ]
    assert [ordinal(number) for number in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
