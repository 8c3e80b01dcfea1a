"""A file's name as it may be kept: no path, no hidden signs, not too long, with the ending its content calls for."""

import re
import unicodedata

LONGEST_NAME = 60
# Control signs, invisible direction marks, and what one system or another reads as part of a path.
_UNWANTED = re.compile('[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:"|?*]')


def clean_name(name: str, ending: str) -> str:
    """Return the name without path and hidden signs, at most 60 characters, ending as the content is.

    Without an ending given, the name keeps its own.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = " ".join(_UNWANTED.sub("", last).split())
    stem = (re.sub(r"(\.[A-Za-z0-9]{1,5})+$", "", kept) if ending else kept).strip(". ") or "file"
    return stem[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
