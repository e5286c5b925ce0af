"""Payments by card that are not settled: what stands in the way of another one, and what people decide of them."""

from datetime import datetime
from typing import Final, NamedTuple

from src.domain.card_payments import OFTEN, CardPayment, Kind
from src.storage.card_payments import payment_out
from src.storage.engine import execute, rows
from src.storage.forms import instant_in, instant_out

UNSETTLED: Final = "state IN ('asked', 'open', 'held')"
"""As the index says it."""


class Held(NamedTuple):
    """A payment that waits for people; `contract` is the number of its contract, `login` of who began it."""

    payment: CardPayment
    contract: str
    login: str
    since: datetime


async def is_credited(contract_id: int, kind: Kind, reference: str, but: int = 0) -> bool:
    """Whether this thing was paid by another card payment that was not given back."""
    found = await rows(
        """SELECT 1 AS one FROM card_payment WHERE contract = {} AND kind = {} AND reference = {} AND id <> {}
            AND credited_at IS NOT NULL AND state <> 'refunded' LIMIT 1""",
        contract_id,
        kind.value,
        reference,
        but,
    )
    return bool(found)


async def find_held(contract_id: int, kind: Kind, reference: str, amount: int) -> CardPayment | None:
    """Of this thing, or an advance of this sum: one that people look into and that was not counted."""
    same = "AND amount = {}" if kind is Kind.ADVANCE else ""
    found = await rows(
        f"""SELECT * FROM card_payment WHERE contract = {{}} AND kind = {{}} AND reference = {{}} AND {UNSETTLED}
            AND state = 'held' AND credited_at IS NULL {same} ORDER BY id LIMIT 1""",  # noqa: S608 our own words alone
        contract_id,
        kind.value,
        reference,
        *([amount] if same else []),
    )
    return payment_out(found[0]) if found else None


async def find_number(number: str) -> CardPayment | None:
    found = await rows("SELECT * FROM card_payment WHERE number = {}", number)
    return payment_out(found[0]) if found else None


async def list_waiting(limit: int) -> list[Held]:
    """Those that are held, and those whose refund was ordered and the bank has not confirmed; the oldest first."""
    found = await rows(
        """SELECT p.*, c.number AS contract_number, u.email FROM
            (SELECT * FROM card_payment WHERE state = 'held' OR refund_to > refunded ORDER BY id LIMIT {}) p
        JOIN contract c ON c.id = p.contract JOIN app_user u ON u.id = p.app_user ORDER BY p.id""",
        limit,
    )
    return [
        Held(payment_out(row), row["contract_number"], row["email"], instant_out(row["changed_at"])) for row in found
    ]


async def decide(payment: CardPayment, amount: int, now: datetime) -> None:
    """People have settled it, with this sum."""
    await execute(
        "UPDATE card_payment SET amount = {}, settled_at = {} WHERE id = {}", amount, instant_in(now), payment.id
    )


async def order_refund(payment: CardPayment, total: int, now: datetime) -> None:
    """So much is to be given back in all; the bank is asked soon whether it was."""
    await execute(
        "UPDATE card_payment SET refund_to = {}, refund_asked_at = {}, ask_at = {} WHERE id = {}",
        total,
        instant_in(now),
        instant_in(now + OFTEN),
        payment.id,
    )


async def drop_refund(payment: CardPayment) -> None:
    """The bank has refused it."""
    await execute("UPDATE card_payment SET refund_to = 0 WHERE id = {}", payment.id)
