"""Fills the tables of long lists in the order of time, as billing would do it: no client's rows lie together."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import asyncpg

from benchmarks.deliveries import NOW
from benchmarks.filling import add_person, login_of
from benchmarks.scale_selections import FIRST_DAY, Row
from benchmarks.scale_tables import SCALED, Scaled
from src.services import sessions
from src.storage.engine import Base, execute, execute_many, open_base, rows, transaction
from src.storage.migrate import migrate

SMALL, SHARE = 100, 100
"""Rows of an ordinary client; of the large one, so many of a table's rows to one of it: 100,000 of 10,000,000."""
CHUNK, DAYS = 100_000, 730


@dataclass(frozen=True, slots=True)
class Client:
    contract: int
    middle: dict[str, Row]
    """Of the list of each table the row in its middle."""


@dataclass(frozen=True, slots=True)
class Filled:
    token: str
    small: Client
    large: Client


async def fill(url: str, count: int, scaled: Sequence[Scaled] = SCALED) -> Filled:
    base = open_base(url, 4)
    await base.start()
    try:
        await migrate()
        clients = max((count - count // SHARE) // SMALL, 1)
        first = await _add_contracts(clients + 1)
        for each in scaled:
            _say(f"{base.dialect}: {count:,} rows of {each.table} for {clients:,} clients and a large one")
            await _fill_table(each, count, first, clients)
        await _settle(base, url)
        async with transaction():
            await add_person("scale", "S0000000", "S0000002")
            [person] = await rows("SELECT id FROM app_user WHERE email = {}", login_of("scale"))
            new = await sessions.begin(person["id"], True, "127.0.0.1", "bench", NOW)
        return Filled(new.token, await _client(first + 2, scaled), await _client(first, scaled))
    finally:
        await base.stop()


async def _add_contracts(count: int) -> int:
    """The id of the first one, which is the large client's; the others follow it."""
    async with transaction():
        await execute("CREATE TABLE scale_number (i BIGINT PRIMARY KEY)")
        await execute(
            f"""INSERT INTO scale_number WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n
            WHERE i + 1 < {CHUNK}) SELECT i FROM n"""
        )
        await execute("CREATE TABLE scale_day (i BIGINT PRIMARY KEY, day DATE NOT NULL, period VARCHAR(7) NOT NULL)")
        days = [FIRST_DAY + timedelta(days=at) for at in range(DAYS)]
        await execute_many(
            "INSERT INTO scale_day (i, day, period) VALUES ({}, {}, {})",
            [(at, day, f"{day:%Y-%m}") for at, day in enumerate(days)],
        )
        await execute(
            """INSERT INTO party (key, kind, name, inn, kpp, ogrn, address, deleted)
            VALUES ('S', 'legal', 'ООО «Вега»', '7736520080', '772901001', '1057746557329', 'Москва', FALSE)"""
        )
    for start in range(0, count, CHUNK):
        async with transaction():
            await execute(
                f"""INSERT INTO contract (key, party, number, signed_on, price_category, signature_required, email,
                    phone, search, sort_key, deleted)
                SELECT 'S' || SUBSTR(CAST(10000000 + {start} + n.i AS VARCHAR(40)), 2),
                    (SELECT id FROM party WHERE key = 'S'),
                    'S' || CAST({start} + n.i AS VARCHAR(40)), d.day, 1, FALSE, '', '', '', '', FALSE
                FROM scale_number n JOIN scale_day d ON d.i = 0 WHERE {start} + n.i < {count} ORDER BY n.i"""
            )
    [found] = await rows("SELECT MIN(id) AS first FROM contract")
    return int(found["first"])


async def _fill_table(scaled: Scaled, count: int, first: int, clients: int) -> None:
    """Chunk by chunk without the indexes, which are made at the end; then the months."""
    async with transaction():
        for name in scaled.indexes:
            await execute(f"DROP INDEX {name}")
    columns, values = ", ".join(scaled.values), ", ".join(scaled.values.values())
    for start in range(0, count, CHUNK):
        async with transaction():
            await execute(
                f"""INSERT INTO {scaled.table} ({columns}) SELECT {values} FROM (SELECT a.at, d.day,
                    {first} + CASE WHEN a.at % {SHARE} = 0 THEN 0 ELSE 1 + a.at % {clients} END AS contract
                    FROM (SELECT n.i + {start} AS at FROM scale_number n WHERE n.i + {start} < {count}) a
                    JOIN scale_day d ON d.i = a.at * {DAYS} / {count}) w ORDER BY w.at"""
            )
        if start % (CHUNK * 10) == 0:
            _say(f"  {start:,}")
    for text in scaled.indexes.values():
        async with transaction():
            await execute(text)
    if scaled.months:
        names, sums = ", ".join(scaled.kept), ", ".join(scaled.kept.values())
        by = "".join(f", t.{column}" for column in scaled.by)
        day = next(name for name, value in scaled.values.items() if value == "w.day")
        async with transaction():
            await execute(
                f"""INSERT INTO {scaled.months} (contract, period, {", ".join((*scaled.by, names))})
                SELECT t.contract, d.period{by}, {sums} FROM {scaled.table} t JOIN scale_day d ON d.day = t.{day}
                GROUP BY t.contract, d.period{by}"""
            )


async def _settle(base: Base, url: str) -> None:
    """What autovacuum does, sooner or later."""
    async with transaction():
        await execute("DROP TABLE scale_number")
        await execute("DROP TABLE scale_day")
    if base.dialect == "postgres":
        place = urlsplit(url)
        connection = await asyncpg.connect(
            host=parse_qs(place.query)["host"][0], user=place.username, database=place.path[1:]
        )
        await connection.execute("VACUUM ANALYZE")
        await connection.close()


async def _client(contract: int, scaled: Sequence[Scaled]) -> Client:
    found = {}
    for each in scaled:
        [held] = await rows(f"SELECT COUNT(*) AS held FROM {each.table} WHERE contract = {{}}", contract)
        day = next(name for name, value in each.values.items() if value == "w.day")
        [row] = await rows(
            f"""SELECT id, {each.amount} AS kopecks FROM {each.table} WHERE contract = {{}}
            ORDER BY {day} DESC, id DESC LIMIT 1 OFFSET {max(held["held"] // 2 - 1, 0)}""",
            contract,
        )
        found[each.table] = Row(row["id"], row["kopecks"])
    return Client(contract, found)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
