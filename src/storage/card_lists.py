"""Payments by card as people read them, and the invoices that may be paid so."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from src.domain.access import GuardedContract
from src.domain.card_payments import CardPayment
from src.domain.obligations import Bill
from src.domain.periods import Period
from src.storage.card_decided import UNSETTLED
from src.storage.card_payments import payment_out
from src.storage.engine import rows, tuples


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ids of payments that lead to the neighbouring pages."""

    after: int = 0
    before: int = 0


class Listed(NamedTuple):
    """`who`: has begun it."""

    payment: CardPayment
    who: str


class Invoice(NamedTuple):
    number: str
    issued_on: date
    total: int


class Names(NamedTuple):
    """How others call what a payment is about: `key` and `reference` are billing's; `login`: of who began it, '' after
    the account has gone."""

    key: str
    number: str
    login: str
    reference: str


class CardBill(NamedTuple):
    """An invoice as paying by card sees it; `paid`: it was, so; `held`, `begun`: the id of a payment of it that people
    look into, or that is under way; 0: none."""

    id: int
    bill: Bill
    paid: bool
    held: int
    begun: int


async def list_page(contract: GuardedContract, wanted: Wanted, limit: int) -> list[Listed]:
    """The newest first; with `before`, the last ones in front of it."""
    sign, way = (">", "ASC") if wanted.before else ("<", "DESC")
    mark = wanted.before or wanted.after
    where = f"AND id {sign} {{}}" if mark else ""
    found = await rows(
        f"""SELECT p.*, u.family_name, u.given_name FROM
            (SELECT * FROM card_payment WHERE contract = {{}} {where} ORDER BY id {way} LIMIT {{}}) p
        JOIN app_user u ON u.id = p.app_user ORDER BY p.id {way}""",  # noqa: S608 our own words alone
        contract.id,
        *([mark] if mark else []),
        limit,
    )
    listed = [Listed(payment_out(row), f"{row['family_name']} {row['given_name']}".strip()) for row in found]
    return listed[::-1] if wanted.before else listed


async def list_uncounted(contract: GuardedContract, lately: int) -> list[CardPayment]:
    """Of the last ones of the contract those that were counted here and that billing has not told of yet, by the number
    of the payment or of the order that it pays; and those that people look into."""
    found = await rows(
        """SELECT p.* FROM (SELECT * FROM card_payment WHERE contract = {} ORDER BY id DESC LIMIT {}) p
        WHERE p.state <> 'refunded' AND (p.credited_at IS NOT NULL OR p.state = 'held')
            AND NOT EXISTS (SELECT 1 FROM payment b WHERE b.portal_order = p.number AND b.portal_order <> ''
                AND b.contract = p.contract AND b.deleted = FALSE)
            AND NOT EXISTS (SELECT 1 FROM service_order o JOIN payment b ON b.portal_order = o.key
                    AND b.portal_order <> '' AND b.contract = o.contract AND b.deleted = FALSE
                WHERE o.id = CASE WHEN p.kind = 'order' THEN CAST(p.reference AS BIGINT) END)
        ORDER BY p.id DESC""",
        contract.id,
        lately,
    )
    return [payment_out(row) for row in found]


async def find_invoice(contract: GuardedContract, invoice_id: int) -> Invoice | None:
    found = await tuples(
        "SELECT number, issued_on, total FROM invoice WHERE id = {} AND contract = {} AND deleted = FALSE",
        invoice_id,
        contract.id,
    )
    return Invoice(*found[0]) if found else None


_OF_INVOICE: Final = """card_payment p WHERE p.contract = i.contract AND p.kind = 'invoice'
                AND p.reference = CAST(i.id AS VARCHAR(40))"""
_BILLS: Final = f"""SELECT i.id, i.number, i.issued_on, i.period, i.total, i.due_on,
            EXISTS (SELECT 1 FROM {_OF_INVOICE} AND p.credited_at IS NOT NULL AND p.state <> 'refunded'),
            COALESCE((SELECT MIN(p.id) FROM {_OF_INVOICE} AND {UNSETTLED} AND p.state = 'held'), 0),
            COALESCE((SELECT MIN(p.id) FROM {_OF_INVOICE} AND {UNSETTLED} AND p.state <> 'held'), 0)
        FROM invoice i WHERE i.contract = {{}} AND i.issued_on >= {{}} AND i.deleted = FALSE
        ORDER BY i.issued_on, i.id"""  # noqa: S608 our own words alone


async def list_bills(contract: GuardedContract, since: date) -> list[CardBill]:
    """Issued since a day."""
    return [
        CardBill(id_, Bill(number, issued, Period.parse(period), total, due_on), bool(paid), held, begun)
        for id_, number, issued, period, total, due_on, paid, held, begun in await tuples(_BILLS, contract.id, since)
    ]


async def names_of(payment: CardPayment) -> Names:
    own = int(payment.reference or 0)
    [row] = await tuples(
        """SELECT c.key, c.number, u.email,
            COALESCE((SELECT i.key FROM invoice i WHERE i.id = {} AND p.kind = 'invoice'),
            (SELECT o.key FROM service_order o WHERE o.id = {} AND p.kind = 'order'), '') AS reference
        FROM card_payment p JOIN contract c ON c.id = p.contract JOIN app_user u ON u.id = p.app_user
        WHERE p.id = {}""",
        own,
        own,
        payment.id,
    )
    return Names(*row)
