"""The bases that pages are measured in: invented deliveries of any size, taken in by the import, and people of theirs.

Made once and kept under var/bench; made anew when the schema, the generator or this module changes.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deliveries import NOW, ZONE
from src.demo import shapes
from src.demo.delivery import write_delivery
from src.demo.plan import Plan, contract_key
from src.demo.shapes import Shape
from src.gateways.files.folder import FolderFiles
from src.services import sessions
from src.services.exchange.rounds import take_in
from src.storage.engine import execute, execute_many, open_base, rows, transaction
from src.storage.forms import instant_in
from src.storage.members.names import recount_person
from src.storage.migrate import migrate
from src.storage.waiting import recount_for_members

SOURCE = Path(__file__).parent.parent / "src"
SIZED = {0: 50, 50: 1_000, 51: 10_000}
"""Contracts by index that have working meters alone: how many. Only the first one in a base that is small."""
SMALL = 1_000
PEOPLE = {
    "fifty": (0, 49),
    "many": (0, 9_999),
    "registers 50": (0, 0),
    "registers 1000": (50, 50),
    "registers 10000": (51, 51),
    "members 50": (52, 52),
    "members 1000": (53, 53),
}
"""Whose contracts are which, by the first and last index; the first one is the current contract."""


PEOPLE_BESIDE = {"members 50": 49, "members 1000": 999}
"""So many others look at the first contract of these people."""


@dataclass(frozen=True, slots=True)
class SizedPlan(Plan):
    def shape(self, index: int) -> Shape:
        large = index == 0 or self.contracts > SMALL
        return shapes.largest(SIZED[index]) if large and index in SIZED else shapes.shape_of(index)


def digest() -> str:
    """Changes with everything that may decide what a filled base holds."""
    made_by = [path for name in ("storage", "demo") for path in sorted((SOURCE / name).rglob("*.py"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in (Path(__file__), *made_by))).hexdigest()[:12]


def sqlite_base(folder: Path, contracts: int) -> Path:
    """A filled base, from an earlier run where there is one; whoever writes to it takes a copy."""
    path = folder / f"contracts-{contracts}-{digest()}.sqlite"
    if not path.exists():
        for old in folder.glob(f"contracts-{contracts}-*"):
            old.unlink()
        making = path.with_suffix(".making")
        asyncio.run(fill(f"sqlite:///{making}", contracts, folder))
        making.rename(path)
    return path


async def fill(url: str, contracts: int, folder: Path) -> None:
    base = open_base(url, 4)
    await base.start()
    inbox = folder / f"inbox-{contracts}"
    shutil.rmtree(inbox, ignore_errors=True)
    try:
        _say(f"making a base of {contracts} contracts ({base.dialect})")
        await migrate()
        write_delivery(inbox, "1", SizedPlan(NOW, ZONE, contracts))
        [outcome] = await take_in(inbox, FolderFiles(folder / "files"), lambda: NOW, ZONE)
        assert (outcome.state, outcome.refused) == ("done", 0), outcome
        async with transaction():
            for name, (first, last) in PEOPLE.items():
                await add_person(name, contract_key(first), contract_key(min(last, contracts - 1)))
                await _add_viewers(contract_key(first), PEOPLE_BESIDE.get(name, 0))
        if base.dialect == "postgres":  # what autovacuum does there, sooner or later
            async with transaction():
                await execute("ANALYZE")
    finally:
        await base.stop()
        shutil.rmtree(inbox, ignore_errors=True)


async def add_person(name: str, first: str, last: str) -> None:
    """As if the person had linked these contracts one by one."""
    login, at = login_of(name), instant_in(NOW)
    [person] = await rows(
        """INSERT INTO app_user (email, email_folded, family_name, given_name, patronymic, password_hash, link_version,
            created_at, confirmed_at, current_contract)
        VALUES ({}, {}, 'Иванова', 'Анна', 'Сергеевна', '!', 0, {}, {}, (SELECT id FROM contract WHERE key = {}))
        RETURNING id""",
        login, login, at, at, first,
    )  # fmt: skip
    await execute(
        """INSERT INTO membership (app_user, contract, role, from_at, until_at, granted_by, sort_key, sort_name)
        SELECT {}, id, 'admin', {}, NULL, NULL, sort_key, sort_name FROM contract WHERE key >= {} AND key <= {}""",
        person["id"], at, first, last,
    )  # fmt: skip
    await recount_person(person["id"])
    linked = await rows("SELECT id FROM contract WHERE key >= {} AND key <= {} ORDER BY key", first, last)
    for start in range(0, len(linked), 500):
        await recount_for_members([row["id"] for row in linked[start : start + 500]], NOW)


async def _add_viewers(key: str, count: int) -> None:
    """So many other people who look at this contract."""
    at, names = instant_in(NOW), [f"{key.lower()}-viewer-{number:04}@bench.example" for number in range(count)]
    await execute_many(
        """INSERT INTO app_user (email, email_folded, family_name, given_name, patronymic, password_hash, link_version,
            created_at, confirmed_at) VALUES ({}, {}, 'Смотрящий', 'Пётр', 'Ильич', '!', 0, {}, {})""",
        [(name, name, at, at) for name in names],
    )
    await execute_many(
        """INSERT INTO membership (app_user, contract, role, from_at, sort_key, sort_name, person_key, granted_by)
        SELECT u.id, c.id, 'viewer', CAST({} AS BIGINT), c.sort_key, c.sort_name, CAST({} AS VARCHAR(600)),
            (SELECT MIN(a.app_user) FROM membership a WHERE a.contract = c.id AND a.role = 'admin')
        FROM app_user u JOIN contract c ON c.key = {} WHERE u.email_folded = {}""",
        [(at, f"смотрящий петр ильич {name}", key, name) for name in names],
    )


def login_of(name: str) -> str:
    return f"{name.replace(' ', '-')}@bench.example"


@dataclass(frozen=True, slots=True)
class Person:
    """Signed in: the token of the session's cookie, and the current contract."""

    token: str
    contract: int


async def sign_in(url: str) -> dict[str, Person]:
    """A new session for each person of the base, by name."""
    base = open_base(url, 1)
    await base.start()
    try:
        return {name: await _sign_in(name) for name in PEOPLE}
    finally:
        await base.stop()


async def _sign_in(name: str) -> Person:
    [found] = await rows("SELECT id, current_contract FROM app_user WHERE email = {}", login_of(name))
    async with transaction():
        new = await sessions.begin(found["id"], True, "127.0.0.1", "bench", NOW)
    return Person(new.token, found["current_contract"])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
