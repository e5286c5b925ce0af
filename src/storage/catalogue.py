"""The catalogue of services, page by page; one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from src.domain.catalogue import Place, Service
from src.storage.contracts import escape
from src.storage.engine import tuples


@dataclass(frozen=True, slots=True)
class ServicesWanted:
    """`words`: all of them stand in the name; `after` and `before` are ids at the end of the neighbouring page."""

    words: Sequence[str] = ()
    after: int = 0
    before: int = 0


_SERVICE: Final = "SELECT id, key, name, description, price, unit, vat_percent, conditions, place FROM service s"


async def list_services(wanted: ServicesWanted, limit: int) -> list[Service]:
    """By name; with `before`, the last ones in front of it."""
    sql, values = f"{_SERVICE} WHERE s.deleted = FALSE", list[Any]()
    for word in wanted.words:
        sql += " AND s.sort_key LIKE {} ESCAPE '!'"
        values.append(f"%{escape(word)}%")
    way = "DESC" if wanted.before else "ASC"
    if mark := wanted.before or wanted.after:
        sign = "<" if wanted.before else ">"
        sql += f" AND (s.sort_key, s.id) {sign} (SELECT n.sort_key, n.id FROM service n WHERE n.id = {{}})"  # noqa: S608
        values.append(mark)
    found = await tuples(f"{sql} ORDER BY s.sort_key {way}, s.id {way} LIMIT {{}}", *values, limit)
    services = [_service(row) for row in found]
    return services[::-1] if wanted.before else services


async def find_service(service_id: int) -> Service | None:
    """One that can be ordered now."""
    found = await tuples(f"{_SERVICE} WHERE s.id = {{}} AND s.deleted = FALSE", service_id)
    return _service(found[0]) if found else None


def _service(row: tuple[Any, ...]) -> Service:
    id_, key, name, description, price, unit, rate, conditions, place = row
    return Service(id_, key, name, description, price, unit, rate, conditions, Place(place))
