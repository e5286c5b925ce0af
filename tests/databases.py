"""Databases for tests: each test gets its own, copied from one that was migrated once."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import asyncpg

from src.storage.engine import open_base
from src.storage.migrate import migrate
from src.storage.tables import TABLES

QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=100"]
"""The server of one test run may lose everything when the machine stops."""

KEPT = ", ".join(f"'{table._meta.tablename}'" for table in TABLES)
EMPTYING = f"""DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' LOOP
        IF name IN ({KEPT}) THEN EXECUTE format('DELETE FROM %I', name);
        ELSE EXECUTE format('DROP TABLE %I CASCADE', name); END IF;
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE last_value IS NOT NULL;
END $$"""
"""Foreign keys do not count here, a test's own tables go, ids begin anew; a tenth of the time of a new database."""


class Databases(Protocol):
    def empty(self) -> str:
        """The address of a base without tables."""
        ...

    def migrated(self) -> str:
        """The address of a base with the schema of this version and no rows."""
        ...

    def copy_of(self, address: str) -> str:
        """The address of a base with all that the one at this address holds; nobody may be connected to that."""
        ...

    def give_back(self, address: str) -> None:
        """A migrated base is needed no more."""
        ...


class SqliteFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._template = folder / "template.sqlite"
        asyncio.run(_migrate(f"sqlite:///{self._template}"))

    def empty(self) -> str:
        return f"sqlite:///{self._next()}"

    def migrated(self) -> str:
        return f"sqlite:///{shutil.copyfile(self._template, self._next())}"

    def give_back(self, address: str) -> None:
        Path(address.removeprefix("sqlite:///")).unlink()

    def copy_of(self, address: str) -> str:
        return f"sqlite:///{shutil.copyfile(address.removeprefix('sqlite:///'), self._next())}"

    def _next(self) -> Path:
        return self._folder / f"{next(self._numbers)}.sqlite"


class PostgresDatabases:
    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self._numbers = count()
        self._returned: list[str] = []
        self._create("template")
        asyncio.run(_migrate(self._address("template")))

    def empty(self) -> str:
        return self._create(f"test_{next(self._numbers)}")

    def migrated(self) -> str:
        if not self._returned:
            return self._create(f"test_{next(self._numbers)}", "TEMPLATE template")
        asyncio.run(_execute(self._returned[-1], EMPTYING))
        return self._returned.pop()

    def give_back(self, address: str) -> None:
        self._returned.append(address)

    def copy_of(self, address: str) -> str:
        return self._create(f"test_{next(self._numbers)}", f"TEMPLATE {urlsplit(address).path[1:]}")

    def _address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self._sockets}"

    def _create(self, name: str, how: str = "") -> str:
        asyncio.run(_execute(self._address("postgres"), f"CREATE DATABASE {name} {how}"))
        return self._address(name)


async def _execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _migrate(address: str) -> None:
    base = open_base(address, 1)
    await base.start()
    try:
        await migrate()
    finally:
        await base.stop()


@contextmanager
def postgres_server(within: Path | None = None) -> Iterator[Path]:
    """A server of its own in a temporary folder, reached by the socket in the folder that is handed out."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=within))  # the path of a socket has at most 107 characters
    data = folder / "data"
    try:
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
        _run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = " ".join(f"-c {option}" for option in [*QUICK, f"unix_socket_directories={folder}"])
        _run("pg_ctl", "-D", data, "-l", folder / "log.txt", "-o", options, "-w", "start")
        try:
            yield folder
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str | Path) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4]))
    assert found, "PostgreSQL is not installed: apt-get install postgresql"
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    command = [*as_postgres, found[-1], *arguments]
    done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout.decode()
