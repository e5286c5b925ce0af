"""Values of the exchange files: text to value and back, exactly; what a value means is judged elsewhere."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from src.domain.exchange import Reason
from src.domain.periods import Period

TEXT_LENGTH = 500
LONG_LENGTH = 4000
"""Of what people write to each other."""
CODE_LENGTH = 40
FILE_NAME_LENGTH = 120
FILE_NAME_BYTES = 255

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_MONEY = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_FILE_NAME = re.compile(r"[\w(№][\w ()+,№-]*(?:\.[\w ()+,№-]+)*")
"""Points stand between other signs alone: no name is hidden, none leads upwards."""

Reader = Callable[[str], Any]


class Unreadable(ValueError):
    """The text has not the form of its column."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def code(text: str) -> str:
    if len(text) > CODE_LENGTH:
        raise Unreadable(Reason.LONG_CODE)
    if not text.isprintable() or text[0] == " " or text[-1] == " ":
        raise Unreadable(Reason.BAD_CODE)
    return text


def text(typed: str) -> str:
    """As it came, line breaks included: the portal shows it escaped, so nothing needs to be taken out."""
    if len(typed) > TEXT_LENGTH:
        raise Unreadable(Reason.LONG_TEXT)
    return long_text(typed)


def long_text(typed: str) -> str:
    if len(typed) > LONG_LENGTH:
        raise Unreadable(Reason.LONGER_TEXT)
    if not typed.isprintable() and _CONTROL.search(typed):
        raise Unreadable(Reason.BAD_TEXT)
    return typed


def file_name(typed: str) -> str:
    """Of a file that lies right in the delivery's folder `files/`."""
    if not is_file_name(typed):
        raise Unreadable(Reason.BAD_FILE_NAME)
    return typed


def is_file_name(name: str) -> bool:
    short = len(name) <= FILE_NAME_LENGTH and len(name.encode(errors="replace")) <= FILE_NAME_BYTES
    return short and not name.endswith(" ") and _FILE_NAME.fullmatch(name) is not None


@lru_cache(4096)
def day(typed: str) -> date:
    try:
        return date.fromisoformat(typed if _DATE.fullmatch(typed) else "")
    except ValueError:
        raise Unreadable(Reason.BAD_DATE) from None


@lru_cache(4096)
def instant(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed if _INSTANT.fullmatch(typed) else "")
    except ValueError:
        raise Unreadable(Reason.BAD_INSTANT) from None


@lru_cache(4096)
def period(typed: str) -> Period:
    try:
        return Period.parse(typed)
    except ValueError:
        raise Unreadable(Reason.BAD_PERIOD) from None


def number(typed: str) -> Decimal:
    """Not negative, exact to six places."""
    if not _NUMBER.fullmatch(typed):
        raise Unreadable(Reason.BAD_NUMBER)
    return Decimal(typed)


def money(typed: str) -> int:
    """Roubles with a point to kopecks; a correcting invoice may be negative."""
    if not (match := _MONEY.fullmatch(typed)):
        raise Unreadable(Reason.BAD_MONEY)
    kopecks = int(match[2]) * 100 + int((match[3] or "").ljust(2, "0"))
    return -kopecks if match[1] else kopecks


def whole(typed: str) -> int:
    if not _WHOLE.fullmatch(typed):
        raise Unreadable(Reason.BAD_WHOLE)
    return int(typed)


def flag(typed: str) -> bool:
    if typed not in {"0", "1"}:
        raise Unreadable(Reason.BAD_FLAG)
    return typed == "1"


def one_of(*words: str) -> Reader:
    known = {word: word for word in words}

    def choose(typed: str) -> str:
        if (word := known.get(typed)) is None:
            raise Unreadable(Reason.UNKNOWN_WORD)
        return word

    return choose


def sign(typed: str) -> int:
    if typed not in {"1", "-1"}:
        raise Unreadable(Reason.UNKNOWN_WORD)
    return int(typed)


def as_text(value: object) -> str:
    """The one form in which a value leaves: None is empty, flags 0 and 1, numbers without exponent."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    return "" if value is None else str(value)
