"""The check sees what somebody with the base in his hands has done, and names the first line of it."""

from contextlib import suppress

import pytest

from src.domain.journal_seals import Chain, Fault, Sealer
from src.services.journal_check import Late, Witness, check_journal
from src.services.journal_sealing import seal_waiting
from src.storage.engine import bound, execute, rows, transaction
from src.storage.links import Violation
from tests.factories import NOW
from tests.journals import KEY, act, filled, sealed, tamper

CHANGES = {
    "another act": ("UPDATE journal_line SET action = 'readings_sent' WHERE id = 4", Fault.CHANGED, 4),
    "another moment": ("UPDATE journal_line SET at = at + 1 WHERE id = 2", Fault.CHANGED, 2),
    "another address": ("UPDATE journal_line SET address = '198.51.100.1' WHERE id = 5", Fault.CHANGED, 5),
    "other details": ("UPDATE journal_line SET details = 'none' WHERE id = 1", Fault.CHANGED, 1),
    "taken off its account": ("UPDATE journal_line SET app_user = NULL WHERE id = 3", Fault.CHANGED, 3),
    "removed": ("DELETE FROM journal_line WHERE id = 3", Fault.MISSING, 4),
    "the first removed": ("DELETE FROM journal_line WHERE id = 1", Fault.MISSING, 2),
    "the end of a chain cut": ("DELETE FROM journal_line WHERE id = 6", Fault.CUT, None),
    "a whole chain gone": ("DELETE FROM journal_line WHERE id = 7", Fault.CUT, None),
    "a line of nobody removed": ("DELETE FROM journal_line WHERE id = 8", Fault.ROUND, None),
    "a line of nobody changed": ("UPDATE journal_line SET at = 1 WHERE id = 8", Fault.ROUND, None),
    "a seal taken off": ("UPDATE journal_line SET contract_place = NULL WHERE id = 7", Fault.CUT, None),
    "a round forgotten": ("DELETE FROM journal_round WHERE number = 2", Fault.ROUND_MISSING, None),
    "a head forgotten": ("DELETE FROM journal_head WHERE chain = 'contract'", Fault.BEYOND, 1),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_what_was_done_is_seen_and_the_first_line_named(cast, name):
    sql, fault, line = CHANGES[name]
    await filled(cast)
    assert (await check_journal(KEY)).broken is None
    await tamper(sql)
    broken = (await check_journal(KEY)).broken
    assert (broken.fault, broken.line) == (fault, line)


async def test_lines_that_changed_places_are_seen(cast):
    await filled(cast)
    for id_, place in ((2, 90), (3, 2), (2, 3)):
        await tamper("UPDATE journal_line SET contract_place = {} WHERE id = {}", place, id_)
    broken = (await check_journal(KEY)).broken
    assert (broken.fault, broken.line, broken.chain, broken.place) == (Fault.CHANGED, 3, Chain.CONTRACT, 2)


@pytest.mark.parametrize(("place", "fault"), [(6, Fault.BEYOND), (0, Fault.MISSING)])
async def test_a_line_that_was_put_in_is_seen(cast, place, fault):
    await filled(cast)
    await tamper(
        """INSERT INTO journal_line (at, app_user, contract, action, address, details, round, contract_place,
            contract_seal) SELECT at, app_user, contract, 'signed_in', address, details, round, {}, contract_seal
            FROM journal_line WHERE id = 6""",
        place,
    )
    assert (await check_journal(KEY)).broken.fault is fault


async def test_a_cut_end_cannot_be_grown_anew(cast):
    """The worker goes on behind the written end: the gap stays."""
    await filled(cast)
    await tamper("DELETE FROM journal_line WHERE id = 6")
    await act(cast.boris.id, cast.contract.id)
    await sealed()
    broken = (await check_journal(KEY)).broken
    assert (broken.fault, broken.place) == (Fault.MISSING, 5)


async def test_a_head_set_back_to_the_last_line_that_is_left_is_not_ours(cast):
    await filled(cast)
    await tamper("DELETE FROM journal_line WHERE id = 6")
    await tamper(
        """UPDATE journal_head SET place = 4, seal = (SELECT contract_seal FROM journal_line WHERE id = 4)
        WHERE chain = 'contract' AND owner = {}""",
        cast.contract.id,
    )
    broken = (await check_journal(KEY)).broken
    assert (broken.fault, broken.line) == (Fault.HEAD, 4)


async def test_an_end_cut_with_the_head_of_that_time_is_seen_by_its_round(cast):
    await filled(cast)
    kept = await rows("SELECT * FROM journal_head")
    await act(cast.boris.id, cast.contract.id)
    await sealed()
    await tamper("DELETE FROM journal_line WHERE id = 9")
    for head in kept:
        await tamper(
            "UPDATE journal_head SET place = {}, seal = {}, head_seal = {} WHERE id = {}",
            *(head[name] for name in ("place", "seal", "head_seal", "id")),
        )
    broken = (await check_journal(KEY)).broken
    assert (broken.fault, broken.round) == (Fault.ROUND, 4)


async def test_unsealed_and_changed_lines_are_sealed_anew_but_not_unseen(cast):
    await filled(cast)
    await tamper("UPDATE journal_line SET round = NULL, action = 'signed_in' WHERE id = 6")
    await sealed()
    assert (await check_journal(KEY)).broken is not None


async def test_a_base_set_back_as_a_whole_is_seen_by_its_witness_alone(cast):
    await filled(cast)
    last = (await check_journal(KEY)).last
    assert (await check_journal(KEY, Witness(last.number, last.seal))).broken is None
    for sql in ("DELETE FROM journal_line", "DELETE FROM journal_head", "DELETE FROM journal_round"):
        await tamper(sql)
    await act(cast.anna.id)
    await sealed()
    assert (await check_journal(KEY)).broken is None
    assert (await check_journal(KEY, Witness(last.number, last.seal))).broken.fault is Fault.WITNESS


async def test_a_chain_made_anew_without_the_key_fits_nowhere(cast):
    await filled(cast)
    for sql in (
        "UPDATE journal_line SET round = NULL, contract_place = NULL, account_place = NULL",
        "DELETE FROM journal_head",
        "DELETE FROM journal_round",
    ):
        await tamper(sql)
    await seal_waiting(Sealer(b"a guess"), NOW)
    assert (await check_journal(KEY)).broken.line == 1


async def test_lines_that_wait_are_counted_and_not_judged(cast):
    await filled(cast)
    await act(cast.anna.id)
    report = await check_journal(KEY)
    assert (report.lines, report.waiting, report.broken) == (8, 1, None)


class TakenBack(Exception):
    """Undoes what was done to the base."""


async def seen(sql: str) -> bool:
    """Whether the check sees this, or the base itself refuses it; it is undone then."""
    found = True
    with suppress(TakenBack, Violation):
        async with transaction():
            await execute(sql)
            found = (await check_journal(KEY)).broken is not None
            raise TakenBack
    return found


@pytest.mark.parametrize("table", ["journal_line", "journal_head", "journal_round"])
async def test_no_value_of_any_column_can_be_another_one(cast, table):
    """But for the numbers of rows that nobody refers to."""
    await filled(cast)
    [row] = await rows(f"SELECT * FROM {table} WHERE id = 1")
    others = "17", "NULL", "'ы'", "x'00'", "-1.5"
    typed = bound().dialect == "postgres"
    for column, value in row.items():
        if (table, column) in {("journal_head", "id"), ("journal_round", "id")}:
            continue
        for other in others[:2] if typed and isinstance(value, int) else others[: 3 if typed else 5]:
            assert await seen(f"UPDATE {table} SET {column} = {other} WHERE id = 1"), (column, other)


async def test_lines_that_were_put_in_with_an_earlier_moment_are_told(cast):
    """They get a seal as any other: nobody can tell who inserted a row, but the moment gives it away."""
    await filled(cast)
    assert (await check_journal(KEY)).late == Late()
    await act(cast.boris.id, cast.contract.id, minutes=-60 * 24)
    await act(cast.boris.id, cast.contract.id, minutes=60 * 24)
    await sealed()
    report = await check_journal(KEY)
    assert (report.broken, report.late) == (None, Late(2, 9))
