"""Drafts are written, sent once, withdrawn: inside the caller's transaction."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.statements import WAITING, Said, Statement, Subject
from src.storage.engine import execute, rows
from src.storage.forms import instant_in
from src.storage.statements.reading import OF_SUBJECT, draft_of, key_of, own

_WAITS: Final = f"state IN ({', '.join(repr(state.value) for state in WAITING)})"


async def held_draft(contract: GuardedContract, subject: Subject) -> Statement | None:
    """This person's; until the transaction ends nobody else changes it."""
    await rows(
        f"""SELECT s.id FROM statement s WHERE {OF_SUBJECT[subject.kind]} AND s.contract = {{}} AND s.app_user = {{}}
            AND s.state = 'draft' FOR UPDATE""",  # noqa: S608 our own words alone
        key_of(subject),
        contract.id,
        contract.user_id,
    )
    return await draft_of(contract, subject)


async def hold_draft(contract: GuardedContract, id_: int) -> bool:
    """Until the transaction ends it is not sent; False: it was, or is no more."""
    found = await rows(
        "SELECT id FROM statement WHERE id = {} AND contract = {} AND app_user = {} AND state = 'draft' FOR UPDATE",
        id_,
        contract.id,
        contract.user_id,
    )
    return bool(found)


async def add(actor: Actor, contract: GuardedContract, subject: Subject) -> int | None:
    """An empty draft; None where there is one already."""
    found = await rows(
        """INSERT INTO statement (kind, number, contract, violation, app_user, state, version, tab, text, place, point,
            noticed_at, meter, present, saved_at, sent_at, answer, answered_at, told)
        VALUES ({}, '', {}, {}, {}, 'draft', 0, '', '', '', NULL, NULL, '', '', {}, NULL, '', NULL, TRUE)
        ON CONFLICT DO NOTHING RETURNING id""",
        subject.kind.value,
        contract.id,
        subject.act_id,
        contract.user_id,
        instant_in(actor.now),
    )
    return found[0]["id"] if found else None


async def save(actor: Actor, contract: GuardedContract, id_: int, version: int, tab: str, said: Said) -> bool:
    """False: the draft is not that version any more."""
    return bool(
        await execute(
            """UPDATE statement SET version = version + 1, tab = {}, text = {}, place = {}, point = {},
                noticed_at = {}, meter = {}, present = {}, saved_at = {}
            WHERE id = {} AND contract = {} AND app_user = {} AND state = 'draft' AND version = {}""",
            tab,
            said.text,
            said.place,
            said.point,
            instant_in(said.noticed_at),
            said.meter.value,
            said.present,
            instant_in(actor.now),
            id_,
            contract.id,
            contract.user_id,
            version,
        )
    )


async def lock(contract: GuardedContract, id_: int) -> Statement | None:
    """This person's, in whatever state; until the transaction ends nobody else changes it."""
    await rows("SELECT id FROM statement WHERE id = {} AND contract = {} FOR UPDATE", id_, contract.id)
    return await own(contract, id_)


async def mark_sent(actor: Actor, id_: int, number: str) -> None:
    await execute(
        "UPDATE statement SET state = 'sent', number = {}, sent_at = {} WHERE id = {} AND state = 'draft'",
        number,
        instant_in(actor.now),
        id_,
    )


async def withdraw(contract: GuardedContract, id_: int) -> bool:
    """False: it was answered, or withdrawn before."""
    change = f"UPDATE statement SET state = 'withdrawn' WHERE id = {{}} AND contract = {{}} AND {_WAITS}"  # noqa: S608
    return bool(await execute(change, id_, contract.id))
