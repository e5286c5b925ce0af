"""«Скачать мои данные»: all that the portal holds about a person, in stretches."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, TypeVar

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.domain.second_factor import Factors
from src.services import email_change, own_password, throttling
from src.services.account import Tools
from src.services.second_factor import change
from src.storage import journal, own_data, own_files
from src.storage.engine import transaction

BATCH: Final = 500
Known = own_data.Known
Written = own_data.Written


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


T = TypeVar("T", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Export:
    """Iterators come stretch by stretch; `email`: the login that waits to be confirmed, or ''."""

    account: Account
    created_at: datetime | None
    email: str
    factors: Factors
    browsers: Sequence[own_data.Known]
    requests: Sequence[own_data.Known]
    drafts: Sequence[own_data.Written]
    visits: AsyncIterator[Sequence[own_data.Visit]]
    accesses: AsyncIterator[Sequence[own_data.Access]]
    receipts: AsyncIterator[Sequence[own_data.Sent]]
    orders: AsyncIterator[Sequence[own_data.Ordered]]
    card_payments: AsyncIterator[Sequence[own_data.CardPaid]]
    appeals: AsyncIterator[Sequence[own_data.Written]]
    statements: AsyncIterator[Sequence[own_data.Stated]]
    files: AsyncIterator[Sequence[own_files.Joined]]
    reconciliations: AsyncIterator[Sequence[own_files.Requested]]
    letters: AsyncIterator[Sequence[own_data.Mail]]


async def export(tools: Tools, actor: Actor, password: str) -> Export:
    """What goes into the file; the journal says that it went out. own_password.WrongPassword, throttling.TooSoon."""
    account = await own_password.prove(tools, actor, password)
    await throttling.attempt({throttling.key_of("export", str(account.id)): tools.free}, actor.now)
    async with transaction():
        await journal.note(actor, Event.DATA_EXPORTED)
    id_, email, waiting = account.id, account.email, await email_change.waiting(account.id, actor.now)
    return Export(
        account,
        await own_data.created_at(id_),
        waiting.email if waiting else "",
        await change.factors_of(id_),
        await own_data.browsers(id_),
        await own_data.requests(id_),
        await own_data.appeal_drafts(id_),
        _stretches(lambda after: own_data.visits(id_, after, BATCH)),
        _stretches(lambda after: own_data.accesses(id_, after, BATCH)),
        _stretches(lambda after: own_data.receipts(id_, after, BATCH)),
        _stretches(lambda after: own_data.service_orders(id_, after, BATCH)),
        _stretches(lambda after: own_data.card_payments(id_, after, BATCH)),
        _stretches(lambda after: own_data.appeals(id_, after, BATCH)),
        _stretches(lambda after: own_data.statements(id_, after, BATCH)),
        _stretches(lambda after: own_files.joined(id_, after, BATCH)),
        _stretches(lambda after: own_files.requested(id_, after, BATCH)),
        _stretches(lambda after: own_data.letters(email, after, BATCH)),
    )


async def _stretches(read: Callable[[int], Awaitable[list[T]]]) -> AsyncIterator[list[T]]:
    after = 0
    while found := await read(after):
        yield found
        after = found[-1].id
