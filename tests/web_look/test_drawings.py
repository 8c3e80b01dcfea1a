"""Drawings: every state and step is there, nothing lies on top of anything else, and words stand for the picture."""

import random
import re
from itertools import pairwise

import pytest

from huiyin.web.drawings import Bar, Edge, Node, Shape, bars_svg, flow_svg, map_svg
from huiyin.web.flow_layout import Layout, laid_out


def layout_of(edges: list[tuple[str, str, str]], names: list[str]) -> Layout:
    return laid_out(names, edges, width_of=lambda _: 90)


def test_every_forward_step_goes_down() -> None:
    layout = layout_of([("a", "b", "受理"), ("b", "c", "办结"), ("a", "c", "撤回")], ["a", "b", "c"])

    assert layout.nodes["a"].y < layout.nodes["b"].y < layout.nodes["c"].y
    assert [wire.back for wire in layout.wires] == [False, False, False]


def test_a_step_that_closes_a_circle_is_drawn_as_a_way_back() -> None:
    layout = layout_of([("a", "b", "受理"), ("b", "a", "退回")], ["a", "b"])

    assert [(wire.source, wire.target) for wire in layout.wires if wire.back] == [("b", "a")]


def test_parallel_steps_are_joined_and_steps_in_place_are_told() -> None:
    svg = flow_svg(
        [Node("a", "承办中"), Node("b", "已归档", "final")],
        [Edge("a", "b", "撤回"), Edge("a", "b", "并案"), Edge("a", "a", "延期")],
        current="a",
    )

    assert svg.count('class="edge') == 1
    assert "撤回、并案" in svg
    assert "↻ 延期" in svg
    assert '<g class="node now">' in svg


def test_a_step_to_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="a → z"):
        flow_svg([Node("a", "已登记")], [Edge("a", "z", "受理")])


@pytest.mark.parametrize("seed", range(20))
def test_no_two_things_of_a_layer_overlap_in_a_large_graph(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"s{number}" for number in range(15)]
    edges = [(*chance.choices(names, k=2), "四字以内"[: chance.randint(1, 4)]) for _ in range(40)]

    layout = layout_of([(a, b, words) for a, b, words in edges], names)

    slots = {id(slot): slot for wire in layout.wires for slot in wire.slots} | {id(s): s for s in layout.nodes.values()}
    rows: dict[float, list[tuple[float, float]]] = {}
    for slot in slots.values():
        rows.setdefault(slot.y, []).append((slot.x - slot.width / 2, slot.x + slot.width / 2))
    for row in rows.values():
        for left, right in pairwise(sorted(row)):
            assert left[1] <= right[0] + 0.5
    assert all(slot.x - slot.width / 2 >= 0 and slot.x + slot.width / 2 <= layout.width for slot in slots.values())


def test_a_graph_without_steps_is_still_drawn() -> None:
    assert "已登记" in flow_svg([Node("a", "已登记")], [])


def test_bars_begin_at_nought_and_say_their_numbers() -> None:
    svg = bars_svg([Bar("12", 6), Bar("13", 3), Bar("", 0, "rest"), Bar("14", 0)], title="到期", desc="12 日最多")

    heights = [float(height) for height in re.findall(r'<rect class="bar"[^>]* height="([\d.]+)"', svg)]
    assert heights[0] == 2 * heights[1]
    assert heights[2:] == [0]
    assert "<title" in svg
    assert "12 日最多" in svg
    assert svg.count("hatch-line") == 3


def test_no_bars_make_an_empty_chart() -> None:
    assert "<rect" not in bars_svg([], title="到期", desc="没有")


def square(x: int, y: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    return (((x, y), (x + 100_000, y), (x + 100_000, y + 100_000), (x, y + 100_000)),)


def test_a_map_puts_north_up_and_links_every_place() -> None:
    svg = map_svg(
        [
            Shape("北坡乡", square(100_000_000, 30_100_000), "/n"),
            Shape("南圩镇", square(100_000_000, 30_000_000), "/s"),
        ],
        title="乡镇",
        desc="两个",
    )

    rows = [[float(pair.split(",")[1]) for pair in points.split()] for points in re.findall(r'points="([^"]+)"', svg)]
    assert max(rows[0]) <= min(rows[1]) + 0.1
    assert re.findall(r'<a href="([^"]+)"', svg) == ["/n", "/s"]
    assert "<title>北坡乡</title>" in svg


def test_a_name_stands_inside_its_place() -> None:
    svg = map_svg([Shape("望川镇", square(100_000_000, 30_000_000), value="24")], title="乡镇", desc="一个")

    x, y = next((float(a), float(b)) for a, b in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', svg))
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r'points="([^"]+)"', svg)[0].split()]
    assert min(p[0] for p in points) < x < max(p[0] for p in points)
    assert min(p[1] for p in points) < y < max(p[1] for p in points)


def test_words_in_a_drawing_are_not_markup() -> None:
    svg = map_svg([Shape("<b>镇</b>", square(0, 0), "/x")], title="<i>", desc="&")

    assert "<b>镇" not in svg
    assert "&lt;b&gt;镇" in svg


def test_a_name_too_long_for_its_place_is_left_to_the_title() -> None:
    narrow = (((0, 0), (1_000, 0), (1_000, 900_000), (0, 900_000)),)

    svg = map_svg([Shape("柳溪街道", narrow), Shape("县", square(0, 0))], title="乡镇", desc="两个")

    assert "<title>柳溪街道</title>" in svg
    assert re.findall(r"<text[^>]*>([^<]*)</text>", svg) == ["县"]


def test_the_place_in_question_is_drawn_over_its_neighbours() -> None:
    svg = map_svg(
        [Shape("甲镇", square(0, 0), here=True), Shape("乙镇", square(100_000, 0))], title="乡镇", desc="两个"
    )

    assert svg.index("<title>乙镇") < svg.index('<g class="here"><title>甲镇')
