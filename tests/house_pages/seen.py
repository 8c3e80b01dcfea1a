"""What a page says: its words without markup, so that tests assert on what a person reads."""

import re
from html import unescape

from django.http import HttpResponse


def words_of(answer: HttpResponse) -> str:
    """Return the words of a page's main part, white space joined."""
    html = answer.content.decode()
    main = html[html.index("<main") :] if "<main" in html else html
    parted = re.sub(r"</?(?:t[drh]|d[dt]|li|p|h\d|small|summary|div|option|label)\b[^>]*>", " ", main)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", parted)))


def links_of(answer: HttpResponse) -> set[str]:
    """Return every address a page leads to."""
    return {unescape(url) for url in re.findall(r'href="([^"]+)"', answer.content.decode())}
