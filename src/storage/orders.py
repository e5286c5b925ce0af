"""Orders of workbooks: placed, claimed by whoever makes them, found, forgotten."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.orders import Kind, Order, Stage, Wish
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out

UNDER_WAY: Final = "state IN ('waiting', 'reading', 'writing')"


async def lock_person(user_id: int) -> None:
    """Until the transaction ends this person places no other order."""
    await rows("SELECT id FROM app_user WHERE id = {} FOR UPDATE", user_id)


async def find_same(contract: GuardedContract, wish: Wish, since: datetime) -> int | None:
    """This very order of this person in this role, under way or made since then."""
    found = await rows(
        f"""SELECT id FROM workbook_order WHERE app_user = {{}} AND contract = {{}} AND role = {{}} AND kind = {{}}
            AND asked = {{}} AND ({UNDER_WAY} OR state = 'made' AND made_at > {{}}) ORDER BY id DESC LIMIT 1""",  # noqa: S608
        contract.user_id,
        contract.id,
        contract.role.value,
        wish.kind.value,
        _asked_in(wish.asked),
        instant_in(since),
    )
    return int(found[0]["id"]) if found else None


async def count_under_way(user_id: int) -> int:
    found = await rows(
        f"SELECT COUNT(*) AS orders FROM workbook_order WHERE app_user = {{}} AND {UNDER_WAY}",  # noqa: S608
        user_id,
    )
    return int(found[0]["orders"])


async def add(contract: GuardedContract, wish: Wish, now: datetime) -> int:
    found = await rows(
        """INSERT INTO workbook_order (contract, app_user, role, kind, asked, asked_at, state, tries, until_at, done,
            lines, made_at, file) VALUES ({}, {}, {}, {}, {}, {}, 'waiting', 0, {}, 0, 0, 0, '') RETURNING id""",
        contract.id,
        contract.user_id,
        contract.role.value,
        wish.kind.value,
        _asked_in(wish.asked),
        instant_in(now),
        instant_in(now),
    )
    return int(found[0]["id"])


async def find(contract: GuardedContract, order_id: int) -> Order | None:
    """Nobody but who placed it finds it, and only in the role in which it was placed: it may hold sums of money."""
    found = await rows(
        "SELECT * FROM workbook_order WHERE id = {} AND contract = {} AND app_user = {} AND role = {}",
        order_id,
        contract.id,
        contract.user_id,
        contract.role.value,
    )
    return _order_out(found[0]) if found else None


async def claim(now: datetime, until: datetime) -> Order | None:
    """The one that waits longest, held by the caller until `until`; one whose holder has not come back is claimed
    anew."""
    found = await rows(
        f"""UPDATE workbook_order SET state = 'reading', tries = tries + 1, until_at = {{}}, done = 0, lines = 0
        WHERE until_at <= {{}} AND id = (SELECT id FROM workbook_order WHERE {UNDER_WAY} AND until_at <= {{}}
            ORDER BY until_at, id LIMIT 1) RETURNING *""",  # noqa: S608
        instant_in(until),
        instant_in(now),
        instant_in(now),
    )
    return _order_out(found[0]) if found else None


async def advance(order: Order, until: datetime, stage: Stage, done: int, lines: int) -> bool:
    """Say how far it is, and hold it for longer; False when it is not the caller's any more."""
    changes = "until_at = {}, state = {}, done = {}, lines = {}"
    return await _set(order, changes, instant_in(until), stage.value, done, lines)


async def finish(order: Order, now: datetime, file: str) -> bool:
    return await _set(order, "state = 'made', made_at = {}, file = {}", instant_in(now), file)


async def fail(order: Order) -> bool:
    return await _set(order, "state = 'failed'")


async def _set(order: Order, changes: str, *values: Any) -> bool:
    """Only as long as this try is the one that holds it."""
    return bool(
        await execute(
            f"UPDATE workbook_order SET {changes} WHERE id = {{}} AND tries = {{}} AND {UNDER_WAY}",  # noqa: S608
            *values,
            order.id,
            order.tries,
        )
    )


async def forget_beyond(user_id: int, kept: int) -> list[str]:
    """Of this person's orders the latest ones stay; the files that go."""
    which = f"app_user = {{}} AND NOT {UNDER_WAY} ORDER BY id DESC LIMIT 1000 OFFSET {{}}"
    return (await _forget(which, user_id, kept))[1]


async def forget_old(before: datetime, count: int) -> tuple[int, list[str]]:
    """Forget some that were placed before that instant: how many there were, and the files that go."""
    return await _forget("asked_at < {} ORDER BY asked_at, id LIMIT {}", instant_in(before), count)


async def _forget(which: str, *values: Any) -> tuple[int, list[str]]:
    found = await tuples(f"SELECT id, file FROM workbook_order WHERE {which}", *values)  # noqa: S608
    if found:
        await execute("DELETE FROM workbook_order WHERE id IN ({})", [id_ for id_, _ in found])
    return len(found), [file for _, file in found if file]


async def all_files() -> frozenset[str]:
    return frozenset(file for (file,) in await tuples("SELECT file FROM workbook_order WHERE file <> ''"))


async def state_of(contract: GuardedContract) -> str:
    """Another word with every change of the contract's sheets: an order of before is then another one."""
    found = await rows("SELECT COALESCE(SUM(version), 0) AS changes FROM sheet WHERE contract = {}", contract.id)
    return str(int(found[0]["changes"]))


def _asked_in(asked: Mapping[str, str]) -> str:
    return json.dumps(dict(sorted(asked.items())), ensure_ascii=False)


def _order_out(row: dict[str, Any]) -> Order:
    return Order(
        id=row["id"],
        contract_id=row["contract"],
        user_id=row["app_user"],
        role=row["role"],
        wish=Wish(Kind(row["kind"]), json.loads(row["asked"])),
        asked_at=instant_out(row["asked_at"]),
        stage=Stage(row["state"]),
        tries=row["tries"],
        done=row["done"],
        lines=row["lines"],
        made_at=instant_out(row["made_at"]),
        file=row["file"],
    )
