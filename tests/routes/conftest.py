"""A contract that nobody has linked, somebody who may link it; somebody who has registered."""

from dataclasses import replace

import pytest

from src.domain.access import Role
from src.web.shell import Shell
from tests import factories, orders
from tests.cast import Person
from tests.inspector import Inspector
from tests.routes.visits import register


@pytest.fixture
async def free(cast):
    """A contract that nobody has linked, with four invoices of which the oldest proves nothing any more."""
    made = await factories.contract("97000003", await factories.party("ООО «Новый»"))
    for age, number in enumerate(("А-03", "А-02", "А-01", "А-00")):
        await factories.invoice(made.id, number, issued_on=factories.THIS.plus(-age).day(5))
    return made


@pytest.fixture
async def second(cast):
    """Another contract that Anna administers."""
    made = await factories.contract("97000005")
    await factories.member(cast.anna.id, made.id)
    return made


@pytest.fixture
async def service(base):
    return await orders.service()


@pytest.fixture
async def newcomer(client_for, cast):
    """A browser in which a person without contracts has signed in."""
    return await client_for(Person(await factories.user("new@vega.example", "Новикова", "Ольга"), "", Role.ADMIN))


@pytest.fixture
async def known(client, app, clock):
    """Anna has registered, on another machine."""
    async with Inspector(app) as elsewhere:
        await register(elsewhere, app, clock)


@pytest.fixture
def cards(app, shop):
    """The portal takes cards, by the bank of this test."""
    kit = app.state.kit
    app.state.kit = replace(kit, settings=shop.settings, gateways=replace(kit.gateways, bank=shop.till.bank))
    app.asgi_handler = Shell(app.asgi_handler.app, app.state.kit)
    return shop
