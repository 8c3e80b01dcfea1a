"""Sheets of the house's tables are made as the desk's are."""

from huiyin.web.desk.table_sheets import answer, table_sheet

__all__ = ["answer", "table_sheet"]
