"""Texts that stay texts: what begins like a formula is never one; numbers of which nothing is lost."""

import re
from decimal import Decimal
from typing import Any

EXACT_DIGITS = 15
"""What a number of a workbook holds without loss; a longer one is written as text."""
LONGEST = 32_000
"""A cell holds 32,767 characters."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_of(value: str) -> str:
    """The text without what no workbook may hold."""
    return (value if value.isprintable() else _UNPRINTABLE.sub("", value))[:LONGEST]


def put_text(cell: Any, value: str) -> Any:
    """Write a text into a cell of openpyxl: its type is told, else a leading `=` would make it a formula.

    As `str` it takes one element of XML instead of two, which a third of reading it back depends on; only as the other
    kind it keeps blanks at its ends.
    """
    text = text_of(value)
    if not text:  # an empty cell is of no kind: one that says it is a text and holds none is asking for trouble
        cell.value = None
        cell.data_type = "n"
        return cell
    cell.value = text
    cell.data_type = "str" if text == text.strip() else "s"
    return cell


def put_number(cell: Any, text: str, *, signed: bool = False) -> Any:
    """Write digits with a point as a number where nothing of it is lost, else as the text that it is."""
    digits = (text.removeprefix("-") if signed else text).replace(".", "", 1)
    if digits.isascii() and digits.isdecimal() and len(digits.lstrip("0")) <= EXACT_DIGITS:
        cell.value = Decimal(text)
        return cell
    return put_text(cell, text)
