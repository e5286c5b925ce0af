"""Documents of a contract: their kinds, and what people look for among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from src.domain.directory import Fault
from src.domain.enclosures import Enclosure
from src.domain.exchange import Reason

RECONCILIATION: Final = "reconciliation"


class Kind(NamedTuple):
    """What people call it, how several are called, and since when there is such a document."""

    name: str
    many: str
    since: date = date.min


KINDS: Final[Mapping[str, Kind]] = {
    "invoice": Kind("Счёт", "счета"),
    "vat_invoice": Kind("Счёт-фактура", "счета-фактуры"),
    "corrected_vat_invoice": Kind("Корректировочный счёт-фактура", "корректировочные счета-фактуры", date(2011, 10, 1)),
    "transfer_document": Kind("Передаточный документ (УПД)", "передаточные документы (УПД)", date(2013, 10, 21)),
    "acceptance": Kind("Акт приёма-передачи", "акты приёма-передачи"),
    RECONCILIATION: Kind("Акт сверки взаиморасчётов", "акты сверки"),
    "consumption": Kind("Ведомость электропотребления", "ведомости электропотребления"),
    "details": Kind("Детализация счёта", "детализации счетов"),
    "penalty": Kind("Расчёт пени", "расчёты пени"),
    "charges": Kind("Отчёт о начислениях и платежах", "отчёты о начислениях и платежах"),
    "common_needs": Kind("Отчёт по ОДН", "отчёты по ОДН"),
    "annex": Kind("Приложение к акту", "приложения к актам"),
}
"""By the word of the exchange, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Document:
    """`total` and `vat` in kopecks; `summed`: whether the document has any."""

    id: int
    kind: str
    number: str
    issued_on: date
    period: str
    summed: bool
    total: int
    vat: int
    enclosure: Enclosure

    @property
    def name(self) -> str:
        """«Счёт № 12/0457 от 05.12.2026»."""
        return f"{KINDS[self.kind].name} № {self.number} от {self.issued_on:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Sum:
    """Of the documents of a kind: how many, and their sums."""

    kind: str
    count: int
    total: int
    vat: int

    @property
    def summed(self) -> bool:
        """Whether there is anything to be told but their number."""
        return bool(self.total or self.vat)


def fault_of_document(
    kind: str, issued_on: date, total: int | None, vat: int | None, asked: bool | None = None
) -> Fault | None:
    """`asked`: whether the request that it names is one of its contract, None where it names none."""
    if issued_on < KINDS[kind].since:
        return "issued_on", Reason.NO_SUCH_KIND_YET
    if vat is not None and (total is None or abs(vat) > abs(total)):
        return "vat", Reason.VAT_BEYOND_TOTAL
    if asked is False:
        return "request", Reason.NO_SUCH_REQUEST
    return ("request", Reason.NOT_A_RECONCILIATION) if asked and kind != RECONCILIATION else None
