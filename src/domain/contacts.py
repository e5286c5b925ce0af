"""Telephones and addresses as the supplier writes them, and what a device dials or writes to."""

import re
from typing import Final, NamedTuple
from urllib.parse import quote

_EXTENSION: Final = r"(?:[ ,;(]*(?:доб\.?|вн\.?|ext\.?)[ :№]*(?P<extension>\d{1,6})\)?)?"
_PHONE: Final = rf"(?P<phone>(?:\+\s?)?\(?\d[\d\s()./‑–-]{{4,22}}\d){_EXTENSION}"
_MAIL: Final = r"(?P<mail>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6})"
_FOUND: Final = re.compile(rf"{_MAIL}|(?<![\w.]){_PHONE}(?!\w)", re.IGNORECASE)
_MAILS: Final = re.compile(_MAIL)
_LEAST: Final = 6
_MOST: Final = 15
"""Digits of a telephone number (E.164)."""


class Piece(NamedTuple):
    """A part of a text; `href` '' where nothing can be dialled or written to."""

    text: str
    href: str


def pieces(text: str, only_mail: bool = False) -> tuple[Piece, ...]:
    """The text cut up, nothing left out: telephones get `tel:`, addresses `mailto:`.

    `only_mail`: in a street's address digits are no telephone.
    """
    found, end = list[Piece](), 0
    for match in (_MAILS if only_mail else _FOUND).finditer(text):
        mail = only_mail or match["mail"]
        href = f"mailto:{quote(match['mail'], safe='@')}" if mail else _dialled(match["phone"], match["extension"])
        if not href:
            continue
        if match.start() > end:
            found.append(Piece(text[end : match.start()], ""))
        found.append(Piece(match[0], href))
        end = match.end()
    return (*found, Piece(text[end:], "")) if text[end:] else tuple(found)


def _dialled(written: str, extension: str | None) -> str:
    """As RFC 3966 has it; «8 (495) …» and numbers without a code of the country are Russian; '' where it is none."""
    digits = re.sub(r"\D", "", written)
    if not _LEAST <= len(digits) <= _MOST:
        return ""
    if not written.startswith("+"):
        digits = f"7{digits[1:]}" if len(digits) == 11 and digits[0] in "78" else digits
        digits = f"7{digits}" if len(digits) == 10 else digits
    whole = f"+{digits}" if len(digits) > 10 else digits
    return f"tel:{whole};ext={extension}" if extension else f"tel:{whole}"
