"""Objections and reports as they stand in the base."""

from __future__ import annotations

from typing import Any

from src.storage.forms import instant_in
from tests.rows import NOW, insert


async def statement(contract: int, person: int, act: int | None = None, **values: Any) -> int:
    """A draft, unless another state is given: an objection to an act, or a report without one."""
    usual = {
        "kind": "objection" if act else "report",
        "number": "",
        "state": "draft",
        "version": 1,
        "tab": "",
        "text": "Пломба цела.",
        "place": "" if act else "Склад, Ввод 1",
        "point": None,
        "noticed_at": None if act else instant_in(NOW),
        "meter": "",
        "present": "",
        "saved_at": instant_in(NOW),
        "sent_at": instant_in(NOW) if values.get("number") else None,
        "answer": "",
        "answered_at": None,
        "told": True,
    }
    return await insert("statement", contract=contract, violation=act, app_user=person, **{**usual, **values})


async def sent(contract: int, person: int, act: int | None = None, number: str = "ВН-1", **values: Any) -> int:
    return await statement(contract, person, act, **{"number": number, "state": "sent", **values})
