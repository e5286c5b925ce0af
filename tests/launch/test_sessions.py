"""`kabinet end-sessions`: of one person, of everybody, of nobody."""

import asyncio
from pathlib import Path

import pytest

from src.launch.base import opened
from src.services import sessions
from src.settings import Settings
from src.storage.engine import rows
from src.storage.migrate import migrate
from tests import factories
from tests.factories import NOW
from tests.launch.conftest import Kabinet

LIVING = "SELECT app_user FROM session WHERE ended_at IS NULL ORDER BY id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two people: the first is signed in twice, the second once."""

    async def fill() -> None:
        async with opened(Settings(data_dir=tmp_path)):
            await migrate()
            anna, boris = [await factories.user(f"{name}@vega.example") for name in ("anna", "boris")]
            for person in (anna, anna, boris):
                await sessions.begin(person, True, "192.0.2.1", "a browser", NOW)

    asyncio.run(fill())
    return tmp_path


def found(folder: Path, sql: str) -> list[object]:
    async def ask() -> list[object]:
        async with opened(Settings(data_dir=folder)):
            return [next(iter(row.values())) for row in await rows(sql)]

    return asyncio.run(ask())


def test_one_person_is_signed_out_everywhere_and_reads_of_it(kabinet: Kabinet, folder: Path) -> None:
    ended = kabinet("end-sessions", "--login", "Anna@Vega.example", KABINET_DATA_DIR=str(folder))
    assert (ended.returncode, ended.stdout) == (0, "sessions ended: 2\n")
    assert found(folder, LIVING) == [2]
    assert found(folder, "SELECT app_user FROM journal_line WHERE action = 'sessions_ended_by_operator'") == [1]


def test_everybody_is_signed_out(kabinet: Kabinet, folder: Path) -> None:
    assert kabinet("end-sessions", "--everybody", KABINET_DATA_DIR=str(folder)).stdout == "sessions ended: 3\n"
    assert found(folder, LIVING) == []


@pytest.mark.parametrize("login", ["nobody@vega.example", ""])
def test_nobody_is_no_everybody(kabinet: Kabinet, folder: Path, login: str) -> None:
    ended = kabinet("end-sessions", "--login", login, KABINET_DATA_DIR=str(folder))
    assert (ended.returncode, "nobody signs in with" in ended.stderr) == (2, True)
    with pytest.raises(SystemExit):
        kabinet("end-sessions", KABINET_DATA_DIR=str(folder))
    assert len(found(folder, LIVING)) == 3
