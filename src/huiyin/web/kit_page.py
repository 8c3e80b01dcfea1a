"""Every part of the look on one page, for whoever writes pages; it answers only while DEBUG is on."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from huiyin.flow.clock_strip import strip
from huiyin.flow.clock_terms import Clock, Span, Unit
from huiyin.flow.words import VERB_NAMES
from huiyin.kit.days import SHIPPED
from huiyin.kit.text import Text
from huiyin.web.day_cells import day_cells
from huiyin.web.drawings import Bar, Edge, Node, Shape, bars_svg, flow_svg, map_svg
from huiyin.web.parts import (
    Centre,
    ClockView,
    Column,
    Empty,
    Figure,
    Light,
    LineItem,
    Link,
    MenuGroup,
    MenuItem,
    PageLinks,
    Step,
    Tab,
    Toast,
    VerbKey,
    Voice,
)

TODAY = date(2026, 10, 9)
LIGHTS = (
    Light("g", "余 5 个工作日"),
    Light("y", "今天到期"),
    Light("r", "超期 2 个工作日"),
    Light("b", "督办 · 余 2 日"),
)
SWATCHES = (
    ("ink", "墨 正文"), ("ink-2", "次墨"), ("ink-3", "淡墨 提示"), ("brand", "黛青"), ("brand-3", "黛青 图线"),
    ("line-2", "控件边"), ("green", "绿灯"), ("yellow", "黄灯"), ("red", "红灯"), ("blue", "蓝灯"),
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of every sort."""

    words = forms.CharField(
        label="照您平时说话那样写",
        help_text="什么时候、在哪里、怎么了、想要什么结果。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label="像是这一类，对吗？",
        help_text="选错没关系，受理的人会改。",
        choices=[("drain", "下水与排水"), ("road", "道路"), ("house", "房屋"), ("none", "都不像")],
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label="在哪里", help_text="写到门牌或村组，来的人才找得到。")
    town = forms.ChoiceField(label="乡镇街道", choices=[("1", "青石桥镇"), ("2", "柳溪街道")])
    reason = forms.CharField(label="延期理由", help_text="反映人会看到这句话。")
    photos = forms.FileField(label="照片", required=False, help_text="最多 6 张，说明问题就行，不拍人脸。")
    agreed = forms.BooleanField(label="同意把同院两件一起办", required=False)


def kit(request: HttpRequest) -> HttpResponse:
    """Show every part once; 404 unless DEBUG."""
    if not settings.DEBUG:
        raise Http404("没有这个页面。")
    return render(request, "pages/kit.html", sample())


def sample() -> dict[str, Any]:
    """Gather one example of every part; all names and places are invented."""
    form = SampleForm(
        {"words": "一下雨院里的下水就往上翻，老人出不了门。", "kind": "drain", "town": "1", "place": "柳树巷"}
    )
    form.add_error("place", "县里有 3 条柳树巷，请加上乡镇和门牌，如“青石桥镇柳树巷 3 号院”。")
    return {
        **frame(),
        "form": form,
        "swatches": SWATCHES,
        "lights": LIGHTS,
        "clock": a_clock(),
        "long_clock": a_long_clock(),
        "verbs": verb_samples(),
        "quiet_verbs": tuple(key for key in verb_samples() if not key.enabled),
        "items": line_samples(),
        "voices": voice_samples(),
        "figures": figure_samples(),
        "tabs": (Tab("基本信息", "#"), Tab("办理流程", "#", None, True), Tab("文书", "#", 3), Tab("谁看过", "#", 14)),
        "empty": Empty("今天没有待签收", "下一件 14:00 前后会从窗口转来。"),
        "pages": PageLinks(None, "?page=2", "第 1 页，共 5 页"),
        "columns": (Column("时限", sorted="down"), Column("事项"), Column("类型"), Column("已用时", numeric=True)),
        "steps": (Step("什么事", "was"), Step("怎么找您", "now"), Step("核对领编号")),
        "flow": a_flow(),
        "bars": some_bars(),
        "map": a_map(),
        "toast": (Toast("已转水务所，等对方签收", Link("撤回", "#")),),
    }


