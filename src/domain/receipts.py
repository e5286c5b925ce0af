"""Receipts: what was sent, when and by whom; never changed, while the statuses beside it are of now."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from src.domain.periods import Period
from src.domain.sheets import Counted, Kind
from src.domain.statuses import Status


@dataclass(frozen=True, slots=True)
class Receipt:
    """`party`, `inn`: the contract's client, as billing calls it now. `replaces`, `replaced_by`: numbers of the
    receipts that it corrects and that correct it; '' where none does."""

    id: int
    number: str
    party: str
    inn: str
    period: Period
    sent_at: datetime
    sender: str
    registers: int
    replaces: str
    replaced_by: str
    kind: Kind = Kind.CURRENT


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """`counted` is of the time of sending; status and reason are of now."""

    id: int
    as_of: datetime
    value: Decimal
    status: Status
    reason: str
    counted: Counted
