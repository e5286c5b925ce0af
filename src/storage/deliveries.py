"""How far each delivery of billing has come. The state moves in the transaction of the rows it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from src.storage.engine import execute, rows
from src.storage.forms import instant_in

GOING, DONE, REFUSED = "going", "done", "refused"


class DeliveryMoved(RuntimeError):
    """Somebody else has moved this delivery on: what we were about to write is there already."""


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """`step` counts files, `line` the done records of the current one; `accepted` and `refused` are rows of all."""

    id: int
    name: str
    digest: str
    state: str
    step: int = 0
    line: int = 0
    accepted: int = 0
    refused: int = 0
    report_bytes: int = 0


_COLUMNS = "id, name, digest, state, step, line, accepted, refused, report_bytes"


async def known(names: Sequence[str]) -> dict[str, DeliveryState]:
    """The deliveries of these names that were begun."""
    found = await rows(f"SELECT {_COLUMNS} FROM delivery WHERE name IN ({{}})", names)  # noqa: S608
    return {row["name"]: DeliveryState(**row) for row in found}


async def begin(name: str, digest: str, now: datetime) -> DeliveryState:
    [row] = await rows(
        f"""INSERT INTO delivery (name, digest, state, step, line, accepted, refused, report_bytes, started_at)
        VALUES ({{}}, {{}}, 'going', 0, 0, 0, 0, 0, {{}}) RETURNING {_COLUMNS}""",  # noqa: S608
        name,
        digest,
        instant_in(now),
    )
    return DeliveryState(**row)


async def move(old: DeliveryState, new: DeliveryState) -> None:
    """From the state that was read to the next; DeliveryMoved when it is no longer there."""
    moved = await execute(
        """UPDATE delivery SET step = {}, line = {}, accepted = {}, refused = {}, report_bytes = {}
        WHERE id = {} AND state = 'going' AND step = {} AND line = {}""",
        new.step,
        new.line,
        new.accepted,
        new.refused,
        new.report_bytes,
        old.id,
        old.step,
        old.line,
    )
    if not moved:
        raise DeliveryMoved(old.name)


async def finish(delivery: DeliveryState, state: str, now: datetime) -> DeliveryState:
    """Done or refused for good."""
    await execute(
        "UPDATE delivery SET state = {}, report_bytes = {}, refused = {}, finished_at = {} WHERE id = {}",
        state,
        delivery.report_bytes,
        delivery.refused,
        instant_in(now),
        delivery.id,
    )
    return replace(delivery, state=state)
