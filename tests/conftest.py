"""What every test may ask for: a base of its own, a clock that stands, settings."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar

from src.app import create_app, make_kit
from src.gateways.all import Gateways
from src.gateways.files.folder import FolderFiles
from src.gateways.files.opened import open_files
from src.gateways.passwords import Passwords
from src.sandbox.bank.server import BankServer
from src.services import sessions
from src.settings import Settings
from src.storage.engine import Base, open_base
from src.web.shell import Shell
from tests import banks, inspector
from tests.banks import Shop
from tests.cast import Cast, Person
from tests.clock import FixedClock
from tests.databases import Databases, PostgresDatabases, SqliteFiles, postgres_server
from tests.fakes import Bench, FakeMail
from tests.inspector import Inspector
from tests.stage import Stage, rehearse

QUICK_PASSWORDS = Passwords(memory_kib=8, passes=1)
"""The real hashes, made in a tenth of a millisecond."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgres"), default="sqlite", help="which database the tests use")
    parser.addoption("--full", action="store_true", help="walk the whole matrix of journeys in the browser")
    parser.addoption("--pictures", action="store_true", help="draw the pictures of the README anew")


def pytest_configure(config: pytest.Config) -> None:
    inspector.LOOKS = config.getoption("engine") == "sqlite"


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    if pytestconfig.getoption("engine") == "sqlite":
        yield SqliteFiles(tmp_path_factory.mktemp("databases"))
    else:
        with postgres_server() as sockets:
            yield PostgresDatabases(sockets)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of a migrated base without rows, this test's own."""
    address = databases.migrated()
    yield address
    databases.give_back(address)


@pytest.fixture
async def base(database_url: str) -> AsyncIterator[Base]:
    """A started base without rows; every table is bound to it."""
    opened = open_base(database_url, 4)
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    """Makes settings of a demo in this test's folder; arguments change them: `settings(port=1)`."""
    plain = Settings(
        mode="demo", secret_key="k" * 40, base_url="http://kabinet.test", data_dir=tmp_path, captcha_cost=1
    )

    def make(**changes: Any) -> Settings:
        return replace(plain, **changes)

    return make


@pytest.fixture(scope="session")
def stage(databases: Databases) -> Stage:
    """The cast as it was assembled once."""
    return asyncio.run(rehearse(databases.migrated()))


@pytest.fixture
def bank() -> Iterator[BankServer]:
    """A bank of this test's own, over HTTP on this machine."""
    with banks.running() as server:
        yield server


@pytest.fixture
def shop(cast: Cast, clock: FixedClock, settings: Callable[..., Settings], bank: BankServer) -> Shop:
    """Anna's contract, and a portal that takes cards by that bank."""
    return banks.shop_of(cast, clock, settings(**banks.told_of(bank)), bank)


@pytest.fixture
async def cast(stage: Stage, base: Base) -> Cast:
    """Anna and the others, with their contracts, in this test's base."""
    return await stage.set_up()


@pytest.fixture(scope="session")
def wired() -> Litestar:
    """The portal with its routes and templates read, which takes longer than most tests."""
    return create_app(
        Settings(secret_key="k" * 40),
        Gateways(mail=FakeMail(), passwords=QUICK_PASSWORDS, workshop=Bench(), files=FolderFiles(Path("/nowhere"))),
        FixedClock(),
    )


@pytest.fixture
def app(wired: Litestar, base: Base, settings: Callable[..., Settings], clock: FixedClock) -> Litestar:
    """The portal over this test's base and clock."""
    told = settings()
    gateways = Gateways(mail=FakeMail(), passwords=QUICK_PASSWORDS, workshop=Bench(), files=open_files(told))
    kit = replace(make_kit(told, gateways, clock), templates=wired.state.kit.templates)
    wired.state.kit = kit
    wired.asgi_handler = Shell(wired.asgi_handler.app, kit)
    return wired


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[Inspector]:
    """A browser in which nobody has signed in."""
    async with Inspector(app) as inspector:
        yield inspector


@pytest.fixture
async def client_for(app: Litestar, clock: FixedClock) -> AsyncIterator[Callable[[Person], Awaitable[Inspector]]]:
    """Makes a browser in which this person has signed in: `anna = await client_for(cast.anna)`."""
    async with AsyncExitStack() as opened:

        async def sign_in(person: Person) -> Inspector:
            new = await sessions.begin(person.id, False, "192.0.2.1", "pytest", clock())
            return await opened.enter_async_context(Inspector(app, cookies={"sid": new.token}))

        yield sign_in
