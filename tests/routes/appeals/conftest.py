import pytest

from tests.routes.appeals.desk import Desk


@pytest.fixture
async def desk(client_for, cast):
    return Desk(await client_for(cast.anna), cast.contract.id)
