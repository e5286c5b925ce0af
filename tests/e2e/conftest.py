"""Journeys in a real browser against a real `run`: portal, worker and sandbox mailbox in a folder of their own."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.databases import postgres_server
from tests.e2e.billing import Billing
from tests.e2e.desks import DARK, PHONE, WIDE, Desks, Dress
from tests.e2e.judging import Judged
from tests.e2e.mailbox import Mailbox
from tests.e2e.person import Person
from tests.e2e.portal import Portal, start_portal, stop_portal

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-site-isolation-trials",  # with the next one: one process for all pages of a person
    "--renderer-process-limit=1",
]
NewPerson = Callable[..., Person]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Usually at 1280 pixels; `--full` walks everything in the dark and on a phone too."""
    if "dress" in metafunc.fixturenames:
        dresses = [WIDE, DARK, PHONE] if metafunc.config.getoption("full") else [WIDE]
        metafunc.parametrize("dress", dresses, ids=lambda dress: dress.name)


@pytest.fixture(scope="session")
def database(pytestconfig: pytest.Config) -> Iterator[dict[str, str]]:
    """The setting that names the base: SQLite in the portal's folder, or a server of its own (`--engine=postgres`)."""
    if pytestconfig.getoption("engine") == "sqlite":
        yield {}
    else:
        with postgres_server() as sockets:
            yield {"KABINET_DATABASE_URL": f"postgresql://postgres@/postgres?host={sockets}"}


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory, database: dict[str, str]) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("portal")
    process, started = start_portal(folder, **database)
    yield started
    stop_portal(process, folder)


@pytest.fixture(scope="session")
def mailbox(portal: Portal) -> Mailbox:
    return Mailbox(portal.mailbox_url)


@pytest.fixture(scope="session")
def billing(portal: Portal) -> Billing:
    return Billing(portal.data_dir / "exchange")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def chromium() -> str:
    """Without a window to imagine, where that one is installed: it does with a quarter less of the processor."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    started = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def desks(browser: Browser) -> Desks:
    return Desks(browser)


@pytest.fixture(params=["htmx", "plain"])
def scripted(request: pytest.FixtureRequest) -> bool:
    """Each journey runs twice: with HTMX, and with JavaScript off."""
    return bool(request.param == "htmx")


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """In the folder of the whole run."""
    own = tmp_path_factory.getbasetemp()
    return Judged((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "judged")


@pytest.fixture
def new_person(desks: Desks, portal: Portal, judged: Judged) -> Iterator[NewPerson]:
    """Makes a person at a browser of their own; at the end none of them may have seen an error."""
    met: list[Person] = []

    def make(*, scripted: bool = True, dress: Dress = WIDE) -> Person:
        met.append(Person(desks, portal.base_url, judged, scripted=scripted, dress=dress))
        return met[-1]

    yield make
    for person in met:
        person.leave()


@pytest.fixture
def person(new_person: NewPerson, scripted: bool, dress: Dress) -> Person:
    return new_person(scripted=scripted, dress=dress)


@pytest.fixture
def colleague(new_person: NewPerson, scripted: bool, dress: Dress) -> Person:
    return new_person(scripted=scripted, dress=dress)
