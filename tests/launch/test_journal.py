"""`kabinet check-journal`: whole, broken, another key, a witness; by its exit code too."""

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from src.jobs.journal import lines_are_sealed
from src.launch.base import opened
from src.settings import Settings
from src.storage.migrate import migrate
from tests import factories
from tests.clock import FixedClock
from tests.journals import act
from tests.launch.conftest import Kabinet

KEY = {"KABINET_SECRET_KEY": "k" * 40}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a sealed journal of five lines."""

    async def fill() -> None:
        settings = Settings(data_dir=tmp_path, secret_key=KEY["KABINET_SECRET_KEY"])
        async with opened(settings):
            await migrate()
            person = await factories.user("a@b.example")
            for _ in range(5):
                await act(person)
            await lines_are_sealed(settings, FixedClock()).run()

    asyncio.run(fill())
    return tmp_path


def test_a_whole_journal_ends_with_0_and_tells_its_witness(kabinet: Kabinet, folder: Path) -> None:
    ended = kabinet("check-journal", KABINET_DATA_DIR=str(folder), **KEY)
    assert ended.returncode == 0
    assert "sealed lines: 5, waiting: 0" in ended.stdout
    [witness] = re.findall(r"round (\d+:\w{64})", ended.stdout)
    again = kabinet("check-journal", "--expect", witness, KABINET_DATA_DIR=str(folder), **KEY)
    other = kabinet("check-journal", "--expect", f"1:{'0' * 64}", KABINET_DATA_DIR=str(folder), **KEY)
    assert (again.returncode, other.returncode) == (0, 1)
    assert "round 1: is not the one that was expected" in other.stdout


def test_the_first_broken_line_is_named_and_it_ends_with_1(kabinet: Kabinet, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "kabinet.sqlite")) as base, base:
        base.execute("UPDATE journal_line SET address = '198.51.100.9' WHERE id IN (3, 4)")
    ended = kabinet("check-journal", KABINET_DATA_DIR=str(folder), **KEY)
    assert (ended.returncode, "BROKEN: line 3, account 1, place 3: is not what was sealed" in ended.stdout) == (1, True)


def test_another_key_is_guessed_at(kabinet: Kabinet, folder: Path) -> None:
    ended = kabinet("check-journal", KABINET_DATA_DIR=str(folder), KABINET_JOURNAL_KEY="j" * 40)
    assert (ended.returncode, "Was it sealed with another key?" in ended.stdout) == (1, True)


@pytest.mark.parametrize(("arguments", "settings"), [((), {}), (("--expect", "12"), KEY)])
def test_without_a_key_or_with_half_a_witness_nothing_is_checked(kabinet, folder, arguments, settings) -> None:
    ended = kabinet("check-journal", *arguments, KABINET_DATA_DIR=str(folder), **settings)
    assert (ended.returncode, ended.stderr != "") == (2, True)
