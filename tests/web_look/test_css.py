"""The style sheets: nothing that Chromium 86 cannot do, no raw colour outside the tokens, contrasts that can be read."""

import re
from pathlib import Path

import pytest

from tests.web_look.css import CSS, contrast, rules, source, tokens

SHEETS = sorted(CSS.glob("*.css"))
# What came after Chromium 86 and breaks a page there; the number is the release that brought it.
TOO_NEW_SELECTORS = {
    r":has\(": 105, r":is\(": 88, r":where\(": 88, r":not\([^)]*,": 88, r"::part\(.*,": 999, r":user-(in)?valid": 119,
    r":modal": 105, r":popover-open": 114, r"^&|[\s,]&": 112, r"::target-text": 89, r"::details-content": 131, r":open\b": 133,
}  # fmt: skip
TOO_NEW_RULES = {
    "@container": 105,
    "@layer": 99,
    "@scope": 118,
    "@starting-style": 117,
    "@position-try": 125,
    "@view-transition": 126,
}
TOO_NEW_PROPERTIES = {
    "aspect-ratio": 88, "inset": 87, "translate": 104, "rotate": 104, "scale": 104, "container": 105, "container-type": 105,
    "margin-inline": 87, "margin-block": 87, "padding-inline": 87, "padding-block": 87, "border-inline": 87, "border-block": 87,
    "inset-inline": 87, "inset-block": 87, "content-visibility-auto": 999, "offset-path": 999, "text-box": 133, "field-sizing": 123,
    "interpolate-size": 129, "anchor-name": 125, "mask": 120, "mask-image": 120, "backdrop-root": 999,
}  # fmt: skip
TOO_NEW_VALUES = {
    r"color-mix\(": 111, r"oklch\(|oklab\(|\blch\(|\blab\(": 111, r"light-dark\(": 123, r"\d(d|s|l)v[hw]\b": 108, r"\bsubgrid\b": 117,
    r"\d(cqw|cqh|cqi)\b": 105, r"\bround\(|\bmod\(|\brem\(": 125, r"\bsin\(|\bcos\(": 111, r"^(overflow.*)?\bclip$": 90, r"\brevert-layer\b": 99,
    r"rgb\([^,)]*\s[^,)]*/": 65, r"\bfit-content\(": 999,
}  # fmt: skip
# Newer niceties that change nothing where they are unknown.
ONLY_IMPROVE = {
    "text-wrap",
    "text-autospace",
    "text-spacing-trim",
    "accent-color",
    "scrollbar-width",
    "text-underline-offset",
}
RAW_COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|(?<![\w-])(white|black|red|green|blue|gr[ae]y|silver|orange|yellow)(?![\w-])"
)


def faults_of(text: str) -> list[str]:
    """Everything in a style sheet that Chromium 86 cannot do."""
    found = []
    for rule in rules(text):
        found += [rule.selector for word in TOO_NEW_RULES if rule.selector.startswith(word)]
        found += [rule.selector for pattern in TOO_NEW_SELECTORS if re.search(pattern, rule.selector)]
        found += [f"nested: {rule.selector}" for head in rule.outer if not head.startswith("@")]
        found += [name for name, _ in rule.declarations if name in TOO_NEW_PROPERTIES]
        found += [value for _, value in rule.declarations for pattern in TOO_NEW_VALUES if re.search(pattern, value)]
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_holds_nothing_newer_than_chromium_86(sheet: Path) -> None:
    assert faults_of(source(sheet)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a:has(b) { color: var(--ink); }",
        ".a { .b { top: 0; } }",
        "@container (min-width: 1px) { a { top: 0; } }",
        "a:is(.b, .c) { top: 0; }",
        "a { inset: 0; }",
        "a { height: 100dvh; }",
        "a { color: color-mix(in srgb, red, blue); }",
        "@media print { a { aspect-ratio: 1; } }",
    ],
)
def test_the_check_finds_what_is_too_new(text: str) -> None:
    assert faults_of(text) != []


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=lambda sheet: sheet.name
)
def test_only_the_tokens_name_colours(sheet: Path) -> None:
    raw = [
        f"{name}: {value}"
        for rule in rules(source(sheet))
        for name, value in rule.declarations
        if RAW_COLOUR.search(value)
    ]

    assert raw == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_token_used_is_declared(sheet: Path) -> None:
    declared = {
        name for path in SHEETS for rule in rules(source(path)) for name, _ in rule.declarations if name[:2] == "--"
    }

    used = set(re.findall(r"var\((--[a-z0-9-]+)", source(sheet)))

    assert used - declared == set()


