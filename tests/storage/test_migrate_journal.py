"""A filled base gets a sealed journal: what was written before the upgrade waits for the worker like new lines."""

import pytest

from src.services.journal_check import check_journal
from src.storage.engine import execute, open_base, rows, transaction
from src.storage.migrate import migrate
from tests import factories
from tests.journals import KEY, act, sealed


@pytest.fixture
def empty_url(databases):
    return databases.empty()


@pytest.fixture
async def before(empty_url):
    """A base as the version before left it, with three lines of one person in two contracts and without any."""
    opened = open_base(empty_url, 2)
    await opened.start()
    await migrate(upto=7)
    async with transaction():
        person = await factories.user("a@b.example")
        contracts = [(await factories.contract(settled=False)).id for _ in range(2)]
        for contract in (*contracts, None):
            await execute(
                "INSERT INTO journal_line (at, app_user, contract, action, address, details)"
                " VALUES (1, {}, {}, 'readings_saved', '', '')",
                person,
                contract,
            )
    yield person
    await opened.stop()


async def test_lines_of_a_filled_base_are_sealed_after_the_upgrade(before):
    await migrate()
    assert (await check_journal(KEY)).waiting == 3
    await act(before)
    await sealed(at_once=2)
    report = await check_journal(KEY)
    assert (report.lines, report.waiting, report.last.number, report.broken) == (4, 0, 2, None)
    places = [tuple(row.values()) for row in await rows("SELECT contract_place, account_place FROM journal_line")]
    assert sorted(places, key=lambda pair: pair[1]) == [(1, 1), (1, 2), (None, 3), (None, 4)]
