"""Every route of a contract × role × stranger × signed out, against the role table; foreign ids swapped in everywhere.

Routes come from the app itself. A new path parameter needs its line in `children`: one id in our contract, one in the
stranger's. A new form whose answer depends on a child's id needs its line in FORMS.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from litestar import Litestar

from src.domain.access import Action, Role, may
from src.gateways.files.files import new_key
from src.storage.engine import rows
from src.storage.forms import instant_in
from tests import factories, orders
from tests.appeals import appeal_draft, appeals, owners
from tests.card_payments import card_payment
from tests.cast import Cast
from tests.documents import filed
from tests.inspector import HTMX
from tests.invitations import invited
from tests.statements import for_the_walk, photo_of_draft
from tests.uploads import ordered, uploaded

COMMON = {"service_id"}
"""Parameters that name what every client sees."""
FORMS = {
    "/contracts/{contract_id}/requests/{request_id}": {"answer": "decline"},
    "/contracts/{contract_id}/access/invitations/{invitation_id}": {"act": "withdraw", "version": "0"},
}
PEOPLE = ("anna", "boris", "galina", "vera")


@dataclass(frozen=True)
class Way:
    """One method of one path below a contract, and the act that its guard asks for."""

    method: str
    path: str
    action: Action

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def filled(self, values: dict[str, object]) -> str:
        return re.sub(r"{(\w+)}", lambda found: str(values[found[1]]), self.path)


def ways(app: Litestar) -> Iterator[Way]:
    below = [route for route in app.routes if "contract_id" in route.path_format]
    for route, handler in ((each, handler) for each in below for handler in each.route_handlers):
        for method in sorted(handler.http_methods - {"HEAD", "OPTIONS"}):
            yield Way(method, route.path_format, asked(handler))


def asked(handler) -> Action:
    """What the guard was made for: `contract(Action.…)` keeps it in its closure."""
    if handler.handler_name == "options_handler":
        return Action.VIEW
    guard = handler.resolve_dependencies()["contract"].dependency
    cells = getattr(guard, "func", guard).__closure__ or ()
    [action] = [cell.cell_contents for cell in cells if isinstance(cell.cell_contents, Action)]
    return action


@pytest.fixture
async def children(app: Litestar, cast: Cast, settings) -> dict[str, tuple[object, object]]:
    """By path parameter: what is ours, what is the stranger's."""
    kept, files = settings().data_dir / "workbooks", settings().data_dir / "orders"
    asker = await factories.user("asker@vega.example")
    service = await orders.service()
    return {
        "contract_id": (cast.contract.id, cast.foreign.id),
        "service_id": (service, service),
        "service_order_id": (
            await orders.order(cast.contract.id, service),
            await orders.order(cast.foreign.id, service),
        ),
        "request_id": (await request(asker, cast.contract.id), await request(asker, cast.foreign.id)),
        "member_id": (await membership(cast.vera.id), await membership(cast.dmitry.id)),
        "invitation_id": (
            await invited(cast.contract.id, cast.anna.id),
            await invited(cast.foreign.id, cast.dmitry.id),
        ),
        **(await for_the_walk(app, cast)),
        "register_id": (cast.metered.register_id, cast.foreign_metered.register_id),
        "photo_id": (
            await photo(app, cast, cast.contract.id, cast.metered.register_id),
            await photo(app, cast, cast.foreign.id, cast.foreign_metered.register_id),
        ),
        "document_id": (
            await filed(app.state.kit.gateways.files, cast.contract.id),
            await filed(app.state.kit.gateways.files, cast.foreign.id),
        ),
        "reconciliation_id": (
            await reconciliation(cast, cast.contract.id),
            await reconciliation(cast, cast.foreign.id),
        ),
        "number": (await receipt(cast, "000001", cast.contract.id), await receipt(cast, "000002", cast.foreign.id)),
        "order_id": (
            await ordered(files, cast.contract.id, cast.anna, "a" * 32),
            await ordered(files, cast.foreign.id, cast.dmitry, "b" * 32),
        ),
        "invoice_id": (await invoice(cast.contract.id), await invoice(cast.foreign.id)),
        "payment_id": (
            await card_payment(cast.contract.id, cast.anna.id),
            await card_payment(cast.foreign.id, cast.dmitry.id),
        ),
        **await appeals(app, cast),
        "draft_id": (draft := [await appeal_draft(app, *of) for of in owners(cast)])[0][:1] + draft[1][:1],
        "joined_id": (draft[0][1], draft[1][1]),
        "upload_id": (
            await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32),
            await uploaded(kept, cast.foreign.id, cast.dmitry.id, "b" * 32),
        ),
    }


async def request(user: int, contract: int) -> int:
    return await factories.insert("link_request", app_user=user, contract=contract, created_at=1)


async def invoice(contract: int) -> int:
    return (await rows("SELECT id FROM invoice WHERE contract = {}", contract))[0]["id"]


