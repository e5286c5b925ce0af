"""Anna and Boris with the sheet open."""

import pytest

from tests.routes.readings.browsing import Sheet


@pytest.fixture
async def sheet(client_for, cast):
    opened = Sheet(await client_for(cast.anna), cast.contract)
    await opened.open()
    return opened


@pytest.fixture
async def boris(client_for, cast):
    opened = Sheet(await client_for(cast.boris), cast.contract)
    await opened.open()
    return opened