def frame() -> dict[str, Any]:
    """What every page is given: who is here, the menu, the centre."""
    return {
        "actor": {"name": "林承志", "post_label": "市政设施所 · 承办岗"},
        "county_name": "安澜县",
        "fictional": "演示数据：安澜县是虚构的，人名地名电话都是编的",
        "search_url": "#",
        "menu": (
            MenuGroup("", (MenuItem("工作台", "#", 12), MenuItem("受理登记", "#"))),
            MenuGroup("办事", (MenuItem("事项", "#", 38, True), MenuItem("矛盾纠纷", "#", 9))),
            MenuGroup("家底", (MenuItem("机构网格", "#"), MenuItem("空缺", "#", 20), MenuItem("事项目录", "#"))),
        ),
        "centre": Centre("安澜县综治中心", "青石桥镇文昌路 1 号", "周一至周五 8:30—12:00，14:00—17:30", "000-1234567"),
        "root_line": Link("账本根 7c1e…09af　10月9日 00:05 公布，共 218,406 条", "#"),
    }


def a_clock() -> ClockView:
    """A county's clock of fifteen working days across a holiday."""
    clock = Clock("sample.local", Text("县定时限", "Local clock"), n=15, unit=Unit.WD, basis="示例", starts=Text("受理", ""),
                  ends=Text("答复", ""), local=True)  # fmt: skip
    days = strip(clock, date(2026, 9, 18), calendar=SHIPPED)
    return ClockView(
        name="县定 15 个工作日",
        light=LIGHTS[0],
        sentence="还有 5 个工作日，10月15日（周四）下班前书面答复",
        legal_note="国家规定的最长期限另算，到 11月17日",
        cells=day_cells(days, today=TODAY),
        basis="《信访工作条例》第三十四条",
        explain_url="#",
    )


def a_long_clock() -> ClockView:
    """Sixty calendar days and a pause: past months fold."""
    clock = Clock("sample.legal", Text("法定期限", "Legal clock"), n=60, unit=Unit.CAL, basis="示例", starts=Text("受理", ""),
                  ends=Text("答复", ""), grounds=(Text("补正", ""),))  # fmt: skip
    pause = (Span(date(2026, 9, 2), date(2026, 9, 6), "补正"),)
    days = strip(clock, date(2026, 8, 10), calendar=SHIPPED, spans=pause)
    return ClockView(
        name="法定 60 日",
        light=LIGHTS[1],
        sentence="还有 5 日，10月14日（周三）前办结",
        legal_note="补正期间停算 5 日",
        cells=day_cells(days, today=TODAY),
        basis="《信访工作条例》第三十四条",
        provisional=True,
        explain_url="#",
    )


def verb_samples() -> tuple[VerbKey, ...]:
    """The ten verbs as a handler meets them while handling."""
    now = {
        "hand_over": "转出须对方签收",
        "assist": "请别的单位帮忙",
        "extend": "可延 1 次，须批",
        "reply": "10月15日前",
    }
    why = {
        "sign_for": "9月18日已签收", "accept": "已受理", "send_back": "签收满 1 日，不可退", "close": "先送达答复",
        "urge": "主办不能催自己", "supervise": "只有督查岗可以",
    }  # fmt: skip
    return tuple(
        VerbKey(
            verb.value, name.zh, now.get(verb.value) or why[verb.value], verb.value in now, verb.value == "reply", "#"
        )
        for verb, name in VERB_NAMES.items()
    )


def line_samples() -> tuple[LineItem, ...]:
    """What happened and what comes next."""
    papers = (Link("检测报告", "#"), Link("照片 3 张", "#"))
    return (
        LineItem("10月15日前", "", "书面答复，说明修了没有、还要多久", tone="next"),
        LineItem("10月8日 16:30", "市政设施所 · 承办岗", "查明巷口管底沉降 12 厘米，须换管 18 米。", papers, "now"),
        LineItem("9月28日 09:40", "青石桥镇 · 协办岗", "已清掏 3 号院化粪池，当天不再外溢。"),
        LineItem("9月18日 10:05", "综治中心 · 受理岗", "受理，告知书当面送达。", (Link("受理告知书", "#"),)),
    )


