"""Anna, and where she pays by card."""

import pytest

from src.storage.engine import rows


@pytest.fixture
def path(cast):
    return f"/contracts/{cast.contract.id}/pay"


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
async def bill(cast):
    return (await rows("SELECT id FROM invoice WHERE contract = {}", cast.contract.id))[0]["id"]
