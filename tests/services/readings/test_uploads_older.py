"""Workbooks that were handed out before what is saved by now: nothing newer is overwritten, and each cell is told."""

import pytest

from src.domain.cells import seen_of
from src.services.readings import marking
from tests.services.readings.desk import registers
from tests.services.readings.uploads import filled


@pytest.fixture
async def ids(desk):
    """The cast's register and two more of 1100: rows 4, 5, 6."""
    return [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 2)]


async def told(upload):
    """By cell: what the file has, what stays, and why it is told."""
    found, _ = await marking.list_mistakes(upload, 0)
    return {each.cell: (each.typed, each.limit, each.kind) for each in found}


async def test_an_untouched_cell_is_older_than_what_ones_own_newer_workbook_saved(table, desk, ids):
    await desk.type(ids[1], "1140")
    older = await table.download(seen_of)
    await table.check(filled(older, {ids[1]: 1160}))
    done = await table.check(filled(older, {ids[0]: 2400}), "form-2")
    assert (done.right, done.written, done.kept) == (True, 1, 1)
    assert await told(done) == {"L5": ("1140", "1160", "kept")}
    now = await desk.lines()
    assert [now[id_].shown for id_ in ids] == ["2400", "1160", ""]


async def test_a_cell_that_was_touched_in_an_older_form_meets_what_a_newer_one_saved(table, desk, ids):
    older = await table.download(seen_of)
    await table.check(filled(older, {ids[1]: 1140}))
    newer = await table.download(seen_of)
    await table.check(filled(newer, {ids[1]: 1160}), "form-2")
    done = await table.check(filled(older, {ids[1]: 1140, ids[0]: 2400}), "form-3")
    assert (done.mistakes, done.written, done.kept) == (1, 0, 0)
    assert await told(done) == {"L5": ("1140", "1160", "conflict")}
    assert (await desk.lines())[ids[1]].shown == "1160"


async def test_what_was_saved_and_wiped_since_is_told_too(table, desk, ids):
    await desk.type(ids[1], "1140")
    content = await table.download(seen_of)
    await desk.type(ids[1], "")
    done = await table.check(content)
    assert (done.right, done.written, done.kept) == (True, 0, 1)
    assert await told(done) == {"L5": ("1140", "", "kept")}


async def test_beside_mistakes_only_these_are_told(table, desk, ids):
    await desk.type(ids[1], "1140")
    content = filled(await table.download(seen_of), {ids[2]: 5})
    await desk.type(ids[1], "1150")
    done = await table.check(content)
    assert (done.mistakes, done.kept) == (1, 0)
    assert {kind for *_, kind in (await told(done)).values()} == {"below_previous"}


async def test_a_form_of_before_that_names_no_version_is_corrected_by_itself(table, desk, ids):
    def forget(sheet):
        sheet["A1"] = sheet["A1"].value.rpartition(";")[0]

    content = filled(await table.download(seen_of), {}, forget)
    await table.check(filled(content, {ids[1]: 1150}))
    done = await table.check(filled(content, {ids[1]: 1155}), "form-2")
    assert (done.mistakes, done.written) == (0, 1)
