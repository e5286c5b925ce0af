"""Russian text made comparable: the same folded form is stored, searched and sorted on every engine."""

import re
import unicodedata

SEARCH_LENGTH = 100
SORT_LENGTH = 1200
SORT_BYTES = 2400
"""PostgreSQL's indexes take no longer keys; Russian text of SORT_LENGTH characters just fits."""

_DIGITS = re.compile(r"[0-9]{1,99}")
_QUOTES = str.maketrans("", "", "«»„“”‘’'\"")


def collapse(text: str, limit: int | None = None) -> str:
    """Spaces of every kind and line ends become one space, none at the ends; cut to `limit` characters."""
    return " ".join(text.split())[:limit]


def written(typed: str) -> str:
    """What a person writes in lines: one sign ends a line, nothing unseen is among the letters, no blanks around."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    seen = (sign for sign in unicodedata.normalize("NFC", lines) if sign in "\n\t" or _is_seen(sign))
    return "".join(seen).strip()


def _is_seen(sign: str) -> bool:
    """Joiners of emoji and soft hyphens are kept: they are how people write."""
    return unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Cn"} and sign not in _TURNING


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They show letters in another order than they have."""


def fold(text: str) -> str:
    """Case, ё/е, decomposed letters and spaces no longer matter."""
    return collapse(unicodedata.normalize("NFC", text).casefold().replace("ё", "е"))


def search_words(typed: str) -> tuple[str, ...]:
    """The folded words that must all be found; at most a hundred characters of what was typed count."""
    return tuple(fold(typed[:SEARCH_LENGTH]).split(" ")) if typed.strip() else ()


def sort_key(*parts: str) -> str:
    """Natural order as text in byte order: «Цех 2» before «Цех 10»; quotes do not count. Cut to what an index takes.

    Parts are compared one after another: a shorter first part comes before a longer one that begins with it.
    """
    key = "\x01".join(_DIGITS.sub(_weighed, fold(part).translate(_QUOTES).strip()) for part in parts)[:SORT_LENGTH]
    return key.encode()[:SORT_BYTES].decode(errors="ignore")


def _weighed(run: re.Match[str]) -> str:
    # the number of digits goes before the digits: as good as padding with zeros, and far shorter
    digits = run[0].lstrip("0")
    return f"{len(digits):02}{digits}"
