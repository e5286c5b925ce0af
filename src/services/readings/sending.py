"""«Отправить в расчёт»: the whole draft of a contract and period becomes readings and one receipt, or nothing does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.periods import Period
from src.domain.sheets import FILLED, MISTAKEN, Judged, Only, SheetLine, State, Wanted, judge
from src.domain.statuses import IN_FORCE
from src.services.letters import Envelope, Letters
from src.services.readings.saving import WindowShut
from src.services.readings.sheet import Head, find_head
from src.settings import Settings
from src.storage import journal, users
from src.storage.engine import transaction
from src.storage.readings import sending as storage
from src.storage.readings.lines import drafted_lines, page_of_lines
from src.storage.recount_queue import mark
from src.storage.sheets import recount_sheet

LISTED = 100
READ_AT_ONCE = 500
TRIES = 3
LETTER_LIVES = timedelta(days=7)


class Busy(Exception):
    """Others kept changing the draft while it was looked over: nothing was sent, nothing is lost."""


class NothingToSend(Exception):
    """No draft is left; `number` is the period's latest receipt, None where there is none."""

    def __init__(self, number: str | None) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Office:
    """What sending needs beside the base."""

    settings: Settings
    letters: Letters


@dataclass(frozen=True, slots=True)
class Asked:
    """`key`: of the form, the same at a double click; `agreed`: the version of the sheet whose review was confirmed."""

    period: Period
    key: str
    agreed: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLetter:
    """What the letter to the sender says."""

    number: str
    contract: str
    period: Period
    registers: int
    sent_at: datetime
    link: str


@dataclass
class Review:
    """What stands between a draft and its sending; lists hold at most a hundred lines, counts all."""

    head: Head
    version: int
    ready: list[Judged] = field(default_factory=list)
    mistakes: list[Judged] = field(default_factory=list)
    doubts: list[Judged] = field(default_factory=list)
    empties: list[Judged] = field(default_factory=list)
    mistaken: int = 0
    doubtful: int = 0
    empty: int = 0

    @property
    def clear(self) -> bool:
        return not (self.mistakes or self.doubts or self.empties)

    def add(self, judged: Judged) -> None:
        if judged.state in MISTAKEN:
            self.mistaken += 1
            self.mistakes += [judged] if self.mistaken <= LISTED else []
        elif judged.state in FILLED:
            self.ready.append(judged)
            doubtful = judged.state is State.DOUBTFUL
            self.doubtful += doubtful
            self.doubts += [judged] if doubtful and self.doubtful <= LISTED else []


async def send(actor: Actor, contract: GuardedContract, office: Office, asked: Asked) -> str | Review:
    """The number of the receipt, the same one for the same form; or a review, when mistakes must be put right or
    empty registers and doubtful values agreed to. Raises WindowShut, NothingToSend, Busy."""
    period, zone = asked.period, office.settings.time_zone
    idem = f"{contract.id}:{asked.key}"
    for _ in range(TRIES):
        if number := await storage.number_of_sending(contract, period, zone, idem):
            return number
        review = await look_over(actor, contract, office.settings, period)
        if not review.ready and not review.mistakes:
            raise NothingToSend(await storage.latest_number(contract, period, zone))
        if review.mistakes or not (review.clear or asked.agreed == review.version):
            return review
        if number := await _write(actor, contract, office, review, idem):
            return number
    raise Busy


async def look_over(actor: Actor, contract: GuardedContract, settings: Settings, period: Period) -> Review:
    """Judge every draft anew, outside any transaction: previous values may have changed since it was typed."""
    head = await find_head(contract, settings, actor.now, period)
    if not head.open:
        raise WindowShut
    review = Review(head, head.counts.version if head.counts else 0)
    last: SheetLine | None = None
    while lines := await drafted_lines(contract, period, settings.time_zone, last, READ_AT_ONCE):
        for line in lines:
            review.add(judge(line))
        last = lines[-1]
    empties = await page_of_lines(contract, period, settings.time_zone, Wanted(only=Only.EMPTY), LISTED + 1)
    review.empties = [judge(line) for line in empties[:LISTED]]
    counted = head.counts.missing - review.mistaken if head.counts else 0
    review.empty = max(counted, len(empties)) if len(empties) > LISTED else len(empties)
    return review


async def _write(actor: Actor, contract: GuardedContract, office: Office, review: Review, idem: str) -> str | None:
    """Everything of the sending in one transaction; None when the draft is not what was looked over any more."""
    period, zone = review.head.period, office.settings.time_zone
    as_of = period.end(zone)
    async with transaction():
        if not await storage.lock_unchanged(contract, period, zone, review.version):
            return None
        earlier, category = await storage.count_receipts(contract, period, zone)
        number = f"{as_number(period)}-{contract.id}-{earlier + 1}"
        new = storage.NewReceipt(number, idem, _corrected_receipt(review.ready), len(review.ready))
        receipt_id = await storage.add_receipt(actor, contract, period, zone, new)
        await storage.add_readings(as_of, receipt_id, review.ready, category)
        await storage.take_places(as_of, receipt_id)
        await recount_sheet([contract.id], period, zone)
        await mark([contract.id], actor.now, directory=False)
        await journal.note(
            actor, Event.READINGS_SENT, contract.id, receipt=number, period=str(period), registers=len(review.ready)
        )
        await _post(actor, contract, office.letters, review, number)
    return number


async def _post(actor: Actor, contract: GuardedContract, letters: Letters, review: Review, number: str) -> None:
    sender = await users.find(contract.user_id)
    assert sender is not None, "the session and the membership refer to it"  # noqa: S101
    link = letters.link(f"/contracts/{contract.id}/receipts/{number}")
    said = ReceiptLetter(number, contract.number, review.head.period, len(review.ready), actor.now, link)
    envelope = Envelope(sender.email, f"receipt.{number}", actor.now, LETTER_LIVES)
    await letters.post(envelope, "receipt", said)


def as_number(period: Period) -> str:
    return f"{period.year % 100:02}{period.month:02}"


def _corrected_receipt(lines: list[Judged]) -> int | None:
    """The latest receipt of which something is corrected."""
    sent = (judged.line.sent for judged in lines)
    return max((s.receipt_id for s in sent if s and s.receipt_id and s.status in IN_FORCE), default=None)