async def reconciliation(cast: Cast, contract: int) -> int:
    days = {"since": factories.THIS.day(1), "until": factories.THIS.day(2), "asked_at": 1}
    return await factories.insert(
        "reconciliation", number=f"1-{contract}", contract=contract, app_user=cast.anna.id, **days
    )


async def membership(user: int) -> int:
    return (await rows("SELECT id FROM membership WHERE app_user = {}", user))[0]["id"]


async def photo(app: Litestar, cast: Cast, contract: int, register: int) -> int:
    """One with bytes behind it."""
    keys = [new_key("photos", factories.NOW, "jpg") for _ in range(2)]
    for key in keys:
        await app.state.kit.gateways.files.put(key, b"x")
    of = {"contract": contract, "register": register, "as_of": instant_in(factories.THIS.end(factories.MOSCOW))}
    names = {"file": keys[0], "small": keys[1], "digest": "", "width": 1, "height": 1}
    return await factories.insert("photo", **of, **names, reading=None, app_user=cast.anna.id, added_at=1)


async def receipt(cast: Cast, number: str, contract: int) -> str:
    await factories.insert(
        "receipt",
        number=number,
        contract=contract,
        as_of=instant_in(factories.THIS.end(factories.MOSCOW)),
        period=str(factories.THIS),
        sent_at=1,
        app_user=cast.anna.id,
        replaces=None,
        registers=0,
        outgoing=None,
        idem=number,
    )
    return number


async def send(client, way: Way, values: dict[str, object], **options):
    form = FORMS.get(way.path, {}) if way.method != "GET" else None
    return await client.request(way.method, way.filled(values), data=form, **options)


def test_the_walk_knows_every_parameter(app, children):
    unknown = {name for way in ways(app) for name in way.parameters} - set(children)
    assert not unknown, "give tests/house/test_access_walk.py an id of ours and one of the stranger's"


def test_nothing_is_changed_with_the_right_to_look(app):
    assert not [way for way in ways(app) if way.method != "GET" and way.action is Action.VIEW]


async def test_roles_may_what_the_table_says(app, client_for, cast, children):
    ours = {name: mine for name, (mine, _) in children.items()}
    wrong = []
    for name, file in zip(PEOPLE, "cdef", strict=True):
        person = getattr(cast, name)
        kept = app.state.kit.settings.data_dir / "orders"
        ours["order_id"] = await ordered(kept, cast.contract.id, person, file * 32)  # nobody sees another's
        if person is not cast.anna:
            ours["draft_id"], ours["joined_id"] = await appeal_draft(app, cast.contract.id, person.id)
            ours["draft_photo_id"] = await photo_of_draft(app, cast.contract.id, person.id)
        client = await client_for(person)
        for way in ways(app):
            status = (await send(client, way, ours)).status_code
            # a form of the right person may be refused, and what was answered once is gone; no more than that
            fine = status < 500 and (status not in {401, 403}) if may(person.role, way.action) else status == 403
            if not fine or (way.method == "GET" and may(person.role, way.action) and status != 200):
                wrong.append(f"{name}: {way.method} {way.path} {status}")
    assert not wrong


async def test_strangers_find_nothing(app, client_for, cast, children):
    dmitry = await client_for(cast.dmitry)
    ours = {name: mine for name, (mine, _) in children.items()}
    found = {way: (await send(dmitry, way, ours)).status_code for way in ways(app)}
    assert not {way: status for way, status in found.items() if status != 404}


@pytest.mark.parametrize(("name", "mine"), [("anna", 0), ("dmitry", 1)])
async def test_ids_of_another_client_are_not_found(app, client_for, cast, children, name, mine):
    """Each parameter in turn is the other one's, for Anna and for Dmitry."""
    client = await client_for(getattr(cast, name))
    own = {name: pair[mine] for name, pair in children.items()}
    leaks = []
    for way, swapped in ((each, parameter) for each in ways(app) for parameter in set(each.parameters) - COMMON):
        answer = await send(client, way, {**own, swapped: children[swapped][1 - mine]})
        if answer.status_code != 404:
            leaks.append(f"{way.method} {way.path} with a foreign {swapped}: {answer.status_code}")
    assert not leaks


async def test_signed_out_is_led_to_signing_in(app, client, children):
    ours = {name: mine for name, (mine, _) in children.items()}
    for way, headers in product(ways(app), ({}, HTMX)):
        answer = await send(client, way, ours, headers=headers)
        assert answer.status_code == (401 if headers else 303), way
        assert headers or answer.headers["location"].startswith("/sign-in"), way


async def test_an_ended_membership_opens_nothing(app, client_for, cast, children):
    person = type(cast.anna)(await factories.user("was@vega.example"), "", Role.ADMIN)
    await factories.member(person.id, cast.contract.id, Role.ADMIN, until=factories.NOW)
    was = await client_for(person)
    ours = {name: mine for name, (mine, _) in children.items()}
    assert {(await send(was, way, ours)).status_code for way in ways(app)} == {404}
