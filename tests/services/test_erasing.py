"""The end of an account: what hinders it, what goes, what stays by law, what another may do meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.access import Role
from src.domain.consents import CONSENTS, PROOF_KEPT
from src.domain.journal import Actor
from src.domain.members import Terms, administered
from src.services import erasing as service
from src.services import erasure
from src.services.journal_check import check_journal
from src.storage import erasing as storage
from src.storage import granting, outbox, users
from src.storage.engine import execute, rows, transaction
from src.storage.members import terms
from src.storage.members.names import PersonGone
from src.storage.tables import TABLES
from tests import factories, orders
from tests.acts import act
from tests.journals import KEY, filled, sealed
from tests.services.readings.desk import LETTERS
from tests.statements import sent, statement

GRACE = erasure.GRACE
STAYS = {
    "access_choice", "app_user", "appeal", "appeal_draft", "attachment", "card_payment", "consent", "draft",
    "invitation", "journal_line", "membership", "opening_draft", "photo", "receipt", "reconciliation",
    "service_order", "statement", "workbook", "workbook_order",
}  # fmt: skip
"""Tables that name a person by an id which stays: what was sent, who did what, and what was agreed to; orders and
choices, which the worker clears away after some days."""


@pytest.fixture
def leave(cast, clock):
    """`await leave()`: Boris's time has come, and the worker looks."""

    async def go(person=cast.boris):
        async with transaction():
            await storage.set_moment(person.id, clock())
        return await service.erase_due(LETTERS, clock())

    return go


async def of(table, person, column="app_user"):
    return await rows(f"SELECT * FROM {table} WHERE {column} = {{}} ORDER BY 1", person.id)


def test_no_table_of_people_is_forgotten():
    of_people = {
        table._meta.tablename
        for table in TABLES
        for column in table._meta.foreign_key_columns
        if column._foreign_key_meta.resolved_references._meta.tablename == "app_user"
    }
    assert of_people | {"app_user"} == set(storage.GONE) | STAYS


async def test_nothing_is_left_but_what_the_law_wants(cast, clock, leave):
    now = int(clock().timestamp())
    await factories.insert("known_device", app_user=cast.boris.id, token_hash="x", created_at=now, last_used_at=now)
    await factories.insert("block_state", app_user=cast.boris.id, block="contracts", state="tray")
    async with transaction():
        await execute("UPDATE app_user SET phone = '+79161234567' WHERE id = {}", cast.boris.id)
    assert await leave() == 1
    [row] = await of("app_user", cast.boris, "id")
    texts = (row["email"], row["email_folded"], row["family_name"], row["given_name"], row["patronymic"], row["phone"])
    assert texts == ("", f"erased {cast.boris.id}", "Удалённый пользователь", f"№ {cast.boris.id}", "", "")
    assert (row["password_hash"], row["erase_at"], row["current_contract"]) == ("!", None, None)
    assert not [table for table in storage.GONE if await of(table, cast.boris)]
    [membership] = await of("membership", cast.boris)
    assert (membership["ended"], "петров" in membership["person_key"]) == (True, False)
    assert {given["withdrawn_at"] for given in await of("consent", cast.boris)} == {row["erased_at"]}
    actions = [line["action"] for line in await of("journal_line", cast.boris)]
    assert actions == ["contract_unlinked", "account_erased"]
    assert "boris" not in str([await rows(f"SELECT * FROM {each}") for each in ("journal_line", "membership")])


async def test_drafts_go_and_what_was_sent_stays_without_a_telephone(cast, leave):
    ours, boris = cast.contract.id, cast.boris.id
    written = {"contract": ours, "app_user": boris, "token": "t", "theme": "", "text": "", "version": 1}
    begun = await factories.insert("appeal_draft", **written, changed_at=1)
    for thing, subject in (
        ("report", await statement(ours, boris)),
        ("objection", await sent(ours, boris, await act(ours))),
        ("appeal_draft", begun),
    ):
        joined = {"contract": ours, "thing": thing, "subject": subject, "app_user": boris, "added_at": 1}
        await factories.insert("attachment", **joined, name="a.jpg", kind="jpg", file=thing, size=1, digest=thing)
    await orders.order(ours, await orders.service(), app_user=boris)
    await leave()
    assert [each["state"] for each in await of("statement", cast.boris)] == ["sent"]
    assert [each["thing"] for each in await of("attachment", cast.boris)] == ["objection"]
    assert await of("appeal_draft", cast.boris) == []
    assert [each["phone"] for each in await of("service_order", cast.boris)] == [""]


async def test_the_chains_of_the_journal_stay_whole(cast, leave):
    await filled(cast)
    await leave()
    await sealed()
    assert (await check_journal(KEY)).broken is None


async def test_letters_of_the_address_go_and_the_last_one_comes(cast, clock, leave):
    async with transaction():
        account = await users.find(cast.boris.id)
    envelope = service.Envelope(account.email, "x.1", clock(), timedelta(days=1))
    async with transaction():
        await LETTERS.post(envelope, "erased", service.ErasedLetter(1, clock()))
    await leave()
    old, last = await rows("SELECT * FROM outbox ORDER BY id")
    assert (old["state"], old["recipient"], old["text"]) == ("dead", "", "")
    assert (last["state"], last["recipient"]) == ("queued", cast.boris.email)
    assert f"№ {cast.boris.id}" in last["text"]


