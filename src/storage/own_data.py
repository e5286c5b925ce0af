"""What the base holds about one person, for the person: in stretches, so that nobody's file fills the memory."""

from datetime import datetime
from typing import NamedTuple

from src.domain.quantities import money_text
from src.storage.engine import rows, tuples
from src.storage.forms import instant_out


class Access(NamedTuple):
    """A contract that the person has or had access to."""

    id: int
    number: str
    role: str
    since: datetime
    until: datetime | None


class Sent(NamedTuple):
    """A receipt of readings that the person sent."""

    id: int
    number: str
    contract: str
    period: str
    sent_at: datetime
    registers: int


class Ordered(NamedTuple):
    """A service that the person ordered."""

    id: int
    number: str
    contract: str
    service: str
    at: datetime
    phone: str
    comment: str


class CardPaid(NamedTuple):
    """A payment by card that the person began; kopecks."""

    id: int
    number: str
    contract: str
    title: str
    amount: int
    state: str
    refunded: int
    at: datetime

    @property
    def roubles(self) -> str:
        return money_text(self.amount)

    @property
    def back(self) -> str:
        return money_text(self.refunded)


class Written(NamedTuple):
    """An appeal of the person, in their own words; `number` is '' and `sent_at` that of the last change in a draft."""

    id: int
    number: str
    contract: str
    theme: str
    text: str
    sent_at: datetime


class Stated(NamedTuple):
    """An objection or a report of the person, in their own words; `number` is '' in a draft."""

    id: int
    number: str
    contract: str
    place: str
    text: str
    present: str
    at: datetime


class Mail(NamedTuple):
    """A letter to the person's present address."""

    id: int
    subject: str
    state: str
    at: datetime


class Visit(NamedTuple):
    """A sign-in that is still remembered; `ends`: when it ended, or will at the latest."""

    id: int
    agent: str
    address: str
    began: datetime
    seen: datetime
    ends: datetime


class Known(NamedTuple):
    """A browser that is recognised, or a contract to which the person asked for access: which, '' for a browser."""

    id: int
    contract: str
    since: datetime


async def created_at(user_id: int) -> datetime | None:
    found = await rows("SELECT created_at FROM app_user WHERE id = {}", user_id)
    return instant_out(found[0]["created_at"]) if found else None


async def accesses(user_id: int, after: int, limit: int) -> list[Access]:
    found = await tuples(
        """SELECT m.id, c.number, m.role, m.from_at, m.until_at FROM membership m JOIN contract c ON c.id = m.contract
        WHERE m.app_user = {} AND m.id > {} ORDER BY m.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [
        Access(id_, number, role, instant_out(since), instant_out(until)) for id_, number, role, since, until in found
    ]


async def receipts(user_id: int, after: int, limit: int) -> list[Sent]:
    found = await tuples(
        """SELECT r.id, r.number, c.number, r.period, r.sent_at, r.registers FROM receipt r
        JOIN contract c ON c.id = r.contract WHERE r.app_user = {} AND r.id > {} ORDER BY r.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Sent(a, number, of, period, instant_out(at), registers) for a, number, of, period, at, registers in found]


async def service_orders(user_id: int, after: int, limit: int) -> list[Ordered]:
    found = await tuples(
        """SELECT o.id, o.number, c.number, o.name, o.placed_at, o.phone, o.comment FROM service_order o
        JOIN contract c ON c.id = o.contract WHERE o.app_user = {} AND o.id > {} ORDER BY o.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Ordered(a, number, of, name, instant_out(at), *said) for a, number, of, name, at, *said in found]


async def appeals(user_id: int, after: int, limit: int) -> list[Written]:
    found = await tuples(
        """SELECT a.id, a.number, c.number, a.theme, a.text, a.sent_at FROM appeal a
        JOIN contract c ON c.id = a.contract WHERE a.app_user = {} AND a.id > {} ORDER BY a.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Written(a, number, of, theme, text, instant_out(at)) for a, number, of, theme, text, at in found]


async def appeal_drafts(user_id: int) -> list[Written]:
    """Not sent: without a number."""
    found = await tuples(
        """SELECT d.id, '', c.number, d.theme, d.text, d.changed_at FROM appeal_draft d
        JOIN contract c ON c.id = d.contract WHERE d.app_user = {} ORDER BY d.id""",
        user_id,
    )
    return [Written(a, number, of, theme, text, instant_out(at)) for a, number, of, theme, text, at in found]


async def statements(user_id: int, after: int, limit: int) -> list[Stated]:
    found = await tuples(
        """SELECT s.id, s.number, c.number, s.place, s.text, s.present, COALESCE(s.sent_at, s.saved_at) FROM statement s
        JOIN contract c ON c.id = s.contract WHERE s.app_user = {} AND s.id > {} ORDER BY s.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Stated._make((*said, instant_out(at))) for *said, at in found]


async def letters(email: str, after: int, limit: int) -> list[Mail]:
    """Those that are still remembered."""
    found = await tuples(
        """SELECT id, subject, state, created_at FROM outbox WHERE recipient = {} AND id > {} ORDER BY id LIMIT {}""",
        email,
        after,
        limit,
    )
    return [Mail(a, subject, state, instant_out(at)) for a, subject, state, at in found]


async def visits(user_id: int, after: int, limit: int) -> list[Visit]:
    found = await tuples(
        """SELECT id, agent, address, created_at, last_seen_at, COALESCE(ended_at, absolute_until) FROM session
        WHERE app_user = {} AND id > {} ORDER BY id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [Visit(a, agent, of, *map(instant_out, moments)) for a, agent, of, *moments in found]


async def browsers(user_id: int) -> list[Known]:
    found = await tuples("SELECT id, '', created_at FROM known_device WHERE app_user = {} ORDER BY id", user_id)
    return [Known(a, contract, instant_out(since)) for a, contract, since in found]


async def requests(user_id: int) -> list[Known]:
    found = await tuples(
        """SELECT r.id, c.number, r.created_at FROM link_request r JOIN contract c ON c.id = r.contract
        WHERE r.app_user = {} ORDER BY r.id""",
        user_id,
    )
    return [Known(a, contract, instant_out(since)) for a, contract, since in found]


async def card_payments(user_id: int, after: int, limit: int) -> list[CardPaid]:
    found = await tuples(
        """SELECT p.id, p.number, c.number, p.title, p.amount, p.state, p.refunded, p.started_at FROM card_payment p
        JOIN contract c ON c.id = p.contract WHERE p.app_user = {} AND p.id > {} ORDER BY p.id LIMIT {}""",
        user_id,
        after,
        limit,
    )
    return [CardPaid._make((*paid, instant_out(at))) for *paid, at in found]
