"""Numbers by which the state and the banks know a party, checked to the digit. Every check takes the compact form."""

import re

from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

_SEPARATORS = re.compile(r"[\s\u2010-\u2015-]+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_BIK = re.compile(r"04[0-9]{7}")
_ACCOUNT = re.compile(r"[0-9]{20}")
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER_SIGN = re.compile(r"^(?:№|N[º°o])\s*", re.IGNORECASE)
_ACCOUNT_WEIGHTS = (7, 1, 3) * 7 + (7, 1)
EMAIL_LENGTH = 254


def compact(typed: str) -> str:
    """Without the spaces and dashes that people put between digits."""
    return _SEPARATORS.sub("", typed)


def is_inn_of_legal_entity(text: str) -> bool:
    return _digits(text, 10) and stdnum_inn.is_valid(text)


def is_inn_of_person(text: str) -> bool:
    return _digits(text, 12) and stdnum_inn.is_valid(text)


def is_inn(text: str) -> bool:
    return is_inn_of_legal_entity(text) or is_inn_of_person(text)


def is_kpp(text: str) -> bool:
    return _KPP.fullmatch(text) is not None


def is_ogrn(text: str) -> bool:
    return _digits(text, 13) and stdnum_ogrn.is_valid(text)


def is_ogrnip(text: str) -> bool:
    """Fifteen digits, first 3, last = the rest mod 13 mod 10: the library forgets the last step."""
    return _digits(text, 15) and text[0] == "3" and int(text[:-1]) % 13 % 10 == int(text[-1])


def is_bik(text: str) -> bool:
    return _BIK.fullmatch(text) is not None


def is_account(account: str, bik: str) -> bool:
    """A client's account of the bank: the key of the Bank of Russia's order 515 holds with digits 7–9 of the BIK."""
    return is_bik(bik) and _account_holds(account, bik[6:9])


def is_correspondent_account(account: str, bik: str) -> bool:
    """The bank's own account: the key holds with 0 and digits 5–6 of the BIK."""
    return is_bik(bik) and _account_holds(account, "0" + bik[4:6])


def fold_email(typed: str) -> str | None:
    """The one form of an address that is compared and stored: lower case, domain as IDNA. None: not an address."""
    local, at, domain = typed.strip().rpartition("@")
    # the length goes first: the codec takes quadratic time
    if not at or len(typed) > EMAIL_LENGTH or len(local) > 64:
        return None
    # the sign of kelvin folds to a plain k: a mailbox of another
    if not local.isascii() or not _LOCAL.fullmatch(local.lower()):
        return None
    try:
        host = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    folded = f"{local.lower()}@{host}"
    return folded if _HOST.fullmatch(host) and len(folded) <= EMAIL_LENGTH else None


def contract_number(typed: str, pattern: str) -> str | None:
    """What was typed without «№» and outer or doubled spaces; None where the supplier has no such numbers."""
    number = " ".join(_NUMBER_SIGN.sub("", typed.strip()).split())
    return number if re.fullmatch(pattern, number) else None


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _account_holds(account: str, prefix: str) -> bool:
    if not _ACCOUNT.fullmatch(account):
        return False
    digits = (int(digit) for digit in prefix + account)
    return sum(weight * digit % 10 for weight, digit in zip(_ACCOUNT_WEIGHTS, digits, strict=True)) % 10 == 0
