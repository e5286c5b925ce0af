"""Writing a sending: few statements however many registers, all inside the caller's transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.domain.sheets import Counted, Judged, Kind, counted_with
from src.storage.engine import copy, execute, rows, tuples
from src.storage.forms import instant_in, scaled_in

_COLUMNS = (
    "register", "as_of", "source", "version", "value", "status", "reason", "counted", "deleted", "receipt", "contract",
)  # fmt: skip
CHUNK = 1000
SOURCES = {Kind.CURRENT: "client", Kind.OPENING: "opening"}
_PHOTOS = """UPDATE photo SET reading = (SELECT g.id FROM reading g WHERE g.register = photo.register
        AND g.as_of = photo.as_of AND g.source = 'client' AND g.receipt = {})
    WHERE contract = {} AND as_of = {} AND reading IS NULL AND EXISTS (SELECT 1 FROM reading g
        WHERE g.register = photo.register AND g.as_of = photo.as_of AND g.source = 'client' AND g.receipt = {})"""


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """`idem` names the sending: of one form there may be several, told apart by what follows `.`; `replaces`: id of the
    receipt that this one corrects."""

    number: str
    idem: str
    replaces: int | None
    registers: int
    kind: Kind = Kind.CURRENT


async def number_of_sending(contract: GuardedContract, period: Period, zone: ZoneInfo, idem: str) -> str | None:
    """The latest receipt that this very form has got already."""
    found = await rows(
        """SELECT number FROM receipt WHERE contract = {} AND as_of = {}
            AND (idem = {} OR SUBSTR(idem, 1, {}) = {}) ORDER BY id DESC LIMIT 1""",
        contract.id,
        instant_in(period.end(zone)),
        idem,
        len(idem) + 1,
        f"{idem}.",
    )
    return found[0]["number"] if found else None


async def latest_number(
    contract: GuardedContract, period: Period, zone: ZoneInfo, kind: Kind = Kind.CURRENT
) -> str | None:
    found = await rows(
        "SELECT number FROM receipt WHERE contract = {} AND as_of = {} AND kind = {} ORDER BY id DESC LIMIT 1",
        contract.id,
        instant_in(period.end(zone)),
        kind.value,
    )
    return found[0]["number"] if found else None


async def _price_category(contract: GuardedContract) -> int:
    found = await rows("SELECT price_category FROM contract WHERE id = {}", contract.id)
    return int(found[0]["price_category"])


async def count_receipts(contract: GuardedContract, period: Period, zone: ZoneInfo) -> int:
    """How many receipts the period has."""
    found = await rows(
        "SELECT COUNT(*) AS receipts FROM receipt WHERE contract = {} AND as_of = {}",
        contract.id,
        instant_in(period.end(zone)),
    )
    return int(found[0]["receipts"])


async def lock_unchanged(contract: GuardedContract, period: Period, zone: ZoneInfo, version: int) -> bool:
    """Hold the sheet if nobody has written to it since it had this version."""
    return bool(
        await execute(
            "UPDATE sheet SET version = version + 1 WHERE contract = {} AND as_of = {} AND version = {}",
            contract.id,
            instant_in(period.end(zone)),
            version,
        )
    )


async def add_receipt(actor: Actor, contract: GuardedContract, period: Period, zone: ZoneInfo, new: NewReceipt) -> int:
    """The receipt's id; billing gets it with the next delivery: `outgoing` is empty."""
    found = await rows(
        """INSERT INTO receipt (number, contract, as_of, period, sent_at, app_user, replaces, registers, outgoing, idem,
            kind) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, NULL, {}, {}) RETURNING id""",
        new.number,
        contract.id,
        instant_in(period.end(zone)),
        str(period),
        instant_in(actor.now),
        actor.user_id,
        new.replaces,
        new.registers,
        new.idem,
        new.kind.value,
    )
    receipt_id: int = found[0]["id"]
    return receipt_id


