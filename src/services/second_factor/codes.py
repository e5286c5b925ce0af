"""Recovery codes: ten, each once, shown once. They are made of a page's own nonce, so that a second click on its
button, and the file of the same page, show the same ones; the base has their hashes alone."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.second_factor import RECOVERY_CODES, RECOVERY_DIGITS
from src.gateways.passwords import Passwords
from src.services.second_factor.app import Spend
from src.services.signing import Signer
from src.storage import second_factor as storage

PURPOSE = "recovery code"


@dataclass(frozen=True, slots=True)
class NewCodes:
    """`codes` for the person, once; `hashes` for the base."""

    codes: tuple[str, ...]
    hashes: tuple[str, ...]


def codes_of(signer: Signer, user_id: int, nonce: str) -> tuple[str, ...]:
    """The codes of this person's page: the place, then eleven digits."""
    return tuple(_code(signer, user_id, nonce, place) for place in range(RECOVERY_CODES))


async def make(signer: Signer, passwords: Passwords, user_id: int, nonce: str) -> NewCodes:
    """Hashes take some tenths of a second: before the transaction."""
    codes = codes_of(signer, user_id, nonce)
    return NewCodes(codes, tuple([await passwords.hash(code) for code in codes]))


async def judge(passwords: Passwords, user_id: int, code: str, now: datetime) -> Spend | None:
    """How the code is used up; None when it is wrong or used. The same work is done where there is none."""
    place = int(code[0])
    hashed = await storage.code_at(user_id, place)
    good, _ = await passwords.verify(code, hashed)
    return (lambda: storage.use_code(user_id, place, hashed, now)) if good and hashed else None


def _code(signer: Signer, user_id: int, nonce: str, place: int) -> str:
    drawn = int(signer.digest(PURPOSE, f"{user_id} {place} {nonce}"), 16) % 10 ** (RECOVERY_DIGITS - 1)
    return f"{place}{drawn:0{RECOVERY_DIGITS - 1}}"