def test_no_sheet_asks_the_network_or_carries_a_font() -> None:
    assert [sheet.name for sheet in SHEETS if re.search(r"url\(|@import|@font-face", source(sheet))] == []


# Letter on ground: at least 4.5 to 1 for text, 3 to 1 for the border of a control (WCAG 2.2 AA, 1.4.3 and 1.4.11).
TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "ground"), ("ink", "sunken"), ("ink", "tint"), ("ink", "tint-2"), ("ink-2", "paper"),
    ("ink-2", "ground"), ("ink-2", "sunken"), ("ink-2", "tint"), ("ink-2", "tint-2"), ("ink-3", "paper"), ("ink-3", "ground"),
    ("ink-3", "tint-2"), ("brand", "paper"), ("brand", "ground"), ("brand", "tint"), ("brand", "tint-2"), ("on", "brand"),
    ("on", "brand-2"), ("green", "paper"), ("green", "tint"), ("green", "tint-2"), ("green-on", "green"), ("yellow-x", "paper"),
    ("yellow-x", "tint"), ("yellow-x", "tint-2"), ("yellow-x", "yellow-t"), ("yellow-on", "yellow"), ("red", "paper"),
    ("red", "red-t"), ("red", "tint"), ("red-on", "red"), ("blue", "paper"), ("blue", "tint"), ("blue-on", "blue"), ("ink", "yellow-t"),
    ("ink", "red-t"), ("ink", "echo"), ("ink", "ring-1"), ("night-on", "night"), ("paper", "ink"),
]  # fmt: skip
LINE_PAIRS = [("line-2", "paper"), ("line-2", "ground"), ("brand-3", "paper"), ("brand", "paper")]
LOOKS = ["", '[data-look="hall"]', '[data-look="elder"]']


def look(selector: str) -> dict[str, str]:
    """Every token as it stands under a look."""
    return tokens(":root") | (tokens(selector) if selector else {})


@pytest.mark.parametrize("selector", LOOKS)
def test_letters_can_be_read_on_their_ground(selector: str) -> None:
    values = look(selector)

    weak = {
        pair: round(ratio, 2)
        for pair in TEXT_PAIRS
        if (ratio := contrast(values[f"--{pair[0]}"], values[f"--{pair[1]}"])) < 4.5
    }

    assert weak == {}


@pytest.mark.parametrize("selector", LOOKS)
def test_borders_of_controls_can_be_seen(selector: str) -> None:
    values = look(selector)

    weak = [pair for pair in LINE_PAIRS if contrast(values[f"--{pair[0]}"], values[f"--{pair[1]}"]) < 3]

    assert weak == []


def test_contrast_agrees_with_known_pairs() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_nothing_on_paper_depends_on_a_tint() -> None:
    printed = tokens(":root", inside="print")

    assert {printed[f"--{name}"] for name in ("ground", "paper", "sunken", "tint", "tint-2")} == {"#ffffff"}
    assert {printed[f"--{name}"] for name in ("ink", "green", "red", "blue", "yellow-x")} == {"#000000"}


def test_the_smallest_text_is_twelve_pixels() -> None:
    small = [
        (sheet.name, rule.selector, value)
        for sheet in SHEETS
        for rule in rules(source(sheet))
        for name, value in rule.declarations
        if name == "font-size"
        and (found := re.fullmatch(r"([\d.]+)(rem|px)", value))
        and in_pixels(*found.groups()) < 12
    ]

    # The marks 班 and 休 in the corner of a day repeat what its title and the key say.
    assert {value for _, _, value in small} <= {"10px", "11px", "9px"}
    assert all(re.search(r"swap|rest|\.key i|\.preview", selector) for _, selector, _ in small)


def in_pixels(number: str, unit: str) -> float:
    return float(number) * (16 if unit == "rem" else 1)
