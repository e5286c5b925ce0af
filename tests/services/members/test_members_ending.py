"""End dates act by themselves and are told once; a contract that all have left is free."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.journal import Actor
from src.domain.members import Terms
from src.services.members import changing, ending, naming, unlinking
from src.services.members.changing import Shown
from src.services.members.telling import AccessLetter, What
from src.storage.engine import execute, rows, transaction
from src.storage.memberships import add_request
from tests import factories
from tests.linkers import actions, letters

SOON = factories.NOW + timedelta(days=3)


@pytest.fixture
def post(app):
    return app.state.kit.account.letters


@pytest.fixture
async def contract(cast, post):
    """Anna's; the access of Boris ends soon."""
    contract = GuardedContract(cast.contract.id, cast.contract.key, cast.contract.number, Role.ADMIN, cast.anna.id)
    [row] = await rows("SELECT id FROM membership WHERE app_user = {}", cast.boris.id)
    actor = Actor(cast.anna.id, "", factories.NOW)
    await changing.change(post, actor, contract, Shown(row["id"], 1), Terms(Role.SUBMITTER, SOON))
    async with transaction():
        await execute("DELETE FROM outbox")
    return contract


async def test_an_end_is_told_once_when_it_has_come(post, contract, cast, clock):
    clock.set(SOON - timedelta(microseconds=1))
    assert await ending.tell_ended(post, clock) == 0
    clock.set(SOON)
    assert sum(await asyncio.gather(*(ending.tell_ended(post, clock) for _ in range(3)))) == 1
    assert await ending.tell_ended(post, clock) == 0
    assert await actions(contract.id) == ["access_changed", "access_ended"]
    assert sorted(await letters()) == [
        ("anna@vega.example", "Истёк срок доступа к договору № 97000001: Петров Борис (boris@vega.example)"),
        ("boris@vega.example", "Срок вашего доступа к договору № 97000001 истёк"),
    ]
    assert not await rows("SELECT id FROM reading_due WHERE app_user = {}", cast.boris.id)


async def test_one_letter_tells_of_many_contracts(post, contract, cast, clock):
    more = [await factories.contract(str(number)) for number in (100, 101)]
    for each in more:
        await factories.member(cast.anna.id, each.id)
        await factories.member(cast.boris.id, each.id, Role.VIEWER, until=SOON)
    clock.set(SOON)
    assert await ending.tell_ended(post, clock) == 3
    assert sorted(subject for _, subject in await letters()) == [
        "Истёк срок доступа к договорам: Петров Борис (boris@vega.example)",
        "Срок вашего доступа к договорам истёк",
    ]
    [text] = [row["text"] for row in await rows("SELECT text FROM outbox WHERE recipient = 'boris@vega.example'")]
    assert "№ 97000001, № 100, № 101" in text


async def test_a_contract_that_all_have_left_is_free_and_those_who_asked_are_told(post, contract, cast, clock):
    """The next who links it becomes its administrator: tests/routes/test_linking.py."""
    for person in (cast.boris, cast.galina, cast.vera):
        async with transaction():
            await execute("UPDATE membership SET until_at = 1, ended = TRUE WHERE app_user = {}", person.id)
    async with transaction():
        await add_request(cast.dmitry.id, contract.id, factories.NOW)
    await unlinking.unlink(post, Actor(cast.anna.id, "", factories.NOW), contract, 1)
    assert await rows("SELECT id FROM link_request") == []
    assert sorted(await letters()) == [
        ("anna@vega.example", "Вы отвязали договор № 97000001"),
        ("dmitry@other.example", "Договор № 97000001 можно привязать"),
    ]
    assert (await actions(contract.id))[-1] == "contract_unlinked"


async def test_memberships_of_before_get_their_place_in_the_order(base, cast):
    async with transaction():
        await execute("UPDATE membership SET person_key = ''")
    await naming.name_unnamed()
    found = await rows("SELECT person_key FROM membership WHERE app_user = {}", cast.vera.id)
    assert found == [{"person_key": "смирнова вера vera@vega.example"}]


def test_a_letter_runs_nobodys_markup(post):
    letter = AccessLetter(What.GRANTED, ("<i>1",), "http://kabinet.test/", Role.VIEWER, None, "<b>Анна</b>")
    html = post._render("access.html", letter, "")
    assert "&lt;b&gt;Анна" in html
    assert "&lt;i&gt;1" in html
    assert "<b>Анна" in post._render("access.txt", letter, "")
