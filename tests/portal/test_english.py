"""English on every page: chosen without a script, remembered, and whole; what stays Chinese is data and papers."""

import re

import pytest
from django.test import Client

from huiyin.kinds import ALL
from huiyin.kinds.routes import ROUTES
from tests.office import at, carried_to
from tests.portal.conftest import TYPED, Clock, filed, opened_by, send, token_of

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[㐀-鿿]+")
# What is never translated: who says the county is fictional, the way to Chinese, papers, law citations and what people typed.
CHINESE = (
    r'<aside class="fictional".*?</aside>',
    r'<[^>]*lang="zh-Hans"[^>]*>.*?</(?:a|div)>',
    r"《[^》]*》(?:（[^）]*）)?(?:第[0-9一二三四五六七八九十第条款项、至和；]+)?",
    r"安\w+〔\d+〕\d+号",
    r'<span class="law">.*?</span>',
    r'<p class="law[^"]*">.*?</p>',
    r'<p class="note">[^<]*(?:条例|规定)[^<]*</p>',
)
NAMES = ("安澜县", "云汀市", "青石桥镇", "柳溪村", "周小满", "回音", "信访工作条例", "本地默认", "待确认")


def english(client: Client) -> Client:
    """Choose English as the link at the top does."""
    answer = client.get("/?lang=en")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    return client


def left_over(page: str, *said: str) -> list[str]:
    """Return the Chinese of a page that is neither data nor paper."""
    shown = page.split("<body", 1)[1]
    for pattern in CHINESE:
        shown = re.sub(pattern, "", shown, flags=re.S)
    shown = re.sub(
        r'value="[^"]*"|<option[^>]*>.*?</option>|<textarea.*?</textarea>|<script.*?</script>', "", shown, flags=re.S
    )
    for word in NAMES:
        shown = shown.replace(word, "")
    data = "|".join((*said, *(kind.basis for kind in ALL.values())))
    return [run for run in HAN.findall(shown) if run not in data]


def test_choice_is_remembered_and_taken_back(client: Client) -> None:
    english(client)

    assert '<html lang="en"' in client.get("/guide/").content.decode()
    client.get("/guide/?lang=zh")
    assert '<html lang="zh-Hans"' in client.get("/guide/").content.decode()
    assert '<html lang="zh-Hans"' in Client(HTTP_ACCEPT_LANGUAGE="en").get("/").content.decode()


def test_choosing_keeps_the_rest_of_the_address(client: Client) -> None:
    assert client.get("/track/?to=readings&lang=en")["Location"] == "/track/?to=readings"


@pytest.mark.parametrize(
    "url", ["/", "/file/", "/track/", "/lost/", "/verify/", "/forms/", "/guide/", "/guide/route/", "/file/receipt/"]
)  # fmt: skip
def test_open_pages_leave_no_chinese(client: Client, url: str) -> None:
    assert left_over(english(client).get(url).content.decode()) == []


@pytest.mark.parametrize("route", [one.id for one in ROUTES])
def test_every_way_of_the_law_is_said_in_english(client: Client, route: str) -> None:
    page = english(client).get(f"/guide/route/?about={route}").content.decode()

    assert left_over(page) == []


@pytest.mark.parametrize("look", ["plain", "elder"])
def test_filing_speaks_english_to_the_receipt(client: Client, look: str) -> None:
    client.cookies["look"] = look
    english(client)
    token = token_of(client.get("/file/"))
    pages = [
        client.post("/file/", {"token": token, "from": "story", "go": "pieces", "words": ""}),
        *(
            client.post("/file/", {**TYPED, "token": token, "from": "x", "go": go})
            for go in ("pieces", "where", "check")
        ),
        client.post("/file/", {**TYPED, "phone": "1380", "token": token, "from": "where", "go": "check"}),
    ]
    assert send(client, token).status_code == 302
    pages.append(client.get("/file/receipt/"))

    said = (TYPED["words"], TYPED["requests"], TYPED["place"])
    assert [left_over(page.content.decode(), *said) for page in pages] == [[]] * len(pages)


@pytest.mark.parametrize("look", ["plain", "elder"])
def test_my_matter_speaks_english_and_its_papers_say_they_are_chinese(clock: Clock, look: str) -> None:
    mine = carried_to("served")
    clock(at(1))
    browser = english(opened_by(mine.code))
    browser.cookies["look"] = look
    urls = [
        "/my/",
        "/my/?see=can",
        "/my/?see=steps",
        "/my/reply/",
        "/my/readings/",
        "/my/do/0/rate/",
        "/my/do/0/reopen/",
    ]
    pages = [browser.get(url).content.decode() for url in urls]

    said = ("家里停水三天了，打电话没人管，盼着早点修好。", "修好水管", "说明原因")
    left = {url: found for url, page in zip(urls, pages, strict=True) if (found := left_over(page, *said))}
    assert {
        url: [word for word in found if "安综" not in word and "信处" not in word] for url, found in left.items()
    } == {}
    assert "only it has legal force" in pages[3]
    assert "Agreed in part" in pages[3]


def test_receipt_on_paper_stays_chinese(client: Client) -> None:
    filed(client)
    plain = client.get("/file/receipt.pdf").content
    english(client)

    assert client.get("/file/receipt.pdf").content == plain
