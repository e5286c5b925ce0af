"""Cases of refused passwords."""

import pytest

from src.domain.passwords import Weakness, weakness

COMMON = {"password", "qwertyuiop", "пароль", "йцукенгшщз", "елка", "12345678"}
KNOWN = ("anna.petrova@romashka.ru", "Петрова", "ООО «Ромашка»", "7736520080")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", Weakness.TOO_SHORT),
        ("короток", Weakness.TOO_SHORT),
        ("a" * 129, Weakness.TOO_LONG),
        ("Password", Weakness.COMMON),
        ("Password2026!", Weakness.COMMON),
        ("12345678", Weakness.COMMON),
        ("Пароль123", Weakness.COMMON),
        ("gfhjkm2026", Weakness.COMMON),
        ("qwertyuiop", Weakness.COMMON),
        ("йцукенгшщз", Weakness.COMMON),
        ("Ёлка2026!", Weakness.COMMON),
        ("abababab", Weakness.COMMON),
        ("7736520080", Weakness.RELATED),
        ("romashka1", Weakness.RELATED),
        ("Ромашка-2026", Weakness.RELATED),
        ("hjvfirf-2026", Weakness.RELATED),
        ("AnnaPetrova1", Weakness.RELATED),
        ("anna-petrova-romashka", Weakness.RELATED),
        ("tea from romashka at noon", None),
        ("восемь зелёных слонов", None),
        ("x7Kp2mQz", None),
        ("a1b2c3d4" * 16, None),
    ],
)
def test_weakness(password, reason):
    assert weakness(password, COMMON, KNOWN) is reason
