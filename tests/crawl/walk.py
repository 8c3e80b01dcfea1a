"""A browser that notices: what a page said, what it cost, and whose data was opened to say it."""

import re
import shutil
import subprocess
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit
from uuid import UUID
from zipfile import ZipFile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Max
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from python_calamine import CalamineWorkbook

from huiyin.flow.actor import Actor
from huiyin.queries.acting import actor_of
from huiyin.store.readings import Reading
from huiyin.web.headers import POLICY
from tests.crawl.story import NOW, Case
from tests.sheets import REASON

MOST_QUERIES = 30
NUMBER = re.compile(r"\b[A-Z]{2}\d{2}-\d{4}-\d{4}-\d\b")
# What differs each time a page is written: tokens against forged and doubled forms.
_TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|token)" value=")[^"]*')
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
_ASSETS = re.compile(r"<(?:script|img|iframe|link|source)\b[^>]*?\b(?:src|href)=\"([^\"]*)\"")
_HREFS = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


@dataclass(frozen=True)
class Reads:
    """One reading that a page wrote down."""

    matter: UUID
    field: str
    way: str
    reason: str


@dataclass(frozen=True)
class Page:
    """An answer: its words (of a sheet its cells, of a paper its text), the queries it took, the readings it wrote."""

    url: str
    status: int
    media: str
    text: str
    target: str
    queries: int
    reads: frozenset[Reads]
    policy: str = ""

    @property
    def is_html(self) -> bool:
        return self.media.startswith("text/html")

    @property
    def plain(self) -> str:
        """The page without what differs each time."""
        return _TOKENS.sub(r"\1", self.text)

    def links(self) -> Iterator[str]:
        """Return the addresses of this site that the page leads to."""
        for href in _HREFS.findall(self.text):
            url = urljoin(self.url, href.replace("&amp;", "&"))
            if url.startswith("/") and not url.startswith("//"):
                yield url.split("#")[0]


class Queries:
    """What a page asks of the database, counted as it is asked.

    Django's own log holds no more than 9,000: from there on every page of a long crawl would cost nothing.
    """

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += "SAVEPOINT" not in sql
        return execute(sql, params, many, context)


class Browser:
    """A browser of one person: a post's holder, a resident with a code, or nobody."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.client = Client()

    def actor(self) -> Actor:
        """Return who acts when this browser asks the desk."""
        return actor_of(self.who, NOW)

    def get(self, url: str, **headers: str) -> Page:
        """Open an address; nothing that happens on the way is kept."""
        with never_kept():
            return self._page(url, lambda: self.client.get(url, headers=headers))

    def post(self, url: str, data: dict[str, Any] | None = None) -> Page:
        """Send a form; nothing that happens on the way is kept."""
        with never_kept():
            return self.kept_post(url, data)

    def kept_post(self, url: str, data: dict[str, Any] | None = None) -> Page:
        """Send a form, and let it stand."""
        return self._page(url, lambda: self.client.post(url, data or {}))

    def kept_get(self, url: str) -> Page:
        """Open an address, and let its reading stand."""
        return self._page(url, lambda: self.client.get(url))

    def _page(self, url: str, ask: Any) -> Page:
        before = Reading.objects.aggregate(last=Max("id"))["last"] or 0
        with connection.execute_wrapper(spent := Queries()):
            answer: HttpResponse = ask()
        media = answer.headers.get("Content-Type", "")
        return Page(
            url=url,
            status=answer.status_code,
            media=media,
            text=_words(answer, media),
            target=answer.headers.get("Location", ""),
            queries=spent.count,
            reads=frozenset(_reads(before)),
            policy=answer.headers.get("Content-Security-Policy", ""),
        )


def staff(post: str) -> Browser:
    """Return the signed-in browser of a post's holder."""
    browser = Browser(post)
    account, _ = get_user_model().objects.get_or_create(username=post, person=post)
    browser.client.force_login(account)
    # The first page of a sign-in writes the sign-in down; the pages after it are like every other.
    browser.kept_get("/desk/account/")
    return browser


def seen(browser: Browser, url: str) -> str:
    """Return what a page says, or a sheet after its mark, whose number differs each time."""
    if ".xlsx" not in url:
        return browser.get(url).plain
    sheet = browser.post(url, REASON)
    assert sheet.status == 200
    return sheet.text.partition("\n")[2]


def resident(case: Case) -> Browser:
    """Return the browser of the person who filed, opened by the code of the receipt."""
    browser = Browser("")
    assert browser.kept_post("/track/", {"code": case.filed.code}).status == 302
    return browser


@contextmanager
def never_kept() -> Iterator[None]:
    """Undo whatever is done while it lasts."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _reads(before: int) -> Iterator[Reads]:
    for row in Reading.objects.filter(id__gt=before):
        for name in row.fields.split(","):
            yield Reads(row.matter, name, row.way, row.reason)


def _words(answer: HttpResponse, media: str) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    if media.startswith("text/") or "json" in media:
        return content.decode()
    if "spreadsheetml" in media:
        return "\n".join("\t".join(map(str, row)) for row in sheet_rows(content))
    if "wordprocessingml" in media:
        return re.sub(r"<[^>]+>", "", ZipFile(BytesIO(content)).read("word/document.xml").decode())
    # Where no reader of PDF is installed the same words are still read in the paper's Word twin.
    if media == "application/pdf" and shutil.which("pdftotext"):
        return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return ""


def sheet_rows(content: bytes) -> list[list[Any]]:
    """Return the rows of every sheet of a workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]


