"""The sheet's form: three fields a register, of as many registers as a page holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from litestar import Request
from litestar.exceptions import ClientException, NotFoundException

from src.domain.periods import Period
from src.services.readings.saving import Cell
from src.services.readings.sheet import PAGE
from src.web.forms import read_fields
from src.web.queries import text_in

FIELDS = PAGE * 3 + 10
LONGEST = 120
"""A value is at most forty characters; what was seen is that and its version."""
_VALUE = re.compile(r"v([0-9]{1,18})")
_SEEN = re.compile(r"(-?[0-9]{1,9})\.([01])\.(.*)", re.DOTALL)


async def read_sheet_form(request: Request[Any, Any, Any]) -> dict[str, str]:
    return await read_fields(request, FIELDS, LONGEST)


def cells_of(fields: Mapping[str, str]) -> dict[int, Cell]:
    """`v17` is what stands in register 17's field, `w17` what stood there (`version.tick.text`), `c17` its tick."""
    cells = {}
    for name, typed in fields.items():
        if match := _VALUE.fullmatch(name):
            seen = _SEEN.fullmatch(fields.get(f"w{match[1]}", "0.0."))
            if not seen:
                raise ClientException("поле показания повреждено")
            ticked = f"c{match[1]}" in fields
            cells[int(match[1])] = Cell(typed, ticked, int(seen[1]), seen[3], seen[2] == "1")
    return cells


def period_in(request: Request[Any, Any, Any]) -> Period | None:
    """The period of the query string; None where none is given, 404 where it is none."""
    return parse_period(text) if (text := text_in(request, "period")) else None


def parse_period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise NotFoundException from error
