"""Telephone numbers as people type them, kept in one form (E.164)."""

import re
from typing import Final

_WRITTEN: Final = re.compile(r"\+?[\d\s()./‑–-]{6,40}")
_LEAST, _MOST = 8, 15
"""Digits with the code of the country."""


def phone_in(typed: str) -> str | None:
    """«+79161234567»; '' for an empty field, None for what is no number. Without «+» a number is Russian."""
    text = typed.strip()
    if not text:
        return ""
    digits = re.sub(r"\D", "", text)
    if not _WRITTEN.fullmatch(text) or not digits.isascii():
        return None
    if not text.startswith("+"):
        if len(digits) == 11 and digits[0] in "78":
            digits = f"7{digits[1:]}"
        elif len(digits) == 10:
            digits = f"7{digits}"
        else:
            return None
    if digits.startswith("7") and len(digits) != 11:
        return None
    return f"+{digits}" if _LEAST <= len(digits) <= _MOST else None


def phone_out(kept: str) -> str:
    """«+7 916 123-45-67»; numbers of other countries stay as they are."""
    if not (kept.startswith("+7") and len(kept) == 12):
        return kept
    return f"+7 {kept[2:5]} {kept[5:8]}-{kept[8:10]}-{kept[10:]}"
