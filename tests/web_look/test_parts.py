"""Each part says what it was given, in the order promised, and ties its words together for those who cannot see them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.utils.html import escape

from huiyin.kit.text import Text
from huiyin.web import kit_page
from huiyin.web.day_cells import MOST_CELLS, folded, month_sheets
from huiyin.web.parts import Column, DayCell, Empty, Figure, Light, LineItem, Link, Mark, PageLinks, Tab, VerbKey, Voice


def shown(template: str, **context: Any) -> str:
    """Render a piece of template with the look's words."""
    return Template(template).render(Context(context))


def words_of(html: str) -> str:
    """The text of a piece of HTML, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


class Said(forms.Form):
    """Fields with descriptions and faults."""

    words = forms.CharField(label="什么事", help_text="照平时说话那样写", widget=forms.Textarea)
    kind = forms.ChoiceField(label="哪一类", choices=[("a", "道路"), ("b", "房屋")], widget=forms.RadioSelect)
    photo = forms.FileField(label="照片", required=False)
    hidden = forms.CharField(initial="7", widget=forms.HiddenInput, required=False)


def test_a_light_has_a_letter_and_words() -> None:
    html = shown("{% light one %}", one=Light("r", "超期 2 个工作日"))

    assert html == '<span class="light light-r"><b>红</b>超期 2 个工作日</span>'


def test_a_missing_light_shows_nothing() -> None:
    assert shown("{% light one %}", one=None) == ""


def test_an_icon_is_hidden_from_readers_and_is_in_the_sprite() -> None:
    html = shown('{% icon "print" %}')

    assert 'aria-hidden="true"' in html
    assert "icons/sprite.svg#print" in html


def test_a_number_never_breaks() -> None:
    assert shown("{% no number %}", number="AL26-0918-0042-7") == '<span class="no">AL26-0918-0042-7</span>'


def test_verbs_that_apply_come_first_in_the_fixed_order() -> None:
    keys = [
        VerbKey("supervise", "督办", "只有督查岗可以", False),
        VerbKey("reply", "答复", "10月15日前", True, True, "/r"),
        VerbKey("hand_over", "转办", "须对方签收", True, False, "/h"),
        VerbKey("sign_for", "签收", "已签收", False),
    ]

    html = shown("{% verb_keys keys %}", keys=keys)

    assert re.findall(r'data-verb="(\w+)"', html) == ["hand_over", "reply", "sign_for", "supervise"]
    assert "另有 2 个动作现在不能做" in html
    assert html.count('aria-disabled="true"') == 2
    assert "只有督查岗可以" in html
    assert html.count("wanted") == 1


def test_when_no_verb_applies_it_says_so() -> None:
    html = shown("{% verb_keys keys %}", keys=[VerbKey("reply", "答复", "还没受理", False)])

    assert "这件事现在不等您做什么。" in html
    assert "还没受理" in html


def test_a_field_stands_in_the_promised_order_and_is_described() -> None:
    form = Said({"kind": "a"})

    html = shown('{% field form.words law="《信访工作条例》第十九条" law_says="应当如实记录" %}', form=form)

    places = [html.index(piece) for piece in ("什么事", "照平时说话那样写", "<textarea", "第十九条", "还没填，请填上")]
    assert places == sorted(places)
    assert 'aria-describedby="id_words_help id_words_law id_words_fault"' in html
    assert 'aria-invalid="true"' in html
    for name in ("help", "law", "fault"):
        assert f'id="id_words_{name}"' in html


@pytest.mark.parametrize(("voice", "css"), [("", "in-person"), ("office", "in-office"), ("plain", 'class="in"')])
def test_a_textarea_speaks_with_its_voice(voice: str, css: str) -> None:
    assert css in shown("{% field form.words voice=voice %}", form=Said(), voice=voice)


def test_choices_become_keys_in_a_fieldset_with_a_legend() -> None:
    html = shown("{% field form.kind %}", form=Said({"words": "路灯不亮"}))

    assert html.index("<fieldset") < html.index("<legend") < html.index('type="radio"')
    assert 'id="id_kind"' in html
    assert "“哪一类”还没选，请选一个" in words_of(html)


def test_optional_is_said_in_words() -> None:
    assert "可以不传" in shown("{% field form.photo %}", form=Said())
    assert "可以不" not in shown("{% field form.words %}", form=Said())


def test_a_hidden_field_has_no_label() -> None:
    html = shown("{% field form.hidden %}", form=Said())

    assert "<label" not in html
    assert 'type="hidden"' in html


def test_the_fault_summary_leads_to_every_faulty_field() -> None:
    form = Said({})
    form.add_error(None, "两处对不上")

    html = shown("{% form_fault_summary form %}", form=form)

    assert re.findall(r'href="#(\w+)"', html) == ["id_words", "id_kind"]
    assert "还有 3 处要改" in html
    assert "两处对不上" in html


def test_a_form_without_faults_has_no_summary() -> None:
    assert shown("{% form_fault_summary form %}", form=Said({"words": "路灯不亮", "kind": "a"})).strip() == ""


def test_words_that_look_like_markup_are_not_markup() -> None:
    nasty = "<script>alert(1)</script>"

    class Nasty(forms.Form):
        one = forms.CharField(label=nasty, help_text=nasty)

    html = (
        shown("{% field form.one %}", form=Nasty({}))
        + shown("{% timeline items %}", items=[LineItem(nasty, nasty, nasty, (Link(nasty, "#"),))])
        + shown("{% verb_keys keys %}", keys=[VerbKey("reply", nasty, nasty, True, True, "#")])
        + shown("{% tell words %}", words=nasty)
        + shown("{% clock_strip clock %}", clock=kit_page.a_clock())
    )

    assert nasty not in html
    assert escape(nasty) in html


def test_the_timeline_hangs_papers_from_their_sentence() -> None:
    html = shown(
        "{% timeline items %}", items=[LineItem("昨天", "承办岗", "查明原因。", (Link("检测报告", "/p"),), "now")]
    )

    assert html.index("查明原因。") < html.index('href="/p"')
    assert 'class="now"' in html


def test_tabs_say_which_is_current_and_how_many() -> None:
    html = shown("{% tabs tabs %}", tabs=(Tab("在办", "/a", 0, True), Tab("已办", "/b")))

    assert html.count('aria-current="page"') == 1
    assert '<span class="count">0</span>' in html
    assert html.count("count") == 1


def test_a_figure_with_rows_is_a_link() -> None:
    html = shown("{% figures figures %}", figures=(Figure("2", "已超期", None, "/late"), Figure("9", "共收到")))

    assert '<a href="/late"><strong>2</strong>' in html
    assert "<div><strong>9</strong>" in html


def test_voices_stand_side_by_side() -> None:
    html = shown("{% voices voices %}", voices=(Voice("单位说", "解决了", "昨天"), Voice("群众说", "没解决", "今天")))

    assert words_of(html) == "单位说 解决了 昨天 群众说 没解决 今天"


def test_small_parts_say_their_words() -> None:
    assert (
        words_of(shown("{% empty one %}", one=Empty("今天没有待签收", "下一件下午来。")))
        == "今天没有待签收 下一件下午来。"
    )
    assert 'class="tell tell-y"' in shown('{% tell "留意" "y" %}')
    assert "显示，须写理由" in shown('{% masked "周**" "/why" %}')
    assert "显示" not in shown('{% masked "周**" %}')
    assert 'class="n sort"' in shown("{% table_head columns %}", columns=(Column("用时", True, "down"),))


def test_the_pager_has_only_the_doors_there_are() -> None:
    html = shown("{% pager pages %}", pages=PageLinks(None, "?page=2", "第 1 页，共 2 页"))

    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_the_clock_says_every_day_and_why() -> None:
    html = shown("{% clock_strip clock %}", clock=kit_page.a_clock())

    assert "还有 5 个工作日，10月15日（周四）下班前书面答复" in html
    assert "10月10日 第11日，调休上班" in html
    assert '<li class="due"' in html
    assert html.count('<li class="now"') == 1


def test_the_wall_calendar_puts_every_day_under_its_weekday() -> None:
    sheets = month_sheets(kit_page.a_clock().cells)

    assert [sheet.caption for sheet in sheets] == ["2026年9月", "2026年10月"]
    for sheet in sheets:
        for week in sheet.weeks:
            for place, square in enumerate(week):
                assert square.cell is None or (square.cell.on is not None and square.cell.on.weekday() == place)
    shown_days = sum(square.cell is not None for sheet in sheets for week in sheet.weeks for square in week)
    assert shown_days == len(kit_page.a_clock().cells)


def long_strip(*, days: int, today: int) -> tuple[DayCell, ...]:
    """So many calendar days from 2026-01-20, today being the one of that index."""
    first = date(2026, 1, 20)
    marks: list[Mark] = [
        "start",
        *("did" if n < today else "now" if n == today else "will" for n in range(1, days - 1)),
        "due",
    ]
    return tuple(DayCell(str(n), str(n), mark, "", on=first + timedelta(days=n)) for n, mark in enumerate(marks))


@pytest.mark.parametrize("days", [20, MOST_CELLS, 61, 90, 150])
@pytest.mark.parametrize("today", [3, 18])
def test_a_long_clock_folds_whole_months_and_loses_no_count(days: int, today: int) -> None:
    cells = long_strip(days=days, today=today)

    few = folded(cells)

    assert len(few) <= max(MOST_CELLS, 33)
    assert [cell.mark for cell in few if cell.mark in {"start", "now", "due"}] == ["start", "now", "due"]
    counted = sum(int(cell.text[1:-1]) for cell in few if cell.mark == "month")
    counted += sum(cell.mark in {"did", "will"} for cell in few)
    assert counted == sum(cell.mark in {"did", "will"} for cell in cells)


def test_past_months_fold_before_those_to_come() -> None:
    few = folded(long_strip(days=61, today=45))

    assert [cell.label for cell in few if cell.mark == "month"] == ["1月", "2月"]


def test_words_follow_the_reader() -> None:
    template = '{% say "还有 {n} 件" "{n} left" n=3 %} {{ name|words }}'

    chinese = shown(template, name=Text("答复", "Reply"))
    with translation.override("en"):
        english = shown(template, name=Text("答复", "Reply"))

    assert (chinese, english) == ("还有 3 件 答复", "3 left Reply")


def test_the_parts_themselves_speak_no_chinese_to_an_english_reader() -> None:
    with translation.override("en"):
        html = (
            shown("{% verb_keys keys %}", keys=[VerbKey("reply", "Reply", "by 15 October", False)])
            + shown("{% pager pages %}", pages=PageLinks("?page=1", "?page=3", "2 of 3"))
            + shown('{% masked "Z**" "/why" %}{% light one %}', one=Light("g", "5 working days left"))
            + shown("{% field form.words %}{% field form.photo %}{% form_fault_summary form %}", form=Plain({}))
        )

    assert re.findall(r"[\u4e00-\u9fff]+", html) == []


class Plain(forms.Form):
    """The same in English."""

    words = forms.CharField(label="What happened", widget=forms.Textarea)
    photo = forms.FileField(label="Photos", required=False)


@override_settings(DEBUG=True)
def test_the_kit_page_shows_every_part() -> None:
    html = kit_page.kit(RequestFactory().get("/kit")).content.decode()

    for piece in (
        "verbs",
        "clock",
        "cal",
        "line",
        "voices",
        "figures",
        "tabs",
        "steps",
        "table",
        "pager",
        "tell",
        "empty",
        "flow",
        "map",
    ):
        assert re.search(rf'class="[^"]*\b{piece}\b', html), piece
    assert "演示数据：安澜县是虚构的" in html


@override_settings(DEBUG=False)
def test_the_kit_page_is_not_there_in_an_office() -> None:
    with pytest.raises(Http404):
        kit_page.kit(RequestFactory().get("/kit"))
