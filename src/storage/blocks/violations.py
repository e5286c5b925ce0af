"""The newest acts of violation of all contracts of a person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from src.domain.violations import Line
from src.storage.blocks.parts import OPEN_MINE, mine
from src.storage.engine import tuples
from src.storage.violations import LINE, line_of

_EVER: Final = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class NewestAct:
    contract_id: int
    number: str
    act: Line


# the newest n acts are in the n contracts of the newest ones, and among the first n of each
_LAST_OF_CONTRACT = """(SELECT x.%s FROM violation x WHERE x.contract = m.contract AND x.deleted = FALSE
            ORDER BY x.drawn_on DESC, x.id DESC LIMIT 1 OFFSET {})"""
_CONTRACTS = f"""SELECT m.contract, COALESCE({_LAST_OF_CONTRACT % "drawn_on"}, {{}}) AS last_day,
            COALESCE({_LAST_OF_CONTRACT % "id"}, 0) AS last_act
        FROM (SELECT m.contract FROM membership m WHERE {OPEN_MINE} AND m.violation_on IS NOT NULL
            ORDER BY m.violation_on DESC, m.contract DESC LIMIT {{}}) m"""  # noqa: S608 - our own words alone
_NEWEST = f"""SELECT c.id, c.number, {LINE}
    FROM (SELECT x.id FROM ({_CONTRACTS}) f
        JOIN violation x ON x.contract = f.contract AND x.deleted = FALSE
            AND (x.drawn_on, x.id) >= (f.last_day, f.last_act)
        ORDER BY x.drawn_on DESC, x.contract DESC, x.id DESC LIMIT {{}}) due
    JOIN violation v ON v.id = due.id
    JOIN contract c ON c.id = v.contract AND c.deleted = FALSE
    ORDER BY v.drawn_on DESC, v.contract DESC, v.id DESC"""  # noqa: S608 - our own words alone


async def newest_acts(user_id: int, now: datetime, limit: int) -> list[NewestAct]:
    last = limit - 1
    found = await tuples(_NEWEST, last, _EVER, last, *mine(user_id, now), limit, limit)
    return [NewestAct(contract_id, number, line_of(*line)) for contract_id, number, *line in found]
