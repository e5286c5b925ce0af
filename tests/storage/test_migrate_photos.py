"""A base that people have worked with gets the table of photos, and keeps what it had."""

from collections.abc import AsyncIterator

import pytest

from src.storage.engine import Base, open_base, rows, transaction
from src.storage.links import Violation
from src.storage.migrate import migrate
from tests import factories
from tests.databases import Databases

BEFORE = 4


@pytest.fixture
def empty_url(databases: Databases) -> str:
    return databases.empty()


@pytest.fixture
async def before(empty_url: str) -> AsyncIterator[Base]:
    """A base as the version before photos made it."""
    opened = open_base(empty_url, 2)
    await opened.start()
    await migrate(upto=BEFORE)
    yield opened
    await opened.stop()


async def test_a_filled_base_is_upgraded(before: Base) -> None:
    async with transaction():
        contract = await factories.contract("97000001", settled=False)
        place = await factories.metered(contract.id, values=range(1000, 2400, 100), settled=False)
        user = await factories.user("anna@vega.example")
    had = await rows("SELECT id, register, value FROM reading ORDER BY id")
    assert (await migrate())[0] == "0005 photos"
    assert await rows("SELECT id, register, value FROM reading ORDER BY id") == had
    of = {"contract": contract.id, "register": place.register_id, "as_of": 1, "app_user": user, "added_at": 1}
    names = {"digest": "", "width": 1, "height": 1}
    first = await factories.insert("photo", **of, **names, file="a", small="b", reading=had[-1]["id"])
    assert await rows("SELECT id, reading FROM photo") == [{"id": first, "reading": had[-1]["id"]}]
    with pytest.raises(Violation):
        await factories.insert("photo", **of, **names, file="a", small="c", reading=None)


async def test_a_photo_belongs_to_something_that_is_there(before: Base) -> None:
    await migrate()
    lost = {"contract": 1, "register": 1, "as_of": 1, "app_user": 1, "added_at": 1, "reading": None}
    with pytest.raises(Violation):
        await factories.insert("photo", **lost, file="a", small="b", digest="", width=1, height=1)
