"""Which passwords are refused: by length, by being common, by holding what everybody knows of the person. No rules of
composition: a long plain sentence is good."""

import re
from collections.abc import Container, Iterable
from enum import StrEnum

from src.domain.text import fold

SHORTEST = 8
LONGEST = 128

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_WORDS = re.compile(r"[^\W_]+")
_SHORTEST_WORD = 4


class Weakness(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    RELATED = "related"


def weakness(password: str, common: Container[str], known: Iterable[str] = ()) -> Weakness | None:
    """Why the password is refused; None: it is good.

    `common` holds folded passwords; `known` is what others know: e-mail, names, company, INN. A common password or a
    known word inside is forgiven where what is left of the password is long enough by itself.
    """
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    spellings = _spellings(fold(password))
    if any(_is_common(spelling, common) for spelling in spellings):
        return Weakness.COMMON
    words = sorted(_known_words(known), key=len, reverse=True)
    return Weakness.RELATED if any(_leans_on(spelling, words) for spelling in spellings) else None


def _spellings(folded: str) -> tuple[str, str, str]:
    """As typed, and as it comes out under the other keyboard layout: «gfhjkm» is «пароль»."""
    # folding makes ё е, and е is a key of its own in both layouts
    return folded, folded.translate(_TO_RUSSIAN).replace("ё", "е"), folded.translate(_TO_LATIN)


def _is_common(spelling: str, common: Container[str]) -> bool:
    stem = _ENDS.sub("", spelling)
    return spelling in common or (len(spelling) - len(stem) < SHORTEST and stem in common) or len(set(spelling)) < 3


def _known_words(known: Iterable[str]) -> set[str]:
    return {word for text in known for word in _WORDS.findall(fold(text)) if len(word) >= _SHORTEST_WORD}


def _leans_on(spelling: str, words: list[str]) -> bool:
    rest = spelling
    for word in words:
        rest = rest.replace(word, "")
    return rest != spelling and len(rest) < SHORTEST
