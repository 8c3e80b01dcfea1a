"""English of every page of the desk: what stays Chinese is data: names, what people wrote, what laws are called."""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.ledger.keys import newest_private
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry
from huiyin.store.events import Event
from huiyin.store.matters import MatterRow
from huiyin.store.readings import Reading
from huiyin.web import languages
from tests.crawl.routes import addresses
from tests.crawl.story import Case, Story
from tests.crawl.walk import Page, staff

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[㐀-鿿][㐀-鿿〇]*")
# Said to be Chinese, or typed by somebody: the way back to Chinese, quoted papers, what stands in a box.
QUOTED = re.compile(
    r'<(\w+)\b[^>]*\blang="zh[^"]*"[^>]*>.*?</\1>|<(textarea|script|datalist)\b.*?</\2>|<aside class="fictional".*?</aside>'
    r"|<[^>]*>",
    re.DOTALL,
)
# What an element says beside its text.
ATTRIBUTES = re.compile(r'\s(?:aria-label|placeholder|title|label|alt|data-name|data-keeps|data-keeps-not)="([^"]*)"')
# What a regulation is called, with its article: there is no English name in law.
LAW = re.compile(
    r"《[^》]*》|[㐀-鿿、和]*(?:条例|办法|规定|规则|意见|规范|指南|通知|法|标准|解释)[）]?\s*第[0-9一二三四五六七八九十百]+条"
    r"(?:第[0-9一二三四五六七八九十]+[款项])*(?:[、和至]第?[0-9一二三四五六七八九十]+[条款项])*"
)
# Each page by a post that has something there.
READERS: dict[str, tuple[str, ...]] = {
    "centre.sort": ("desk:", "account:", "figures:"),
    "water.handle": ("desk:home", "desk:step", "desk:share", "desk:matters", "desk:charges"),
    "centre.intake": ("desk:home", "desk:intake", "desk:calls", "desk:lost", "desk:form"),
    "office.admin": ("house:",),
    "office.security": ("security:", "emergency:", "desk:home"),
    "office.audit": ("house:audit", "house:retention", "desk:questions", "desk:numbers"),
}
NAMES = ("回音", "中文")
# The description of the interface says each thing in both languages at once.
SAID_IN_BOTH = frozenset({"api"})
# The page for those who write pages, and the words of a paper, which the law has in Chinese.
SAID_IN_ONE = frozenset({"kit.html", "paper_words.html"})
SENTENCE = re.compile(r'\{% say "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"')
TAG = re.compile(r'\{%(?:[^"%]|"[^"]*"|%(?!\}))*%\}|\{#.*?#\}|\{\{.*?\}\}', re.DOTALL)


@cache
def sources() -> str:
    """What the declarations cite."""
    clocks = [f"{one.basis} {one.basis_text}" for one in CLOCKS.values()]
    kinds: list[str] = []
    for kind in ALL.values():
        kinds.append(kind.basis)
        kinds += [step.basis for step in kind.steps]
        kinds += [field.basis for step in kind.steps for field in step.fields]
        kinds += [choice.basis for step in kind.steps for field in step.fields for choice in field.choices]
    return "\n".join([*clocks, *map(str, kinds)])


def said(story: Story) -> str:
    """Every name and word of the story's data."""
    rows = [*Entry.objects.values_list("values", flat=True), *MatterRow.objects.values_list("values", flat=True)]
    divisions = dict(Division.objects.values_list("code", "name"))
    names = [divisions.get(f"{code[:9]}000", "") + name for code, name in divisions.items()]
    written = [*Event.objects.values_list("words", flat=True), *Reading.objects.values_list("reason", flat=True)]
    return "\n".join(
        [json.dumps([*rows, *written], ensure_ascii=False), *names, *NAMES, *story.marks(), *spoken(story)]
    )


def spoken(story: Story) -> list[str]:
    """What stands sealed in the story's matters, which a step's page may open."""
    return [json.dumps(newest_private(case.id), ensure_ascii=False, default=str) for case in story.cases.values()]


def left_over(page: Page, data: str) -> list[str]:
    """Return the Chinese of a page that is nobody's data."""
    body = page.text.split("<body", 1)[-1]
    told = "\n".join(ATTRIBUTES.findall(re.sub(r"<(textarea|script|datalist)\b.*?</\1>", "", body, flags=re.DOTALL)))
    shown = LAW.sub("", unescape(QUOTED.sub("\n", body) + told))
    return [run for run in HAN.findall(shown) if run not in data]


@pytest.mark.parametrize("post", READERS)
def test_no_page_of_the_desk_speaks_chinese_to_an_english_reader(story: Story, secret: Case, post: str) -> None:
    browser = staff(post)
    browser.client.cookies["lang"] = "en"
    data = said(story) + sources()
    urls = [url for _, url in addresses(story, spaces=READERS[post])]

    pages = [browser.get(url) for url in urls]

    found = {run: page.url for page in pages if page.is_html for run in left_over(page, data)}
    assert found == {}
    assert sum('<html lang="en"' in page.text for page in pages if page.is_html) >= 3


def test_the_language_is_chosen_by_a_link_and_remembered(story: Story) -> None:
    browser = staff("centre.sort")

    chosen = browser.client.get("/desk/matters/?state=accepted&lang=en")
    english, back = browser.get("/desk/").text, browser.client.get("/desk/?lang=zh")

    assert chosen["Location"] == "/desk/matters/?state=accepted"
    assert '<html lang="en"' in english
    assert "Workbench" in english
    assert back.cookies["lang"].value == "zh"
    assert '<html lang="zh-Hans"' in browser.get("/desk/").text


def test_every_sentence_of_a_template_has_both_languages() -> None:
    templates = Path(languages.__file__).parent / "templates"
    missing = []
    for path in sorted(templates.rglob("*.html")):
        if path.parent.name in SAID_IN_BOTH or path.name in SAID_IN_ONE:
            continue
        text = path.read_text(encoding="utf-8")
        for zh, en in SENTENCE.findall(text):
            half = bool(zh.strip()) and not en.strip()
            if half or (HAN.search(LAW.sub("", en)) and en not in NAMES):
                missing.append(f"{path.name}: {zh} | {en}")
        missing += [f"{path.name}: {run}" for run in HAN.findall(TAG.sub("", text))]

    assert missing == []