def voice_samples() -> tuple[Voice, ...]:
    """Three voices on one matter."""
    return (
        Voice("单位说", "在修", "10月8日"),
        Voice("群众说", "还没说", "答复后请评"),
        Voice("回访说", "未到时候", "办结后 7 日"),
    )


def figure_samples() -> tuple[Figure, ...]:
    """What a workbench opens with."""
    return (
        Figure("2", "已超期", Light("r", "已超期"), "#", "最久 2 个工作日"),
        Figure("5", "三日内到期", Light("y", "三日内到期"), "#", "其中今天 3 件"),
        Figure("31", "时限以内", Light("g", "时限以内"), "#", "本周到期 7 件"),
        Figure("1", "督办", Light("b", "督办"), "#", "县督查室"),
        Figure("3", "待签收", None, "#", "满 1 个工作日退回"),
    )


def a_flow() -> SafeString:
    """A small graph with a side path, a way back and joined steps."""
    names = [
        ("registered", "已登记"), ("sorting", "甄别中"), ("handling", "承办中"), ("drafted", "待审核"), ("signed", "待送达"),
        ("served", "已送达"), ("refused", "不予受理"), ("closed", "已归档"),
    ]  # fmt: skip
    tones: dict[str, Any] = {"registered": "done", "sorting": "done", "refused": "final", "closed": "final"}
    nodes = [Node(key, name, tones.get(key, "to_come")) for key, name in names]
    edges = [
        Edge("registered", "sorting", "送甄别"), Edge("sorting", "handling", "受理"), Edge("sorting", "refused", "不予受理"),
        Edge("handling", "drafted", "拟答复"), Edge("drafted", "handling", "退回改"), Edge("drafted", "signed", "签发"),
        Edge("signed", "served", "送达"), Edge("served", "closed", "归档"), Edge("served", "handling", "重办"),
        Edge("handling", "handling", "延期"), Edge("registered", "closed", "撤回"), Edge("registered", "closed", "并案"),
    ]  # fmt: skip
    return flow_svg(nodes, edges, current="handling", title="诉求的流转", key="kit-flow")


def some_bars() -> SafeString:
    """Two weeks of due dates."""
    values = (
        ("今", 5),
        ("班", 2),
        ("", 0),
        ("12", 5),
        ("", 1),
        ("", 3),
        ("15", 6),
        ("", 2),
        ("", 0),
        ("", 0),
        ("19", 4),
    )
    bars = [Bar(label, value, "now" if label == "今" else "rest" if not value else "plain") for label, value in values]
    return bars_svg(bars, title="未来两周每天到期件数", desc="今天 5 件，15 日 6 件最多", key="kit-bars")


def a_map() -> SafeString:
    """Four invented townships."""
    corners = {
        "望川镇": ((100_000_000, 30_200_000), (100_180_000, 30_230_000), (100_160_000, 30_090_000), (100_010_000, 30_080_000)),
        "北坡乡": ((100_180_000, 30_230_000), (100_350_000, 30_190_000), (100_330_000, 30_100_000), (100_160_000, 30_090_000)),
        "青石桥镇": ((100_010_000, 30_080_000), (100_160_000, 30_090_000), (100_180_000, 29_960_000), (100_060_000, 29_940_000)),
        "柳溪街道": ((100_160_000, 30_090_000), (100_330_000, 30_100_000), (100_310_000, 29_950_000), (100_180_000, 29_960_000)),
    }  # fmt: skip
    shapes = [
        Shape(name, (ring,), "#", value=str(24 + 5 * place), depth=place + 1, here=place == 2)
        for place, (name, ring) in enumerate(corners.items())
    ]
    return map_svg(shapes, title="各乡镇在办件数", desc="望川镇 24，北坡乡 29，青石桥镇 34，柳溪街道 39", key="kit-map")
