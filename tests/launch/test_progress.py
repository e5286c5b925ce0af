"""Long work tells on a terminal how far it has come, and only there."""

import pty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from io import FileIO
from pathlib import Path

import pytest

from tests.deliveries import DIRECTORY, deliver
from tests.launch.conftest import Kabinet


@contextmanager
def screen() -> Iterator[Callable[[], str]]:
    """Standard error is a terminal; afterwards gives what stands on it."""
    ours, theirs = pty.openpty()
    with open(ours, "rb", buffering=0) as told:
        with open(theirs, "w") as terminal, redirect_stderr(terminal):
            yield lambda: said
        said = b"".join(iter(lambda: _read(told), b"")).decode()


def _read(told: FileIO) -> bytes:
    """The next bytes; none behind the last, which Linux tells by an error."""
    try:
        return told.read(4096)
    except OSError:
        return b""


@pytest.fixture
def filled(kabinet: Kabinet, tmp_path: Path) -> Path:
    """A data folder with a migrated base and a delivery that waits."""
    (tmp_path / "exchange" / "in").mkdir(parents=True)
    deliver(tmp_path / "exchange" / "in", "d1", **DIRECTORY)
    kabinet("migrate", KABINET_DATA_DIR=str(tmp_path))
    return tmp_path


def test_an_import_tells_each_file_and_what_it_counts_again(kabinet: Kabinet, filled: Path) -> None:
    with screen() as said:
        ended = kabinet("exchange", KABINET_DATA_DIR=str(filled))
    rows = sum(len(table) for table in DIRECTORY.values())
    assert said().startswith(f"\rparties.csv: 1 of {rows}\x1b[K")
    assert f"\rregisters.csv: {rows} of {rows}\x1b[K" in said()
    assert said().endswith("\rcontracts counted again: 2 of 2\x1b[K\r\n")
    assert ended.stdout == f"in/d1: done; rows taken: {rows}, refused: 0\n"


def test_an_invention_tells_its_contracts(kabinet: Kabinet, tmp_path: Path) -> None:
    with screen() as said:
        kabinet("demo", str(tmp_path), "--contracts", "3", "--months", "1")
    assert said().endswith("\rcontracts: 3 of 3\x1b[K\r\n")


@pytest.mark.parametrize("command", ["exchange", "demo"])
def test_a_log_is_spared(kabinet: Kabinet, filled: Path, command: str) -> None:
    arguments = ["demo", str(filled / "made"), "--contracts", "1"] if command == "demo" else [command]
    ended = kabinet(*arguments, KABINET_DATA_DIR=str(filled))
    assert (ended.returncode, ended.stderr) == (0, "")
