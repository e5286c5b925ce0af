"""What a list comes to by contract and month, kept in the transaction that changes its rows: by what they were before
it and what they are after it, so that a delivery of one row costs one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from src.storage.engine import bound, execute_many, tuples
from src.storage.imports import listed
from src.storage.lists import Listing
from src.storage.touched import keyed

Held = tuple[Any, ...]
"""Contract, kind (where the list has any), day and sums of a row that is not deleted."""


async def held(listing: Listing[Any], keys: Iterable[str]) -> list[Held]:
    """What these rows count for now."""
    columns = ", ".join(f"k.{name}" for name in (*_key(listing, listing.day), *listing.sums, "deleted"))
    found = await tuples(f"SELECT {columns} FROM {keyed(listing.table, bound().dialect)}", listed(keys))  # noqa: S608
    return [row[:-1] for row in found if not row[-1]]


async def carry(listing: Listing[Any], gone: Iterable[Held], come: Iterable[Held]) -> None:
    """Bring the months to what the rows are now, in the transaction that changed them."""
    changes: dict[Held, list[int]] = defaultdict(lambda: [0] * (1 + len(listing.sums)))
    size = len(_key(listing, listing.day))
    for sign, rows in ((-1, gone), (1, come)):
        for row in rows:
            key = (*row[: size - 1], f"{row[size - 1]:%Y-%m}")
            changes[key] = [old + sign * new for old, new in zip(changes[key], (1, *row[size:]), strict=True)]
    names = ("things", *listing.sums)
    columns = (*_key(listing, "period"), *names)
    added = ", ".join(f"{name} = {listing.months}.{name} + excluded.{name}" for name in names)
    await execute_many(
        f"""INSERT INTO {listing.months} ({", ".join(columns)}) VALUES ({", ".join(["{}"] * len(columns))})
        ON CONFLICT ({", ".join(columns[: -len(names)])}) DO UPDATE SET {added}""",  # noqa: S608
        [(*key, *change) for key, change in sorted(changes.items()) if any(change)],
    )


def _key(listing: Listing[Any], time: str) -> tuple[str, ...]:
    return ("contract", listing.kind, time) if listing.kind else ("contract", time)
