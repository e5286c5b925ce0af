"""An inbox, and a call that takes in what lies there."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from src.gateways.files.folder import FolderFiles
from src.services.exchange.incoming import Outcome
from src.services.exchange.rounds import take_in
from src.storage.engine import Base
from tests.clock import FixedClock
from tests.deliveries import DIRECTORY, deliver
from tests.factories import MOSCOW

Take = Callable[[], Awaitable[list[Outcome]]]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path / "in"


@pytest.fixture
def take(base: Base, inbox: Path, tmp_path: Path, clock: FixedClock) -> Take:
    return lambda: take_in(inbox, FolderFiles(tmp_path / "files"), clock, MOSCOW)


@pytest.fixture
async def directory(inbox: Path, take: Take) -> None:
    """The directory of tests/deliveries.py is in the base."""
    deliver(inbox, "000", **DIRECTORY)
    await take()
