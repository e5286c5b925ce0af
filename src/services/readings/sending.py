"""«Отправить в расчёт»: the whole draft of a contract and period becomes readings and one receipt, or nothing does."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.periods import Period
from src.domain.sheets import Kind
from src.services.readings.receipt_letter import Office, post_receipt
from src.services.readings.review import Review, look_over
from src.services.readings.sheet import WindowShut
from src.storage import engine, journal, sheets
from src.storage.links import Violation
from src.storage.readings import sending as storage
from src.storage.turns import in_turns

TRIES = 3
_MORE = "."
"""Ends the name of a sending whose form has got a receipt before; its own number follows."""


class Busy(Exception):
    """Others kept changing the draft while it was looked over: nothing was sent, nothing is lost."""


class NothingToSend(Exception):
    """No draft is left; `number` is the period's latest receipt, None where there is none."""

    def __init__(self, number: str | None) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Asked:
    """`key`: of the form, the same at a double click; `agreed`: the version of the sheet whose review was confirmed;
    `kind`: which of the period's two drafts."""

    period: Period
    key: str
    agreed: int | None = None
    kind: Kind = Kind.CURRENT

    @property
    def opening(self) -> bool:
        return self.kind is Kind.OPENING


async def send(actor: Actor, contract: GuardedContract, office: Office, asked: Asked) -> str | Review:
    """The number of the receipt, the same one for the same form; or a review, when mistakes must be put right or
    empty registers and doubtful values agreed to. Raises WindowShut, NothingToSend, Busy."""
    period, zone = asked.period, office.settings.time_zone
    idem = f"{contract.id}:{as_number(period)}{'o' if asked.opening else ''}:{asked.key}"
    for _ in range(TRIES):
        review = await _left(actor, contract, office, asked)
        known = await storage.number_of_sending(contract, period, zone, idem)  # after: what emptied the draft is seen
        if review is None or review.nothing:
            if known:
                return known
            if review is None:
                raise WindowShut
            raise NothingToSend(await storage.latest_number(contract, period, zone, asked.kind))
        if review.mistakes or not (review.clear or asked.agreed == review.version):
            return review
        # a page that the browser went back to keeps its key: what was typed there since is a sending of its own
        if number := await _written(actor, contract, office, review, asked.kind, f"{idem}{_MORE}" if known else idem):
            return number
    raise Busy


async def _left(actor: Actor, contract: GuardedContract, office: Office, asked: Asked) -> Review | None:
    """What is left to send; None when the window has closed."""
    try:
        return await look_over(actor, contract, office.settings, asked.period, asked.kind)
    except WindowShut:
        return None


async def _written(
    actor: Actor, contract: GuardedContract, office: Office, review: Review, kind: Kind, idem: str
) -> str | None:
    """The receipt's number; None when it is to be looked over again: the draft has changed, or another contract, to
    which a meter has gone, has sent a reading of it just now."""
    try:
        return await _write(actor, contract, office, review, kind, idem)
    except Violation as error:
        if error.constraint != "reading_unique":
            raise
        return None


async def _write(
    actor: Actor, contract: GuardedContract, office: Office, review: Review, kind: Kind, idem: str
) -> str | None:
    """Everything of the sending in one transaction; None when the draft is not what was looked over any more."""
    period, zone = review.head.period, office.settings.time_zone
    shaping = await storage.shaping(contract, period, zone, review.ready, kind)
    readings = [shaping.reading(each) async for each in in_turns(review.ready)]
    async with engine.transaction():
        if not await storage.lock_unchanged(contract, period, zone, review.version):
            return None
        earlier = await storage.count_receipts(contract, period, zone)
        number = f"{as_number(period)}-{contract.id}-{earlier + 1}"
        named = f"{idem}{earlier + 1}" if idem.endswith(_MORE) else idem
        new = storage.NewReceipt(number, named, review.corrects, len(review.ready), kind)
        receipt_id = await storage.add_receipt(actor, contract, period, zone, new)
        await storage.add_readings(contract, receipt_id, readings)
        await storage.take_places(contract, period, zone, receipt_id, review.corrected, kind)
        await sheets.settle_sheet(contract.id, period, actor.now, zone)
        event = Event.OPENINGS_SENT if kind is Kind.OPENING else Event.READINGS_SENT
        await journal.note(actor, event, contract.id, receipt=number, period=str(period), registers=new.registers)
        await post_receipt(actor, contract, office.letters, period, new)
    return number


def as_number(period: Period) -> str:
    return f"{period.year % 100:02}{period.month:02}"
