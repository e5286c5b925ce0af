"""Texts that stay texts: what begins like a formula is never one."""

import re
from typing import Any

LONGEST = 32_000
"""A cell holds 32,767 characters."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_of(value: str) -> str:
    """The text without what no workbook may hold."""
    return _UNPRINTABLE.sub("", value)[:LONGEST]


def put_text(cell: Any, value: str) -> Any:
    """Write a text into a cell of openpyxl: its type is told, else a leading `=` would make it a formula."""
    cell.value = text_of(value)
    cell.data_type = "s"
    return cell
