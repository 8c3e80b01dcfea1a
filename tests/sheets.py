"""Sheets taken out at the desk: asked for with a reason, and read without the line that marks them."""

from io import BytesIO
from typing import Any

from django.test import Client
from python_calamine import CalamineWorkbook

REASON = {"why": "check", "words": "核对台账"}


def taken(client: Client, url: str) -> list[list[Any]]:
    """Take a sheet out with a reason and return its rows, the head first."""
    answer = client.post(url, REASON)
    assert answer.status_code == 200, answer.status_code
    rows = every_row(answer.content)
    assert "核对台账" in str(rows[0][0])
    return rows[1:]


def every_row(content: bytes) -> list[list[Any]]:
    """Return the rows of a sheet, its mark first."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
