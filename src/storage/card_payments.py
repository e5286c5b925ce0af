"""Payments by card as the base holds them: written before the bank hears of them, changed by what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from src.domain.access import GuardedContract
from src.domain.card_answers import Verdict
from src.domain.card_payments import PENDING, CardPayment, Kind, Payable, Reason, State
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.links import Row

ASKED_AT_ONCE: Final = 20
LATELY: Final = 100
NEVER: Final = 0
"""The bank was not asked yet what became of it."""


@dataclass(frozen=True, slots=True)
class NewPayment:
    """`live_key`: of which there is one at a time; `ask_at`: until then its maker has it for himself."""

    number: str
    payable: Payable
    live_key: str
    started_at: datetime
    ends_at: datetime
    ask_at: datetime


async def add(contract: GuardedContract, new: NewPayment) -> CardPayment:
    """Violation of `card_payment_live_unique`: one of the same key is under way."""
    at = instant_in(new.started_at)
    found = await rows(
        """INSERT INTO card_payment (number, contract, app_user, kind, reference, live_key, title, amount, state,
            reason, page, refunded, started_at, ends_at, asked_at, ask_at, changed_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, 'asked', '', '', 0, {}, {}, {}, {}, {}) RETURNING *""",
        new.number,
        contract.id,
        contract.user_id,
        new.payable.kind.value,
        new.payable.reference,
        new.live_key,
        new.payable.title,
        new.payable.amount,
        at,
        instant_in(new.ends_at),
        NEVER,
        instant_in(new.ask_at),
        at,
    )
    return payment_out(found[0])


async def find_live(live_key: str) -> CardPayment | None:
    found = await rows("SELECT * FROM card_payment WHERE live_key = {}", live_key)
    return payment_out(found[0]) if found else None


async def find(contract: GuardedContract, payment_id: int) -> CardPayment | None:
    found = await rows("SELECT * FROM card_payment WHERE id = {} AND contract = {}", payment_id, contract.id)
    return payment_out(found[0]) if found else None


async def lock(payment_id: int) -> CardPayment:
    """Until the transaction ends nobody else changes it."""
    found = await rows("SELECT * FROM card_payment WHERE id = {} FOR UPDATE", payment_id)
    return payment_out(found[0])


async def begun_since(contract: GuardedContract, since: datetime) -> int:
    """How many of the last hundred of this contract were begun since then."""
    [row] = await rows(
        """SELECT COUNT(*) AS begun FROM (SELECT started_at FROM card_payment WHERE contract = {}
            ORDER BY id DESC LIMIT {}) AS lately WHERE started_at > {}""",
        contract.id,
        LATELY,
        instant_in(since),
    )
    return int(row["begun"])


async def claim(payment_id: int, now: datetime, until: datetime, asked_before: datetime) -> bool:
    """Have it for oneself until then, to ask the bank; False: another has, or the bank was asked a moment ago."""
    return bool(
        await execute(
            """UPDATE card_payment SET ask_at = {}, asked_at = {}
            WHERE id = {} AND asked_at <= {} AND (state <> 'asked' OR ask_at <= {})""",
            instant_in(until),
            instant_in(now),
            payment_id,
            instant_in(asked_before),
            instant_in(now),
        )
    )


async def is_due(now: datetime) -> bool:
    """Whether the bank is to be asked about anything."""
    return bool(await rows("SELECT 1 AS one FROM card_payment WHERE ask_at <= {} LIMIT 1", instant_in(now)))


async def claim_due(now: datetime, until: datetime) -> list[CardPayment]:
    """Some about which the bank is to be asked by now, the longest waiting first; theirs who asks until then."""
    found = await rows(
        """UPDATE card_payment SET ask_at = {}, asked_at = {} WHERE ask_at <= {} AND id IN
            (SELECT id FROM card_payment WHERE ask_at <= {} ORDER BY ask_at, id LIMIT {}) RETURNING *""",
        instant_in(until),
        instant_in(now),
        instant_in(now),
        instant_in(now),
        ASKED_AT_ONCE,
    )
    return [payment_out(row) for row in sorted(found, key=lambda row: int(row["id"]))]


async def release(payments: Sequence[CardPayment], held: datetime, ask_at: datetime) -> None:
    """Those that are still held until then are due at `ask_at`."""
    await execute(
        "UPDATE card_payment SET ask_at = {} WHERE id IN ({}) AND ask_at = {}",
        instant_in(ask_at),
        [payment.id for payment in payments],
        instant_in(held),
    )


async def ask_soon(number: str, bank_order: str, now: datetime) -> bool:
    """The bank says that something has happened: ask it now. False: no such payment.

    Whoever is just registering it goes on undisturbed, and is asked after."""
    return bool(
        await execute(
            """UPDATE card_payment SET ask_at = CASE WHEN state = 'asked' THEN ask_at ELSE {} END
            WHERE number = {} AND (bank_order IS NULL OR bank_order = {})""",
            instant_in(now),
            number,
            bank_order,
        )
    )


async def open_page(payment: CardPayment, bank_order: str, page: str, ends_at: datetime, ask_at: datetime) -> None:
    """The bank has answered with its page."""
    await execute(
        """UPDATE card_payment SET state = 'open', bank_order = {}, page = {}, ends_at = {}, ask_at = {}
        WHERE id = {} AND state = 'asked'""",
        bank_order,
        page,
        instant_in(ends_at),
        instant_in(ask_at),
        payment.id,
    )


async def put(
    payment: CardPayment, verdict: Verdict, ask_at: datetime | None, now: datetime, heard_at: datetime | None
) -> None:
    """What became of it, and when the bank is asked next: at once, if it has called since it was asked. What is no
    longer under way makes room for another try."""
    live = "live_key" if verdict.state in PENDING else "NULL"
    at = instant_in(now)
    await execute(
        f"""UPDATE card_payment SET state = {{}}, reason = {{}}, refunded = {{}}, live_key = {live}, heard_at = {{}},
            ask_at = CASE WHEN ask_at <= {{}} THEN ask_at ELSE {{}} END,
            refunded_at = CASE WHEN refunded = {{}} THEN refunded_at ELSE {{}} END,
            changed_at = CASE WHEN state = {{}} AND reason = {{}} THEN changed_at ELSE {{}} END
            WHERE id = {{}}""",  # noqa: S608 our own words
        verdict.state.value,
        verdict.reason.value,
        verdict.refunded,
        instant_in(heard_at),
        at,
        instant_in(ask_at),
        verdict.refunded,
        at,
        verdict.state.value,
        verdict.reason.value,
        at,
        payment.id,
    )


async def note_action(payment: CardPayment, action_code: int) -> None:
    """Why the bank refused."""
    await execute("UPDATE card_payment SET action_code = {} WHERE id = {}", action_code, payment.id)


async def put_off(payment: CardPayment, ask_at: datetime | None) -> None:
    await execute("UPDATE card_payment SET ask_at = {} WHERE id = {}", instant_in(ask_at), payment.id)


async def take_credit(payment: CardPayment, now: datetime) -> bool:
    """True once in the life of a payment: whoever gets it counts the money in the same transaction."""
    return bool(
        await execute(
            "UPDATE card_payment SET credited_at = {} WHERE id = {} AND credited_at IS NULL",
            instant_in(now),
            payment.id,
        )
    )


def payment_out(row: Row) -> CardPayment:
    return CardPayment(
        id=row["id"],
        number=row["number"],
        contract_id=row["contract"],
        user_id=row["app_user"],
        kind=Kind(row["kind"]),
        reference=row["reference"],
        title=row["title"],
        amount=row["amount"],
        state=State(row["state"]),
        reason=Reason(row["reason"]),
        bank_order=row["bank_order"] or "",
        page=row["page"],
        refunded=row["refunded"],
        action_code=row["action_code"],
        started_at=instant_out(row["started_at"]),
        ends_at=instant_out(row["ends_at"]),
        asked_at=instant_out(row["asked_at"]),
        credited_at=instant_out(row["credited_at"]),
        heard_at=instant_out(row["heard_at"]),
        refunded_at=instant_out(row["refunded_at"]),
        refund_to=row["refund_to"],
        refund_asked_at=instant_out(row["refund_asked_at"]),
        settled_at=instant_out(row["settled_at"]),
    )
