"""Acts of violation of a contract: the list, one of them."""

from datetime import date
from typing import Final

from src.domain.access import GuardedContract
from src.domain.enclosures import Enclosure
from src.domain.violations import Act, Kind, Line, Method, State, Volume
from src.storage.engine import tuples
from src.storage.forms import scaled_out
from src.storage.lists import Listing


async def hold(contract: GuardedContract, act_id: int) -> None:
    """Until the transaction ends nobody else objects to this act."""
    await tuples("SELECT id FROM violation WHERE id = {} AND contract = {} FOR UPDATE", act_id, contract.id)


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


ACTS: Final = Listing(
    table="violation",
    columns=("number", "drawn_on", "kind", "point", "since", "until", "total", "status"),
    made=line_of,
    day="drawn_on",
    kind="kind",
    sums=("asked",),
)
LINE: Final = ", ".join(f"v.{column}" for column in ("id", *ACTS.columns))
"""What `line_of` takes, of the act `v`."""
_ACT: Final = f"""SELECT {LINE}, v.energy, v.method, v.hours, v.power, v.volts, v.amperes, v.cos_phi, v.previous_check,
        v.object_until, v.place, v.meter, v.details, v.present, v.explanation, v.refusal, v.witnesses,
        v.file, v.digest, v.size
    FROM violation v WHERE v.id = {{}} AND v.contract = {{}} AND v.deleted = FALSE"""  # noqa: S608 our own words alone


async def find(contract: GuardedContract, act_id: int) -> Act | None:
    found = await tuples(_ACT, act_id, contract.id)
    if not found:
        return None
    line, (energy, method, hours, *measures, checked, until), rest = found[0][:9], found[0][9:18], found[0][18:]
    volume = Volume(Method(method), scaled_out(hours), *map(scaled_out, measures)) if method else None
    *texts, file, digest, size = rest
    said = (checked, until, *texts, Enclosure(file, digest, size))
    return Act(line_of(*line), scaled_out(energy), volume, *said)
