"""Sums in words, as invoices and payment orders want them."""

from collections.abc import Iterator
from typing import Final

from src.domain.quantities import plural

_HUNDREDS: Final = (
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
)  # fmt: skip
_TENS: Final = (
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
)  # fmt: skip
_SMALL: Final = (
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
)  # fmt: skip
_FEMININE: Final = {1: "одна", 2: "две"}
_ROUBLES: Final = ("рубль", "рубля", "рублей")
_KOPECKS: Final = ("копейка", "копейки", "копеек")
_GROUPS: Final = (
    ("квадриллион", "квадриллиона", "квадриллионов"),
    ("триллион", "триллиона", "триллионов"),
    ("миллиард", "миллиарда", "миллиардов"),
    ("миллион", "миллиона", "миллионов"),
    ("тысяча", "тысячи", "тысяч"),
    ("", "", ""),
)
"""Of three digits each, the highest first; more than the base can hold."""
_THOUSANDS: Final = 4


def in_words(kopecks: int) -> str:
    """«Сто двадцать три рубля 05 копеек»; never of a sum below zero."""
    if not 0 <= kopecks < 10 ** (3 * len(_GROUPS) + 2):
        raise ValueError("no document asks for such a sum")
    roubles, rest = divmod(kopecks, 100)
    words = " ".join(_number(roubles)) or "ноль"
    told = f"{words} {plural(roubles, *_ROUBLES)} {rest:02} {plural(rest, *_KOPECKS)}"
    return told[0].upper() + told[1:]


def _number(number: int) -> Iterator[str]:
    for place, forms in enumerate(_GROUPS):
        group = number // 1000 ** (len(_GROUPS) - 1 - place) % 1000
        if group:
            yield from _group(group, feminine=place == _THOUSANDS)
            yield from filter(None, (plural(group, *forms),))


def _group(group: int, *, feminine: bool) -> Iterator[str]:
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10) if below >= len(_SMALL) else (0, below)
    last = _FEMININE.get(ones, _SMALL[ones]) if feminine else _SMALL[ones]
    yield from filter(None, (_HUNDREDS[hundreds], _TENS[tens], last))
