"""Anna with a password that works, at a browser of hers."""

from types import SimpleNamespace

import pytest

from src.services import outbox
from src.storage.engine import execute, rows, transaction
from tests.conftest import QUICK_PASSWORDS

PASSWORD = "четыре зелёных кота"
NEW = "пять синих слонов"


@pytest.fixture
async def anna(client_for, cast):
    async with transaction():
        hashed = await QUICK_PASSWORDS.hash(PASSWORD)
        await execute("UPDATE app_user SET password_hash = {} WHERE id = {}", hashed, cast.anna.id)
    browser = await client_for(cast.anna)
    token = browser.cookies["sid"]
    browser.cookies.clear()
    browser.cookies.set("sid", token, domain="kabinet.test", path="/")  # a new one takes its place
    return browser


@pytest.fixture
def post(app, clock):
    """`await post()`: the letters that have left since the last time, each once."""
    mail = app.state.kit.gateways.mail

    async def taken() -> list[SimpleNamespace]:
        before = len(mail.letters)
        await outbox.send_due(mail, clock)
        return mail.letters[before:]

    return taken


@pytest.fixture
def acts(cast):
    """`await acts()`: what the journal says that Anna did, the latest last."""

    async def read() -> list[str]:
        found = await rows("SELECT action FROM journal_line WHERE app_user = {} ORDER BY id", cast.anna.id)
        return [row["action"] for row in found]

    return read