async def test_of_the_last_letter_the_address_is_forgotten_when_it_has_left(cast, clock, leave):
    await leave()
    [last] = await rows("SELECT id FROM outbox WHERE recipient = {}", cast.boris.email)
    async with transaction():
        await outbox.mark_sent(last["id"], clock())
    assert cast.boris.email not in str(await rows("SELECT * FROM outbox"))


async def test_whoever_gives_access_a_moment_later_gives_nothing(cast, clock, leave):
    """What another transaction does that had found the person before."""
    await leave()
    with pytest.raises(PersonGone):
        async with transaction():
            await granting.grant(cast.boris.id, [cast.foreign.id], Terms(Role.ADMIN), cast.dmitry.id, clock())
    assert [each["contract"] for each in await of("membership", cast.boris)] == [cast.contract.id]


async def test_the_address_may_be_registered_anew(cast, clock, leave):
    await leave()
    async with transaction():
        new = users.NewAccount(cast.boris.email, cast.boris.email, "Петров", "Борис", "", "!")
        assert await users.add(new, clock(), clock()) != cast.boris.id


async def test_the_last_administrator_of_others_stays_and_is_told(cast, clock, leave):
    assert await leave(cast.anna) == 0
    [row] = await of("app_user", cast.anna, "id")
    assert (row["email"], row["erase_at"]) == (cast.anna.email, None)
    assert [each["ended"] for each in await of("membership", cast.anna)] == [False]
    [letter] = await rows("SELECT subject, text FROM outbox")
    assert letter["subject"] == "Учётная запись не удалена"
    assert cast.contract.number in letter["text"]


async def test_a_contract_that_billing_has_deleted_keeps_nobody(cast, leave):
    """Nobody sees it: neither the one who would hand it over nor the others."""
    async with transaction():
        await execute("UPDATE contract SET deleted = TRUE WHERE id = {}", cast.contract.id)
    assert await leave(cast.anna) == 1


async def test_alone_in_a_contract_nothing_hinders(cast, clock, leave):
    assert await leave(cast.dmitry) == 1
    async with transaction():
        assert await terms.everybody(cast.foreign.id, clock()) == []


async def test_contracts_are_left_in_stretches(cast, clock, leave, monkeypatch):
    monkeypatch.setattr(service, "AT_ONCE", 2)
    for number in range(5):
        made = await factories.contract(f"9800000{number}", settled=False)
        await factories.member(cast.boris.id, made.id, Role.ADMIN, settled=False)
    assert await leave() == 1
    assert {each["ended"] for each in await of("membership", cast.boris)} == {True}


async def test_two_workers_at_once_end_it_once(cast, clock):
    async with transaction():
        await storage.set_moment(cast.boris.id, clock())
    gone = await asyncio.gather(*(service.erase_due(LETTERS, clock()) for _ in range(2)))
    assert sum(gone) == 1
    assert len(await of("journal_line", cast.boris)) == 2
    assert len(await rows("SELECT id FROM outbox")) == 1


async def test_who_thought_better_of_it_stays(cast, clock, leave):
    async with transaction():
        await storage.set_moment(cast.boris.id, clock() + GRACE)
    clock.pass_by(GRACE - timedelta(seconds=1))
    assert await service.erase_due(LETTERS, clock()) == 0
    assert await erasure.cancel(Actor(cast.boris.id, "", clock()))
    clock.pass_by(timedelta(days=1))
    assert await service.erase_due(LETTERS, clock()) == 0
    assert not await erasure.cancel(Actor(cast.boris.id, "", clock()))


async def test_consents_are_proof_for_three_years(cast, clock, leave):
    await leave()
    clock.pass_by(PROOF_KEPT)
    assert await service.forget_proofs(clock()) == 0
    clock.pass_by(timedelta(seconds=1))
    assert await service.forget_proofs(clock()) == len(CONSENTS[:2])
    assert len(await of("consent", cast.anna)) == 2


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "others",
    [
        [],
        [(Role.VIEWER, None)],
        [(Role.ADMIN, None)],
        [(Role.ADMIN, DAY), (Role.VIEWER, None)],
        [(Role.ADMIN, DAY), (Role.VIEWER, DAY)],
        [(Role.ADMIN, DAY), (Role.VIEWER, 2 * DAY)],
        [(Role.ADMIN, None), (Role.VIEWER, 2 * DAY)],
        [(Role.ADMIN, -DAY), (Role.VIEWER, DAY)],
        [(Role.ADMIN, -DAY), (Role.VIEWER, -DAY)],
    ],
)
async def test_what_hinders_is_what_the_rule_of_the_last_administrator_says(base, clock, others):
    contract = await factories.contract("98000000", settled=False)
    own = await factories.user("own@vega.example")
    await factories.member(own, contract.id, Role.ADMIN, settled=False)
    for number, (role, ends) in enumerate(others):
        person = await factories.user(f"p{number}@vega.example")
        until = clock() + ends if ends else None
        await factories.member(person, contract.id, role, until=until, settled=False)
    left = await terms.everybody(contract.id, clock(), but=own)
    fine = administered(group.longest for group in left)
    assert [each.id for each in await storage.stuck(own, clock(), 9)] == ([] if fine else [contract.id])
