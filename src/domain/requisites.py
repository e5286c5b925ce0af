"""By what a payment finds the supplier, checked to the digit."""

from dataclasses import astuple, dataclass
from typing import Final

from src.domain import identifiers

NAME_LENGTH: Final = 160
"""Of a payer or payee in a payment order."""
TEXT_LENGTH: Final = 500


@dataclass(frozen=True, slots=True)
class Requisites:
    """`kpp` is empty where the payee is a sole proprietor, whose INN has twelve digits."""

    full_name: str
    inn: str
    kpp: str
    account: str
    bank: str
    bic: str
    correspondent: str
    address: str

    @property
    def told(self) -> bool:
        """Whether anything is known at all."""
        return any(astuple(self))

    @property
    def wrong(self) -> tuple[str, ...]:
        """Names of the fields by which a payment would not arrive."""
        legal = identifiers.is_inn_of_legal_entity(self.inn)
        good = {
            "full_name": _is_text(self.full_name, NAME_LENGTH),
            "inn": identifiers.is_inn(self.inn),
            "kpp": identifiers.is_kpp(self.kpp) if legal or self.kpp else True,
            "account": identifiers.is_account(self.account, self.bic),
            "bank": _is_text(self.bank, TEXT_LENGTH),
            "bic": identifiers.is_bik(self.bic),
            "correspondent": identifiers.is_correspondent_account(self.correspondent, self.bic),
            "address": _is_text(self.address, TEXT_LENGTH),
        }
        return tuple(field for field, right in good.items() if not right)


INVENTED: Final = Requisites(
    full_name="АО «Энергокабинет-Демо»",
    inn="7799000012",
    kpp="770001001",
    account="40702810800000000021",
    bank="Демо-Банк (АО), г. Москва",
    bic="040000999",
    correspondent="30101810500000000999",
    address="101000, г. Москва, ул. Примерная, д. 1",
)
"""A company and a bank that do not exist: a demo pays to nobody."""


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, as the contract names him; `kpp` may be empty."""

    name: str
    inn: str
    kpp: str


def _is_text(text: str, length: int) -> bool:
    return bool(text.strip()) and len(text) <= length and text.isprintable()
