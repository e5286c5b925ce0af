"""What the months of contracts are counted from: where registers stood, and their readings in force."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.monthly import Placed, Readings, factor
from src.storage.engine import tuples
from src.storage.forms import instant_in
from src.storage.sheets import seen

_PLACES: Final = """SELECT s.contract, s.register, s.point, s.meter, r.zone, r.channel, r.digits, p.flow_sign, i.ratio,
        p.loss_percent, p.loss_sign, p.loss_kwh, s.installed_on, s.removed_on
    FROM sheet_row s
    JOIN register r ON r.id = s.register
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    WHERE s.contract IN ({}) AND r.channel IN ('A+', 'A-')
    ORDER BY s.register, s.installed_on"""

# another's reading that billing has counted counts here too, but not with what was kept of the other's point
_READINGS: Final = f"""SELECT s.contract, g.register, g.as_of, g.value, g.status, g.source, g.version,
        CASE WHEN g.contract = s.contract OR g.contract IS NULL THEN g.counted ELSE '' END
    FROM (SELECT DISTINCT contract, register FROM sheet_row WHERE contract IN ({{}})) s
    JOIN reading g ON g.register = s.register
    WHERE g.as_of >= {{}} AND g.deleted = FALSE AND g.status IN ('in_calculation', 'accepted', 'sent') AND {seen("g")}
    ORDER BY s.contract, g.register, g.as_of"""  # noqa: S608

_WEIGHT: Final = {"billing": 3, "remote": 2, "client": 1, "opening": 0}


async def places_of(ids: Sequence[int], zone: ZoneInfo) -> dict[int, dict[int, list[Placed]]]:
    found: dict[int, dict[int, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    midnights: dict[date | None, int | None] = {None: None}
    for contract, register, *rest, since, until in await tuples(_PLACES, ids):
        for day in (since, until):
            if day not in midnights:
                midnights[day] = instant_in(datetime(day.year, day.month, day.day, tzinfo=zone))
        found[contract][register].append(_placed(rest, midnights[since], midnights[until]))
    return found


async def readings_of(ids: Sequence[int], since: datetime) -> dict[tuple[int, int], Readings]:
    """By contract and register, of those that stand in these contracts."""
    return _in_force(await tuples(_READINGS, ids, instant_in(since)))


def ends_of(start: datetime, end: datetime) -> tuple[int, int]:
    return instant_in(start), instant_in(end)


def _placed(found: Sequence[Any], since: int | None, until: int | None) -> Placed:
    point, meter, zone, channel, digits, flow_sign, ratio, loss_percent, loss_sign, loss_kwh = found
    constant = loss_sign * ((2 * loss_kwh + 10**6) // (2 * 10**6))
    return Placed(
        point, meter, zone, channel, digits, flow_sign, ratio, loss_percent, loss_sign, constant, since or 0, until
    )


def _in_force(found: Iterable[tuple[Any, ...]]) -> dict[tuple[int, int], Readings]:
    """Of each register and instant the reading that billing counts, else the one nearest to it."""
    result: dict[tuple[int, int], list[tuple[int, int, int | None]]] = defaultdict(list)
    best: tuple[bool, int, int] = (False, 0, 0)
    for contract, register, as_of, value, status, source, version, counted in found:
        # of opening readings the supplier's, version 0, comes before what a client gave
        weight = (status == "in_calculation", _WEIGHT[source], -version if source == "opening" else version)
        series = result[contract, register]
        if not series or series[-1][0] != as_of:
            series.append((as_of, value, _kept(counted)))
        elif weight > best:
            series[-1] = (as_of, value, _kept(counted))
        else:
            continue
        best = weight
    return result  # type: ignore[return-value]


def _kept(counted: str) -> int | None:
    """What a reading that was sent here was counted with then; '' where nothing was kept."""
    if not counted:
        return None
    then = json.loads(counted)
    return factor(then["ratio"], then["loss_percent"], then["loss_sign"])
