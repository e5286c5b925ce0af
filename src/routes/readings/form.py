"""The sheet's form: three fields a register, of as many registers as a page holds."""

import re
import secrets
from collections.abc import Mapping

from litestar.exceptions import ClientException, NotFoundException

from src.domain.cells import Cell, seen_in
from src.domain.periods import Period
from src.services.readings import sending, sheet
from src.web.forms import read_fields
from src.web.pages import AnyRequest
from src.web.queries import id_of, text_in

FIELDS = sheet.PAGE * 3 + 10
LONGEST = 120
"""A value is at most forty characters; what was seen is that and its version."""
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_VALUE = re.compile(r"v([0-9]{1,18})")


async def read_sheet_form(request: AnyRequest) -> dict[str, str]:
    return await read_fields(request, FIELDS, LONGEST)


def cells_of(fields: Mapping[str, str]) -> dict[int, Cell]:
    """`v17` is what stands in register 17's field, `w17` what stood there (`version.tick.text`), `c17` its tick."""
    cells = {}
    for name, typed in fields.items():
        if match := _VALUE.fullmatch(name):
            seen = seen_in(fields.get(f"w{match[1]}", "0.0."))
            if not seen:
                raise ClientException("поле показания повреждено")
            ticked = f"c{match[1]}" in fields
            cells[int(match[1])] = Cell(typed, ticked, *seen)
    return cells


def new_key() -> str:
    return secrets.token_urlsafe(12)


def key_of(text: str) -> str:
    """The form's own key; a form without one is a sending of its own."""
    return text if _KEY.fullmatch(text) else new_key()


def asked_in(fields: Mapping[str, str], period: Period) -> sending.Asked:
    """The form's key, and the review that was agreed to."""
    return sending.Asked(period, key_of(fields.get("key", "")), id_of(fields.get("agreed", "")) or None)


def period_in(request: AnyRequest) -> Period | None:
    """The period of the query string; None where none is given, 404 where it is none."""
    if not (text := text_in(request, "period")):
        return None
    try:
        return Period.parse(text)
    except ValueError as error:
        raise NotFoundException from error
