"""Acts of violation of a contract: pages, sums, one of them; the newest of all contracts of a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.violations import Act, Kind, Line, Method, State, Totals, Volume
from src.storage.engine import tuples
from src.storage.forms import scaled_out


@dataclass(frozen=True, slots=True)
class Wanted:
    """Drawn up from one day to another, both included, of a kind; None and '': any. Ids of acts beside the page."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    after: int = 0
    before: int = 0


LINE: Final = "v.id, v.number, v.drawn_on, v.kind, v.point, v.since, v.until, v.total, v.status"
_ACT: Final = f"""SELECT {LINE}, v.energy, v.method, v.hours, v.power, v.volts, v.amperes, v.cos_phi, v.previous_check,
        v.object_until, v.place, v.meter, v.details, v.present, v.explanation, v.refusal, v.witnesses, v.file
    FROM violation v WHERE v.id = {{}} AND v.contract = {{}} AND v.deleted = FALSE"""  # noqa: S608 our own words alone


async def list_page(contract: GuardedContract, wanted: Wanted, limit: int) -> list[Line]:
    """The newest first; at most `limit` acts, with `before` the last ones in front of it."""
    sql, values = _conditions(contract, wanted)
    if mark := wanted.before or wanted.after:
        sql += f" AND (x.drawn_on, x.id) {'>' if wanted.before else '<'} (SELECT n.drawn_on, n.id FROM violation n"  # noqa: S608
        sql += " WHERE n.contract = {} AND n.id = {})"
        values += [contract.id, mark]
    way = "ASC" if wanted.before else "DESC"
    cut = f"SELECT x.id FROM violation x WHERE {sql} ORDER BY x.drawn_on {way}, x.id {way} LIMIT {{}}"  # noqa: S608
    found = await tuples(
        f"SELECT {LINE} FROM ({cut}) f JOIN violation v ON v.id = f.id ORDER BY v.drawn_on {way}, v.id {way}",  # noqa: S608
        *values,
        limit,
    )
    lines = [line_of(*row) for row in found]
    return lines[::-1] if wanted.before else lines


async def sum_up(contract: GuardedContract, wanted: Wanted) -> Totals:
    """Of all that the filter finds."""
    sql, values = _conditions(contract, wanted)
    [(acts, kopecks)] = await tuples(
        f"SELECT COUNT(*), CAST(COALESCE(SUM(x.asked), 0) AS BIGINT) FROM violation x WHERE {sql}",  # noqa: S608
        *values,
    )
    return Totals(acts, kopecks)


def _conditions(contract: GuardedContract, wanted: Wanted) -> tuple[str, list[Any]]:
    sql, values = "x.contract = {} AND x.deleted = FALSE", list[Any]([contract.id])
    asked = (("kind = {}", wanted.kind), ("drawn_on >= {}", wanted.since), ("drawn_on <= {}", wanted.until))
    for condition, value in asked:
        if value:
            sql += f" AND x.{condition}"
            values.append(value)
    return sql, values


async def find(contract: GuardedContract, act_id: int) -> Act | None:
    found = await tuples(_ACT, act_id, contract.id)
    if not found:
        return None
    line, (energy, method, hours, *measures, checked, until), texts = found[0][:9], found[0][9:18], found[0][18:]
    volume = Volume(Method(method), scaled_out(hours), *map(scaled_out, measures)) if method else None
    return Act(line_of(*line), scaled_out(energy), volume, checked, until, *texts)


def line_of(
    id_: int,
    number: str,
    drawn_on: date,
    kind: str,
    point: str,
    since: date | None,
    until: date | None,
    kopecks: int | None,
    state: str,
) -> Line:
    return Line(id_, number, drawn_on, Kind(kind), point, since, until, kopecks, State(state))
