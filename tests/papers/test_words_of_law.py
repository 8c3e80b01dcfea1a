"""Every paper says what the law asks of it, with the article, and is refused without it."""

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from huiyin.kit.text import Text
from huiyin.papers.acceptance import acceptance_notice
from huiyin.papers.extension import extension_notice
from huiyin.papers.frame import Frame
from huiyin.papers.model import PaperError, Receipt, Table
from huiyin.papers.opinion import Outcome, first_line, written_opinion
from huiyin.papers.payload import words_of
from huiyin.papers.phrases import MatterRef, ended, ordinal
from huiyin.papers.refusal import IN_PROGRESS, RunningMatter, refusal_notice
from huiyin.papers.registry import BUILDERS
from huiyin.papers.service import proof_of_service
from huiyin.papers.transfer import transfer_letter
from tests.papers.more_samples import MORE
from tests.papers.sample_case import FRAME
from tests.papers.samples import DATA, FIX, FLOOR, PUNISH, WRITTEN, made

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
    "D06": ("不属本单位权责清单", "自2024年起由安澜县水务局负责", "建议办理单位", "5个工作日内", "第二十三条第三款"),
    "D10": (
        "2026年12月10日上午9时",
        "二楼听证室",
        "排水工程师一人",
        "申请回避（《信访工作条例》第二十八条）",
        "第三十六条",
        "不计算在复核期限内",
    ),
    "D10-2": ("听证笔录", "信访人", "主持人", "听证员", "记录人", "居民代表一人", "周小满"),
    "D10-3": ("院内仍积水", "低8厘米", "院内地面找坡", "听证员签名", "第三十一条第六项"),
    "D12": ("拖延、超期", "至今没有答复", "2026年11月30日（星期一）前", "书面反馈", "第三十八条、第四十条"),
    "D12-2": ("约谈事由", "第三十九条", "被约谈人签名", "2026年12月3日", "一周内答复"),
    "D12-3": ("1. 受理后没有书面告知。", "2026年12月18日（星期五）前", "第三十九条", "书面说明理由"),
    "D12-4": ("第四十条", "三户居民", "依法依规调查处理", "书面反馈", "陈述和申辩"),
    "D12-5": ("安综督〔2026〕2号", "入户核查", "全部采纳", "答复信访人", "第四十条"),
    "D13": ("第二十二条", "沉降12厘米", "9月22日现场勘查", "更换排水管18米", "群众评价：解决了一部分"),
    "D25": ("第十七条", "登记、办理并答复", "姓名、电话", "保存30年", "第四十五条", "第五十条", "8800 0117"),
    "D25-2": ("■更正、补充", "□删除", "AL26-0918-0042-7", "申请人签名", "第四十九条"),
    "D25-3": ("不同意您的申请。", "第四十七条", "档案保存期限未满", "向人民法院提起诉讼（第五十条）"),
    "D25-4": ("第五十五条", "是否合法、正当、必要", "安全风险", "与风险相适应", "至少保存三年"),
    "D26": ("■解决了一部分", "■基本满意", "还有一洼", "管道已换", "不引导、不代答"),
    "R01": ("第二十九条", "予以部分采纳", "汛期前每月清一次雨水口"),
    "R02": (
        "第三十一条第五项",
        "2026年9月18日收到申请",
        "60日内向安澜县人民政府申请行政复议",
        "六个月内",
        "第四十六条",
    ),
    "D26-2": ("□满意", "□没解决", "办事态度", "想说的话", "不影响您的事情"),
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
    "D06": "to",
    "D10": "to",
    "D12-4": "to",
    "D12-5": "to",
    "D13": "to",
    "D25": "purpose",
    "D25-3": "to",
    "D25-4": "subject",
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


def _blanked(data: Any) -> Any:
    """Leave out everything that has a default: what nobody has filled in yet."""
    kept = {each.name: getattr(data, each.name) for each in fields(data) if each.default is MISSING}
    if isinstance(data, Frame | MatterRef):
        return data
    return type(data)(**{name: _blanked(value) if is_dataclass(value) else value for name, value in kept.items()})


@pytest.mark.parametrize("code", [code for code in BUILDERS if code in MORE])
def test_paper_with_nothing_filled_in_prints_ruled_blanks(code: str) -> None:
    paper = BUILDERS[code].build(_blanked(DATA[code]))

    words = words_of(paper)
    assert "None" not in words
    assert "＿＿" in words or any(not cell for row in _cells(paper) for cell in row) or code in COMPLETE


# Everything these say is required.
COMPLETE = {"D06", "D13", "D25", "R01", "R02"}


def _cells(paper: Any) -> list[tuple[str, ...]]:
    return [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]


def test_refused_data_request_needs_its_reason() -> None:
    with pytest.raises(PaperError, match="应当说明理由（《个人信息保护法》第五十条）"):
        BUILDERS["D25-3"].build(replace(_data("D25-3"), because=""))


def test_every_numbered_paper_has_letters_of_its_own() -> None:
    letters = [each.letters for each in BUILDERS.values() if each.letters]

    assert sorted(letters) == sorted(set(letters))
    assert {code for code, each in BUILDERS.items() if not each.letters} == {"D01", "D14"}
