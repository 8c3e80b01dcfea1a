"""What the tests of the figures' pages share: their address, and reading them as a reader does."""

import re

from django.test import Client

PAGE = "/desk/figures/on-time/"


def seen(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html: str) -> str:
    """What a reader reads, without marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def links(html: str, which: str) -> list[str]:
    found = re.findall(r'href="(/desk/figures/on-time/matters/[^"]*)"', html)
    return [url.replace("&amp;", "&") for url in found if which in url]