def route_of(url: str) -> str:
    """Return the name of the address a url leads to, blank for none."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


@dataclass(frozen=True)
class Reader:
    """Whose eyes a page is read with: the numbers that may be known, and every private word of the story."""

    known: frozenset[str]
    marks: dict[str, set[tuple[UUID, str]]]

    def faults(self, pages: Iterable[Page]) -> list[str]:
        """Say everything that is wrong with some pages."""
        return [f"{page.url} {fault}" for page in pages for fault in self._faults(page)]

    def _faults(self, page: Page) -> Iterator[str]:
        if page.status >= 500 and page.status != 503:
            yield f"answers {page.status}"
        if page.queries > MOST_QUERIES:
            yield f"takes {page.queries} queries"
        if page.is_html and page.text:
            yield from _html_faults(page.text)
        if page.is_html and page.policy != POLICY:
            yield "does not carry the policy"
        yield from (f"names {number}" for number in sorted(set(NUMBER.findall(page.text)) - self.known))
        read = {(one.matter, one.field) for one in page.reads}
        yield from (f"says {word}" for word, held in self.marks.items() if word in page.text and not held & read)


def _html_faults(text: str) -> Iterator[str]:
    if settings.FICTIONAL not in text:
        yield "does not say that the county is fictional"
    for inline in _INLINE.findall(text):
        yield f"has {inline} inline"
    for asset in _ASSETS.findall(text):
        if not asset.startswith("/") or asset.startswith("//"):
            yield f"asks for {asset}"


def walked(browser: Browser, *, starts: Iterable[str], at_most: int = 60) -> Iterator[Page]:
    """Open addresses and what their pages lead to, two of each shape of address, breadth first."""
    waiting, met, opened = deque(starts), set[str](), Counter[tuple[str, str]]()
    while waiting and len(met) < at_most:
        url = waiting.popleft()
        if url in met or opened[shape(url)] >= 2:
            continue
        met.add(url)
        opened[shape(url)] += 1
        page = browser.get(url)
        yield page
        if page.is_html:
            waiting.extend(page.links())


def shape(url: str) -> tuple[str, str]:
    """Two addresses of one shape show the same page of different things."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    step = parts.path.rstrip("/").rsplit("/", 1)[-1] if "/do/" in parts.path else ""
    return route_of(url) + step, " ".join(sorted({*asked, asked.get("tab", ""), asked.get("whose", "")}))
