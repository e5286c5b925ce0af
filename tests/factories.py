"""Rows of the supplier's directory for tests, written as an import would leave them.

Every function gives the id; what is not said is sensible. After the rows of a contract are there, `settle(contract)`
counts what is derived of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from src.domain.periods import Period
from src.storage.engine import rows, transaction
from src.storage.forms import instant_in, scaled_in
from src.storage.own_windows import recount_windows
from tests.rows import MOSCOW, NOW, THIS, insert, member, settle, settle_money, user

__all__ = ["INN", "KPP", "MOSCOW", "NOW", "OGRN", "THIS", "insert", "member", "settle", "settle_money", "user"]

INN, KPP, OGRN = "7736520080", "772901001", "1057746557329"

_numbers = count(1)


def _key() -> str:
    return f"k{next(_numbers):05}"


@dataclass(frozen=True)
class Contract:
    id: int
    key: str
    number: str


@dataclass(frozen=True)
class Metered:
    """One register with everything above it."""

    object_id: int
    point_id: int
    meter_id: int
    installation_id: int
    register_id: int


async def party(name: str = "ООО «Вега»", inn: str = INN, kpp: str = KPP, ogrn: str = OGRN) -> int:
    return await insert(
        "party",
        key=_key(),
        kind="legal" if kpp else "sole",
        name=name,
        inn=inn,
        kpp=kpp,
        ogrn=ogrn,
        address="117312, Москва, ул. Вавилова, 9",
        deleted=False,
    )


async def contract(
    number: str | None = None, party_id: int | None = None, settled: bool = True, **values: Any
) -> Contract:
    """Unless `settled`, count it afterwards."""
    key = _key()
    usual = {
        "signed_on": date(2020, 1, 15),
        "closed_on": None,
        "price_category": 1,
        "signature_required": False,
        "email": "office@vega.example",
        "phone": "+7 495 000-00-00",
        "branch": None,
        "curator": None,
        "search": "",
        "sort_key": "",
        "deleted": False,
    }
    number = number or f"9700{next(_numbers):04}"
    owner = party_id or await party()
    id_ = await insert("contract", **{"key": key, "party": owner, "number": number, **usual, **values})
    if settled:
        await settle(id_)
    return Contract(id_, key, number)


async def supply_object(contract_id: int, name: str = "Склад", address: str = "Москва, ул. Складская, 1") -> int:
    return await insert("supply_object", key=_key(), contract=contract_id, name=name, address=address, deleted=False)


async def point(object_id: int, name: str = "Ввод 1", **values: Any) -> int:
    usual = {
        "code": "770000000000101",
        "power": scaled_in(Decimal(150)),
        "voltage": "NN",
        "flow_sign": 1,
        "loss_kwh": 0,
        "loss_percent": 0,
        "loss_sign": 1,
        "deleted": False,
    }
    return await insert("point", **{"key": _key(), "supply_object": object_id, "name": name, **usual, **values})


async def meter(serial: str | None = None, **values: Any) -> int:
    usual = {
        "type": "Меркурий 230",
        "verified_until": date(2030, 1, 1),
        "state": "working",
        "remote": False,
        "deleted": False,
    }
    return await insert("meter", **{"key": _key(), "serial": serial or f"0{next(_numbers):07}", **usual, **values})


async def installation(
    point_id: int, meter_id: int, ratio: int = 1, since: date = date(2020, 1, 15), until: date | None = None
) -> int:
    return await insert(
        "installation",
        point=point_id,
        meter=meter_id,
        installed_on=since,
        removed_on=until,
        ratio=scaled_in(Decimal(ratio)),
        deleted=False,
    )


async def register(
    meter_id: int, zone: str = "T0", channel: str = "A+", digits: int = 6, fraction_digits: int = 0
) -> int:
    return await insert(
        "register",
        key=_key(),
        meter=meter_id,
        zone=zone,
        channel=channel,
        digits=digits,
        fraction_digits=fraction_digits,
        deleted=False,
    )


async def reading(register_id: int, as_of: datetime, value: str | int, source: str = "billing", **values: Any) -> int:
    usual = {
        "version": 1,
        "status": "in_calculation",
        "reason": "",
        "receipt": None,
        "contract": await _contract_of(values.get("receipt")),
        "counted": "",
        "deleted": False,
    }
    return await insert(
        "reading",
        **{
            "register": register_id,
            "as_of": instant_in(as_of),
            "source": source,
            "value": scaled_in(Decimal(value)),
            **usual,
            **values,
        },
    )


async def _contract_of(receipt_id: int | None) -> int | None:
    return (await rows("SELECT contract FROM receipt WHERE id = {}", receipt_id))[0]["contract"] if receipt_id else None


async def readings(register_id: int, values: Sequence[str | int], last: Period = THIS.previous) -> None:
    """One a month, the last one closing the period `last`."""
    async with transaction():
        for period, value in zip(last.last(len(values)), values, strict=True):
            await reading(register_id, period.end(MOSCOW), value)


async def metered(
    contract_id: int, *, ratio: int = 1, values: Sequence[str | int] = (), settled: bool = True, **meter_values: Any
) -> Metered:
    """A register with an object, a point and a meter of its own; `values`: its monthly readings up to last month.

    Unless `settled`, count it afterwards: a base of an earlier version has not all that the counting of today asks.
    """
    async with transaction():
        object_id = await supply_object(contract_id)
        point_id = await point(object_id)
        meter_id = await meter(**meter_values)
        installation_id = await installation(point_id, meter_id, ratio)
        register_id = await register(meter_id)
        await readings(register_id, values)
        if settled:
            await settle(contract_id)
    return Metered(object_id, point_id, meter_id, installation_id, register_id)


async def window(contract_key: str, period: Period, opens_at: datetime, closes_at: datetime) -> int:
    """For one contract, or for all with the key `*`."""
    made = await insert(
        "submission_window",
        contract_key=contract_key,
        period=str(period),
        opens_at=instant_in(opens_at),
        closes_at=instant_in(closes_at),
        deleted=False,
    )
    async with transaction():
        await recount_windows([row["id"] for row in await rows("SELECT id FROM contract WHERE key = {}", contract_key)])
    return made


async def invoice(contract_id: int, number: str = "А-1045", total: int = 184_320_50, **values: Any) -> int:
    """Kopecks; of last month, issued on the 5th, due on the 18th."""
    usual = {"period": str(THIS.previous), "issued_on": THIS.day(5), "due_on": THIS.day(18), "deleted": False}
    made = await insert(
        "invoice",
        **{
            "key": _key(),
            "contract": contract_id,
            "number": number,
            "total": total,
            "vat": total // 6,
            **usual,
            **values,
        },
    )
    await settle_money(contract_id)
    return made
