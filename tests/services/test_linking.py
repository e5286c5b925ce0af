"""Two people who link one contract in the same moment: one becomes its administrator."""

import asyncio
import re
from datetime import timedelta

import pytest

from src.domain.journal import Actor
from src.domain.linking import proves, same_number
from src.services.letters import Letters
from src.services.link_codes import link_by_code, send_code
from src.services.linking import Claim, Desk, InvoiceProof, link_by_invoice
from src.services.signing import Signer
from src.storage.engine import Base, rows
from tests import factories
from tests.factories import MOSCOW, NOW


@pytest.fixture
def desk() -> Desk:
    return Desk(Signer("k" * 40), Letters("http://kabinet.test", "Мосэнергосбыт", MOSCOW))


async def test_of_many_first_linkers_exactly_one_administers(base: Base, desk: Desk) -> None:
    contract = await factories.contract("97000009")
    await factories.invoice(contract.id, "А-9", 100)
    people = [await factories.user(f"p{number}@vega.example") for number in range(8)]
    claim, proof = Claim("97000009", factories.INN, factories.KPP), InvoiceProof("А-9", 100)
    linked = await asyncio.gather(
        *(link_by_invoice(desk, Actor(user, f"192.0.{user}.1", NOW), claim, proof) for user in people)
    )
    assert [one.role for one in linked].count("admin") == 1
    assert [one.role for one in linked].count(None) == 7
    assert len(await rows("SELECT id FROM membership")) == 1


async def test_of_many_first_linkers_by_code_exactly_one_administers(base: Base, desk: Desk) -> None:
    await factories.contract("97000009", email="office@vega.example")
    actors = [Actor(await factories.user(f"p{number}@vega.example"), f"192.0.{number}.1", NOW) for number in range(8)]
    for actor in actors:
        await send_code(desk, actor, Claim("97000009", factories.INN, factories.KPP))
    told = [re.search(r"^\d{6}$", row["text"], re.M) for row in await rows("SELECT text FROM outbox ORDER BY id")]
    codes = [found[0] for found in told if found]
    linked = await asyncio.gather(*(link_by_code(desk, *pair) for pair in zip(actors, codes, strict=True)))
    assert sorted(str(one.role) for one in linked) == ["None"] * 7 + ["admin"]
    assert len(await rows("SELECT id FROM membership")) == 1


async def test_a_right_attempt_is_not_counted_against_anybody(base: Base, desk: Desk) -> None:
    contract = await factories.contract("97000009")
    await factories.invoice(contract.id, "А-9", 100)
    user = await factories.user("p@vega.example")
    for _ in range(9):
        claim, proof = Claim("97000009", factories.INN, factories.KPP), InvoiceProof("А-9", 100)
        await link_by_invoice(desk, Actor(user, "192.0.2.1", NOW), claim, proof)
    assert {row["failures"] for row in await rows("SELECT failures FROM throttle")} == {0}


@pytest.mark.parametrize(
    ("typed", "issued", "same"),
    [
        ("А-1045", "А-1045", True),
        ("a-1045", "А-1045", True),
        (" № 12 / 0457", "12/0457", True),
        ("1045", "А-1045", False),
        ("", "А-1045", False),
    ],
)
def test_numbers_of_invoices_as_people_write_them(typed: str, issued: str, same: bool) -> None:
    assert same_number(typed, issued) is same


def test_nothing_proves_where_there_are_no_invoices() -> None:
    assert not proves([], "А-1", 0)


async def test_the_first_linker_is_the_one_who_was_let_in_first(base: Base, desk: Desk) -> None:
    """Whoever waited for the lock has an older instant, and sees the other all the same."""
    contract = await factories.contract("97000009")
    await factories.invoice(contract.id, "А-9", 100)
    claim, proof = Claim("97000009", factories.INN, factories.KPP), InvoiceProof("А-9", 100)
    for number, role in ((1, "admin"), (0, None)):
        actor = Actor(await factories.user(f"p{number}@vega.example"), "", NOW + timedelta(seconds=number))
        assert (await link_by_invoice(desk, actor, claim, proof)).role == role
