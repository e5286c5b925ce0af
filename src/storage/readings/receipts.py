"""Receipts as they were given, with the statuses that their readings have now."""

import json

from src.domain.access import GuardedContract
from src.domain.consumption import Channel, Zone
from src.domain.periods import Period
from src.domain.receipts import Receipt, ReceiptLine
from src.domain.sheets import Counted, Kind
from src.domain.statuses import Status
from src.storage.engine import rows
from src.storage.forms import instant_out, scaled_out
from src.storage.links import Row

_SELECT = """SELECT r.id, r.number, r.period, r.sent_at, r.registers, u.family_name, u.given_name, u.patronymic,
        p.name AS party, p.inn, r.kind, old.number AS replaces, (SELECT n.number FROM receipt n
            WHERE n.contract = r.contract AND n.as_of = r.as_of AND n.replaces = r.id
            ORDER BY n.id DESC LIMIT 1) AS replaced_by
    FROM receipt r JOIN app_user u ON u.id = r.app_user JOIN contract c ON c.id = r.contract
        JOIN party p ON p.id = c.party LEFT JOIN receipt old ON old.id = r.replaces
    WHERE r.contract = {}"""


async def find_receipt(contract: GuardedContract, number: str) -> Receipt | None:
    found = await rows(_SELECT + " AND r.number = {}", contract.id, number)
    return _receipt(found[0]) if found else None


async def list_receipts(contract: GuardedContract, before: int, size: int) -> list[Receipt]:
    """The latest first; `before`: id of the last one shown, 0 for the first page."""
    beyond, values = (" AND r.id < {}", [before]) if before else ("", [])
    return [
        _receipt(row)
        for row in await rows(_SELECT + beyond + " ORDER BY r.id DESC LIMIT {}", contract.id, *values, size)
    ]


async def lines_of_receipt(receipt: Receipt, after: int, size: int | None) -> list[ReceiptLine]:
    """In the order in which they were sent; `size` None: all that follow."""
    found = await rows(
        """SELECT id, as_of, value, status, reason, counted FROM reading WHERE receipt = {} AND id > {}
        ORDER BY id LIMIT {}""",
        receipt.id,
        after,
        receipt.registers if size is None else size,
    )
    return [
        ReceiptLine(
            row["id"],
            instant_out(row["as_of"]),
            scaled_out(row["value"]),
            Status(row["status"]),
            row["reason"],
            _counted(json.loads(row["counted"])),
        )
        for row in found
    ]


def _receipt(row: Row) -> Receipt:
    sender = " ".join(part for part in (row["family_name"], row["given_name"], row["patronymic"]) if part)
    return Receipt(
        id=row["id"],
        number=row["number"],
        party=row["party"],
        inn=row["inn"],
        period=Period.parse(row["period"]),
        sent_at=instant_out(row["sent_at"]),
        sender=sender,
        registers=row["registers"],
        replaces=row["replaces"] or "",
        replaced_by=row["replaced_by"] or "",
        kind=Kind(row["kind"]),
    )


def _counted(kept: dict[str, object]) -> Counted:
    row: Row = dict(kept)
    return Counted(
        object_name=row["object"],
        point=row["point"],
        meter=row["meter"],
        serial=row["serial"],
        zone=Zone(row["zone"]),
        channel=Channel(row["channel"]),
        previous=scaled_out(row["previous"]),
        ratio=scaled_out(row["ratio"]),
        loss_percent=scaled_out(row["loss_percent"]),
        loss_sign=row["loss_sign"],
        category=row["category"],
        energy=row["energy"],
    )
