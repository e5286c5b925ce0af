"""What the supplier has on record of one contract: parties, curator, branch; objects, points, meters page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from src.domain.access import GuardedContract
from src.storage.contracts import escape
from src.storage.engine import rows
from src.storage.forms import scaled_out
from src.storage.links import Row


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    inn: str
    kpp: str
    ogrn: str
    address: str


@dataclass(frozen=True, slots=True)
class Branch:
    name: str
    head: str
    address: str
    phone: str
    fax: str


@dataclass(frozen=True, slots=True)
class Curator:
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class ContractCard:
    """`requests`: how many wait for an administrator's answer."""

    party: Party
    signed_on: date
    closed_on: date | None
    price_category: int
    signature_required: bool
    branch: Branch | None
    curator: Curator | None
    requests: int


async def load_card(contract: GuardedContract) -> ContractCard:
    found = await rows(
        """SELECT p.name, p.inn, p.kpp, p.ogrn, p.address, c.signed_on, c.closed_on, c.price_category,
            c.signature_required, b.id AS branch, b.name AS branch_name, b.head, b.address AS branch_address,
            b.phone AS branch_phone, b.fax, k.id AS curator, k.name AS curator_name, k.phone AS curator_phone,
            (SELECT COUNT(*) FROM link_request q WHERE q.contract = c.id) AS requests
        FROM contract c
        JOIN party p ON p.id = c.party
        LEFT JOIN branch b ON b.id = c.branch AND b.deleted = FALSE
        LEFT JOIN curator k ON k.id = c.curator AND k.deleted = FALSE
        WHERE c.id = {}""",
        contract.id,
    )
    row = found[0]
    return ContractCard(
        Party(row["name"], row["inn"], row["kpp"], row["ogrn"], row["address"]),
        row["signed_on"],
        row["closed_on"],
        row["price_category"],
        bool(row["signature_required"]),
        _branch(row),
        Curator(row["curator_name"], row["curator_phone"]) if row["curator"] else None,
        row["requests"],
    )


def _branch(row: Row) -> Branch | None:
    if row["branch"] is None:
        return None
    return Branch(row["branch_name"], row["head"], row["branch_address"], row["branch_phone"], row["fax"])


@dataclass(frozen=True, slots=True)
class Place:
    """A register where it stands. `power` in kW; `mark` leads to the rows after it."""

    mark: int
    object_id: int
    object_name: str
    object_address: str
    point_id: int
    point_name: str
    point_code: str
    power: Decimal
    voltage: str
    meter_id: int
    meter_type: str
    serial: str
    verified_until: date | None
    faulty: bool
    remote: bool
    ratio: Decimal
    zone: str
    channel: str
    digits: int


@dataclass(frozen=True, slots=True)
class PlacesWanted:
    """`after` and `before` are marks of rows at the end of the neighbouring page."""

    words: Sequence[str] = ()
    after: int = 0
    before: int = 0


_PLACES: Final = """SELECT s.id, o.id AS object, o.name AS object_name, o.address, p.id AS point, p.name AS point_name,
        p.code, p.power, p.voltage, m.id AS meter, m.type, m.serial, m.verified_until, m.state, m.remote, i.ratio,
        r.zone, r.channel, r.digits
    FROM sheet_row s
    JOIN supply_object o ON o.id = s.supply_object
    JOIN point p ON p.id = s.point
    JOIN meter m ON m.id = s.meter
    JOIN installation i ON i.id = s.installation
    JOIN register r ON r.id = s.register
    WHERE s.contract = {} AND (s.removed_on IS NULL OR s.removed_on > {})"""


async def list_places(contract: GuardedContract, wanted: PlacesWanted, today: date, limit: int) -> list[Place]:
    """Registers of meters that stand today, in order; with `before`, the last ones in front of it."""
    sql, values = _PLACES, [contract.id, today]
    for word in wanted.words:
        sql += " AND s.search LIKE {} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    way = "DESC" if wanted.before else "ASC"
    if mark := wanted.before or wanted.after:
        sign = "<" if wanted.before else ">"
        sql += f" AND (s.sort_key, s.id) {sign} (SELECT n.sort_key, n.id FROM sheet_row n"  # noqa: S608
        sql += " WHERE n.contract = {} AND n.id = {})"
        values += [contract.id, mark]
    found = await rows(f"{sql} ORDER BY s.sort_key {way}, s.id {way} LIMIT {{}}", *values, limit)
    places = [_place(row) for row in found]
    return places[::-1] if wanted.before else places


def _place(row: Row) -> Place:
    return Place(
        mark=row["id"],
        object_id=row["object"],
        object_name=row["object_name"],
        object_address=row["address"],
        point_id=row["point"],
        point_name=row["point_name"],
        point_code=row["code"],
        power=scaled_out(row["power"]),
        voltage=row["voltage"],
        meter_id=row["meter"],
        meter_type=row["type"],
        serial=row["serial"],
        verified_until=row["verified_until"],
        faulty=row["state"] == "faulty",
        remote=bool(row["remote"]),
        ratio=scaled_out(row["ratio"]),
        zone=row["zone"],
        channel=row["channel"],
        digits=row["digits"],
    )
