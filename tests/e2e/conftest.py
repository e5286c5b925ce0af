"""Journeys in a real browser against a real `run`: portal, worker and sandbox mailbox in a folder of their own."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e.person import Person

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Portal:
    """A running copy of the whole: where it is, who may enter, what is still unlinked."""

    base_url: str
    mailbox_url: str
    accounts: dict[str, tuple[str, str]]
    contract_to_link: dict[str, str]
    data_dir: Path

    def login(self, role: str) -> tuple[str, str]:
        return self.accounts[role]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_for_start(process: subprocess.Popen[bytes], told: Path) -> dict[str, object]:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the portal ended with {process.returncode}"
        if told.exists() and answers(json.loads(told.read_text())["base_url"] + "/healthz"):
            return dict(json.loads(told.read_text()))
        time.sleep(0.1)
    raise AssertionError("the portal did not start within three minutes")


def start_portal(data_dir: Path, log: Path, **settings: str) -> tuple[subprocess.Popen[bytes], Portal]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KABINET_")}
    environment |= {"KABINET_DATA_DIR": str(data_dir), "KABINET_PORT": "0", "KABINET_CAPTCHA_COST": "1", **settings}
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "src.cli", "run"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    told = wait_for_start(process, data_dir / "demo.json")
    accounts = {a["role"]: (a["login"], a["password"]) for a in reversed(told["accounts"])}  # type: ignore[call-overload]
    return process, Portal(told["base_url"], told["mailbox_url"], accounts, told["contract_to_link"], data_dir)  # type: ignore[arg-type]


def stop_portal(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) in (0, -signal.SIGTERM), "the portal did not end by itself"


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("portal")
    process, started = start_portal(folder / "var", folder / "log.txt")
    yield started
    stop_portal(process)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    started = driver.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
    yield started
    started.close()


@pytest.fixture(params=["htmx", "plain"])
def scripted(request: pytest.FixtureRequest) -> bool:
    """Each journey runs twice: with HTMX, and with JavaScript off."""
    return bool(request.param == "htmx")


@pytest.fixture
def people(browser: Browser, portal: Portal) -> Iterator[list[Person]]:
    met: list[Person] = []
    yield met
    for person in met:
        person.leave()


@pytest.fixture
def person(browser: Browser, portal: Portal, scripted: bool, people: list[Person]) -> Person:
    people.append(Person(browser, portal.base_url, scripted=scripted))
    return people[-1]


@pytest.fixture
def colleague(browser: Browser, portal: Portal, scripted: bool, people: list[Person]) -> Person:
    people.append(Person(browser, portal.base_url, scripted=scripted))
    return people[-1]
