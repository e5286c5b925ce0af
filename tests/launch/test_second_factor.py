"""`kabinet reset-second-factor`: for whoever has lost everything."""

import asyncio
from pathlib import Path

import pytest

from src.launch.base import opened
from src.services.account import make_tools
from src.settings import Settings
from src.storage.engine import rows
from src.storage.migrate import migrate
from tests import factories
from tests.conftest import QUICK_PASSWORDS
from tests.launch.conftest import Kabinet
from tests.services.factors import with_app

LOGIN = "anna@b.example"
TABLES = ("authenticator", "recovery_code", "passkey", "known_device")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in which Anna has a second factor."""

    async def fill() -> None:
        settings = Settings(data_dir=tmp_path, secret_key="k" * 40, base_url="http://kabinet.test")
        async with opened(settings):
            await migrate()
            person = await factories.user(LOGIN)
            await with_app(make_tools(settings, QUICK_PASSWORDS, settings.base_url), person, factories.NOW)

    asyncio.run(fill())
    return tmp_path


def left_in(folder: Path) -> dict[str, object]:
    async def read() -> dict[str, object]:
        async with opened(Settings(data_dir=folder)):
            counts = {table: (await rows(f"SELECT COUNT(*) AS n FROM {table}"))[0]["n"] for table in TABLES}
            alive = (await rows("SELECT COUNT(*) AS n FROM session WHERE ended_at IS NULL"))[0]["n"]
            letters = await rows("SELECT subject FROM outbox ORDER BY id")
            line = (await rows("SELECT action, details FROM journal_line ORDER BY id DESC LIMIT 1"))[0]
            user = (await rows("SELECT second_factor FROM app_user"))[0]["second_factor"]
            told = {"alive": alive, "letter": letters[-1]["subject"], "line": tuple(line.values()), "has": bool(user)}
            return counts | told

    return asyncio.run(read())


def test_it_takes_all_away_and_says_so_once(kabinet: Kabinet, folder: Path) -> None:
    settings = {"KABINET_DATA_DIR": str(folder), "KABINET_BASE_URL": "http://kabinet.test"}
    assert kabinet("reset-second-factor", LOGIN.upper(), **settings).returncode == 0
    line = ("second_factor_reset", '{"by": "operator"}')
    gone = dict.fromkeys(TABLES, 0)
    assert left_in(folder) == gone | {"alive": 0, "letter": "Второй фактор снят", "line": line, "has": False}
    assert kabinet("reset-second-factor", LOGIN, **settings).returncode == 1


def test_it_knows_nobody_else_and_needs_the_address(kabinet: Kabinet, folder: Path) -> None:
    settings = {"KABINET_DATA_DIR": str(folder)}
    assert "KABINET_BASE_URL" in kabinet("reset-second-factor", LOGIN, **settings).stderr
    refused = kabinet("reset-second-factor", "x@b.example", **settings, KABINET_BASE_URL="http://kabinet.test")
    assert (refused.returncode, "nobody has the login" in refused.stderr) == (2, True)
