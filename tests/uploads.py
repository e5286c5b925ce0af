"""An uploaded workbook as a check leaves it: its row, its mistakes, its file; and one that was ordered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from src.storage.forms import instant_in
from tests import factories
from tests.spreadsheets.books import honest

MISTAKE = {
    "cell": "L4",
    "serial": "00001",
    "typed": "5",
    "kind": "below_previous",
    "bound": "2300",
    "found": "",
    "channel": "A+",
    "fraction_digits": 0,
}


def _keep(folder: Path, name: str) -> None:
    folder.mkdir(exist_ok=True)
    honest(folder / f"{name}.xlsx")


async def uploaded(folder: Path, contract: int, person: int, name: str, mistakes: int = 1, **values: Any) -> int:
    """With so many mistakes, one a row; `name`: 32 hexadecimal digits; a value None: a column that is not there yet."""
    _keep(folder, name)
    usual = {
        "as_of": instant_in(factories.THIS.end(factories.MOSCOW)),
        "period": str(factories.THIS),
        "address": "192.0.2.7",
        "uploaded_at": instant_in(factories.NOW),
        "form": name,
        "digest": name * 2,
        "file": name,
        "name": "Показания.xlsx",
        "state": "done",
        "tries": 1,
        "until_at": 0,
        "refusal": "",
        "place": "",
        "cells": 3,
        "checked": 3,
        "mistakes": mistakes,
        "written": 0,
        "version": 0,
        "handed": 0,
        "kept": 0,
    }
    told = {name: value for name, value in {**usual, **values}.items() if value is not None}
    id_ = await factories.insert("workbook", contract=contract, app_user=person, **told)
    for line in range(4, 4 + mistakes):
        await factories.insert("workbook_mistake", workbook=id_, line=line, **{**MISTAKE, "cell": f"L{line}"})
    return id_


async def ordered(folder: Path, contract: int, person: Any, name: str, **values: Any) -> int:
    """An ordered workbook of the preliminary consumption that is made already; `name`: 32 hexadecimal digits."""
    _keep(folder, name)
    now = instant_in(factories.NOW)
    usual = {
        "role": person.role or "admin",
        "kind": "consumption",
        "asked": json.dumps({"period": str(factories.THIS)}),
        "asked_at": now,
        "state": "made",
        "tries": 1,
        "until_at": 0,
        "done": 0,
        "lines": 0,
        "made_at": now,
        "file": name,
    }
    return await factories.insert("workbook_order", contract=contract, app_user=person.id, **{**usual, **values})