@dataclass(frozen=True, slots=True)
class Shaping:
    """What readings are shaped with before they are stored; `used`: the highest versions of clients' readings, be they
    of another contract from which the meter came."""

    source: str
    category: int
    used: Mapping[int, int]

    def reading(self, judged: Judged) -> tuple[object, ...]:
        """As it is stored, but for its receipt. Ten thousand of them take a fifth of a second."""
        return _reading(judged, self.source, self.category, self.used.get(judged.line.register_id, 0))


async def shaping(
    contract: GuardedContract, period: Period, zone: ZoneInfo, lines: Sequence[Judged], kind: Kind
) -> Shaping:
    start, end = instant_in(period.start(zone)), instant_in(period.end(zone))
    span = (start, end - 1) if kind is Kind.OPENING else (end, end)
    source, category = SOURCES[kind], await _price_category(contract)
    return Shaping(source, category, await _used_versions([each.line.register_id for each in lines], source, *span))


async def _used_versions(register_ids: Sequence[int], source: str, since: int, until: int) -> dict[int, int]:
    used: dict[int, int] = {}
    for start in range(0, len(register_ids), CHUNK):
        found = await tuples(
            """SELECT register, MAX(version) FROM reading
            WHERE register IN ({}) AND as_of >= {} AND as_of <= {} AND source = {} GROUP BY register""",
            register_ids[start : start + CHUNK],
            since,
            until,
            source,
        )
        used.update(dict(found))
    return used


async def add_readings(contract: GuardedContract, receipt_id: int, readings: Sequence[tuple[object, ...]]) -> None:
    """The readings of the receipt, in the sheet's order, a few hundred at a time."""
    of_all = (receipt_id, contract.id)
    for start in range(0, len(readings), CHUNK):
        await copy("reading", _COLUMNS, [(*reading, *of_all) for reading in readings[start : start + CHUNK]])


async def take_places(
    contract: GuardedContract, period: Period, zone: ZoneInfo, receipt_id: int, corrected: Sequence[int], kind: Kind
) -> None:
    """What the receipt's readings correct is «Исправлено» now, their drafts are done with, and photos that waited are
    theirs. What another contract had sent of a meter that came from it stays as it is: its own receipt tells of it."""
    for start in range(0, len(corrected), CHUNK):
        await execute(
            "UPDATE reading SET status = 'corrected' WHERE id IN ({}) AND status IN ('sent', 'accepted')",
            corrected[start : start + CHUNK],
        )
    opening = kind is Kind.OPENING
    table, key = ("opening_draft", "period") if opening else ("draft", "as_of")
    await execute(
        f"""DELETE FROM {table} WHERE {key} = {{}} AND contract = {{}}
            AND register IN (SELECT n.register FROM reading n WHERE n.receipt = {{}})""",  # noqa: S608
        str(period) if opening else instant_in(period.end(zone)),
        contract.id,
        receipt_id,
    )
    await execute(_PHOTOS, receipt_id, contract.id, instant_in(period.end(zone)), receipt_id)


def _reading(judged: Judged, source: str, category: int, used: int) -> tuple[object, ...]:
    value = judged.checked.value
    assert value is not None, "only filled lines are sent"  # noqa: S101
    counted = _text(counted_with(judged, category))
    as_of = instant_in(judged.line.rule.as_of)
    return judged.line.register_id, as_of, source, used + 1, scaled_in(value), "sent", "", counted, False


def _text(counted: Counted) -> str:
    """As JSON; readings, ratio and percent are scaled integers there too."""
    return json.dumps(
        {
            "object": counted.object_name,
            "point": counted.point,
            "meter": counted.meter,
            "serial": counted.serial,
            "zone": counted.zone.value,
            "channel": counted.channel.value,
            "previous": scaled_in(counted.previous),
            "ratio": scaled_in(counted.ratio),
            "loss_percent": scaled_in(counted.loss_percent),
            "loss_sign": counted.loss_sign,
            "category": counted.category,
            "energy": counted.energy,
        },
        ensure_ascii=False,
    )
