"""Long work tells on a terminal how far it has come, and only there."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deliveries import DIRECTORY, deliver
from tests.house.source import ROOT


def on_a_terminal(*arguments: str, **settings: str) -> tuple[str, str]:
    """What the command says on standard error, a terminal, and on standard output, a pipe."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "src.cli", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KABINET_")}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment | settings, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        os.close(theirs)
        said = b"".join(iter(lambda: _read(ours), b""))
        assert process.stdout is not None
        return said.decode(), process.stdout.read()


def _read(terminal: int) -> bytes:
    """The next bytes; none when everybody who wrote there has ended, which Linux tells by an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        os.close(terminal)
        return b""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A data folder with a migrated base and a delivery that waits."""
    (tmp_path / "exchange" / "in").mkdir(parents=True)
    deliver(tmp_path / "exchange" / "in", "d1", **DIRECTORY)
    on_a_terminal("migrate", KABINET_DATA_DIR=str(tmp_path))
    return tmp_path


def test_an_import_tells_each_file_and_what_it_counts_again(filled: Path) -> None:
    said, told = on_a_terminal("exchange", KABINET_DATA_DIR=str(filled))
    rows = sum(len(table) for table in DIRECTORY.values())
    assert said.startswith(f"\rparties.csv: 1 of {rows}\x1b[K")
    assert f"\rregisters.csv: {rows} of {rows}\x1b[K" in said
    assert said.endswith("\rcontracts counted again: 2 of 2\x1b[K\r\n")
    assert told == f"in/d1: done; rows taken: {rows}, refused: 0\n"


def test_an_invention_tells_its_contracts(tmp_path: Path) -> None:
    said, _ = on_a_terminal("demo", str(tmp_path), "--contracts", "3", "--months", "1")
    assert said.endswith("\rcontracts: 3 of 3\x1b[K\r\n")


@pytest.mark.parametrize("command", ["exchange", "demo"])
def test_a_log_is_spared(filled: Path, command: str) -> None:
    arguments = ["demo", str(filled / "made"), "--contracts", "1"] if command == "demo" else [command]
    environment = {**os.environ, "KABINET_DATA_DIR": str(filled)}
    ended = subprocess.run(
        [sys.executable, "-m", "src.cli", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")
