"""What a server loads once, before it parts into processes, so that they share it: every page's code and template."""

import gc
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver


def warm() -> None:
    """Load the pages behind the open doors and their templates. Opens no connection: those are each process's own."""
    _walk(get_resolver().url_patterns)
    place: Path = settings.WEB / "templates"
    for one in sorted(place.rglob("*.html")):
        get_template(one.relative_to(place).as_posix())
    gc.collect()
    # What is here now stays for good: a collection that went through it would write on, and so copy, shared pages.
    gc.freeze()


def _walk(patterns: Iterable[URLPattern | URLResolver]) -> None:
    for one in patterns:
        if isinstance(one, URLResolver):
            _walk(one.url_patterns)
