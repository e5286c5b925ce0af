"""Exact numbers: what people type, what is stored scaled, money in kopecks. Never a float."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact
from enum import StrEnum

SCALE = 10**6
TYPED_LENGTH = 40

EXACT = Context(prec=100, rounding=ROUND_HALF_UP, traps=[Inexact])
"""Arithmetic that would rather fail than round: the default context keeps 28 digits only."""
_ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)

_SPACES = re.compile(r"[\s\u2009\u202f]+")
_NUMBER = re.compile(r"[0-9]{1,20}(?:[.,][0-9]{0,20})?|[.,][0-9]{1,20}")
_ENDLESS = re.compile(r"[0-9]{21,}(?:[.,][0-9]*)?|[0-9]*[.,][0-9]{21,}")
_MORE = "…"
_MINUS = re.compile(r"[-\u2212\u2013]")


class InexactError(ValueError):
    """The number has more digits after the point than storage keeps."""


class NumberFault(StrEnum):
    """Why what was typed is not a number that can be used."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    TOO_LONG = "too_long"


def cut(typed: str) -> str:
    """What is kept of a text: the mark at the end says that there was more, so that it never reads as a number."""
    return typed if len(typed) <= TYPED_LENGTH else typed[: TYPED_LENGTH - 1] + _MORE


def read_number(typed: str) -> Decimal | NumberFault:
    """Read `12 450,5` as a person writes it: any spaces between digits, comma or point; at most 40 characters, 20
    digits on either side."""
    text = _SPACES.sub("", typed)
    if not text:
        return NumberFault.EMPTY
    if len(typed) > TYPED_LENGTH or text.endswith(_MORE) or _ENDLESS.fullmatch(text):
        return NumberFault.TOO_LONG
    if _MINUS.match(text) and _NUMBER.fullmatch(text[1:]):
        return NumberFault.NEGATIVE
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else NumberFault.NOT_A_NUMBER


def read_money(typed: str) -> int | NumberFault:
    """Read a sum in roubles, `184 320,50`, as kopecks; more than two digits after the comma are no sum."""
    number = read_number(typed)
    if isinstance(number, NumberFault):
        return number
    kopecks = EXACT.multiply(number, Decimal(100))
    return int(kopecks) if kopecks == kopecks.to_integral_value() else NumberFault.NOT_A_NUMBER


def to_scaled(number: Decimal) -> int:
    """The number times 10^6 as an integer; InexactError where digits would be lost."""
    scaled = EXACT.multiply(number, Decimal(SCALE))
    if scaled != scaled.to_integral_value():
        raise InexactError(f"{number} has more than six digits after the point")
    return int(scaled)


def from_scaled(scaled: int) -> Decimal:
    """The number that was scaled, without zeros that nobody wrote: 12450000000 → 12450."""
    whole, rest = divmod(abs(scaled), SCALE)
    fraction = f"{rest:06}".rstrip("0")
    return Decimal(f"{'-' if scaled < 0 else ''}{whole}{'.' if fraction else ''}{fraction}")


def plain(number: Decimal) -> str:
    """Digits with a point, never an exponent: the form of files and of `data-previous`."""
    return format(number, "f")


def written(number: Decimal) -> str:
    """As a person writes it, with a comma: the form of fields, and of what is said about them."""
    return plain(number).replace(".", ",")


def round_half_up(number: Decimal) -> int:
    """To the nearest whole; a half goes away from zero."""
    return int(number.quantize(Decimal(1), context=_ROUNDING))


def fraction_digits(number: Decimal) -> int:
    """How many digits after the point the number needs: 12.50 needs one."""
    digits = plain(number)
    return len(digits.partition(".")[2].rstrip("0"))


def percent_of(kopecks: int, percent: int) -> int:
    """A whole percent of a sum, in kopecks; a half goes away from zero."""
    whole = (abs(kopecks * percent) + 50) // 100
    return whole if kopecks * percent >= 0 else -whole


def money_written(kopecks: int) -> str:
    """Roubles as people read them: `18432050` → `184 320,50`, with no-break spaces."""
    roubles, rest = divmod(abs(kopecks), 100)
    grouped = f"{roubles:,}".replace(",", "\N{NO-BREAK SPACE}")
    sign = "\N{MINUS SIGN}" if kopecks < 0 else ""
    return f"{sign}{grouped},{rest:02d}"


def money_text(kopecks: int) -> str:
    """Roubles with a point and two digits, for machines."""
    sign, amount = ("-", -kopecks) if kopecks < 0 else ("", kopecks)
    return f"{sign}{amount // 100}.{amount % 100:02}"


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a number: 1 договор, 2 договора, 5 договоров."""
    tens, ones = count % 100 // 10, count % 10
    if tens != 1 and ones == 1:
        return one
    return few if tens != 1 and 2 <= ones <= 4 else many
