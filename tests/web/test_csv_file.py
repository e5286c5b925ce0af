"""Files that spreadsheets open."""

from decimal import Decimal

import pytest

from src.web.csv_file import cell_text, csv_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495", "'+7 495"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=cmd", "' \t=cmd"),
        ("\0=cmd", "'\0=cmd"),
        ("\tЦех", "'\tЦех"),
        ("Цех = 1", "Цех = 1"),
        (Decimal("12450.5"), "12450,5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-2.5"), "-2,5"),
        (1234567, "1234567"),
        (None, ""),
    ],
)
def test_cells(cell, text):
    assert cell_text(cell) == text


def test_signs_of_the_format_are_quoted():
    assert csv_text([('Цех; "А"', "две\nстроки", 1)]) == '"Цех; ""А""";"две\nстроки";1\r\n'
