"""A workbook that comes up: checked as the sheet is, into the draft as one whole or not at all."""

from datetime import timedelta

import pytest

from src.domain.cells import seen_of
from src.domain.sheets import State
from src.domain.uploads import Stage
from src.gateways.kept import KeptFiles
from src.services.readings import uploading, uploads
from src.services.readings.uploading import NotTaken, Why
from src.storage.readings.receipts import list_receipts
from tests.services.readings.desk import THIS, registers
from tests.services.readings.uploads import filled


@pytest.fixture
async def ids(desk):
    """The cast's register, last read 2300, and four more of 1100."""
    return [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 4)]


async def test_a_right_one_goes_into_the_draft_and_is_sent_with_one_receipt(table, desk, ids):
    content = filled(await table.download(seen_of), {ids[0]: 2400, ids[1]: "1150,5", ids[2]: " 1 160 "})
    content = filled(content, {ids[1]: "1150"})
    done = await table.check(content)
    assert (done.stage, done.mistakes, done.cells, done.written) == (Stage.DONE, 0, 3, 3)
    now = await desk.lines()
    assert [now[id_].state for id_ in ids] == [State.READY] * 3 + [State.EMPTY] * 2
    review = await desk.send("workbook-1")
    number = await desk.send("workbook-1", agreed=review.version)
    assert await desk.send("workbook-1") == number
    [receipt] = await list_receipts(desk.contract(), 0, 10)
    assert receipt.registers == 3


async def test_counts_follow(table, desk, ids):
    await desk.type(ids[1], "1140")
    done = await table.check(filled(await table.download(seen_of), {ids[0]: 2400, ids[1]: 1150}))
    assert done.written == 2
    head = await desk.save({})
    assert (head.counts.drafted, head.counts.sent) == (2, 0)


async def test_one_mistake_and_nothing_is_taken(table, desk, ids):
    done = await table.check(filled(await table.download(seen_of), {ids[0]: 2400, ids[1]: 5, ids[2]: "12 o5"}))
    assert (done.stage, done.mistakes, done.written) == (Stage.DONE, 2, 0)
    assert await table.mistakes(done) == {"L5": ("5", "below_previous"), "L6": ("12 o5", "not_a_number")}
    assert {each.state for each in (await desk.lines()).values()} == {State.EMPTY}


async def test_values_that_go_through_zero_are_asked_about_on_the_screen(table, desk):
    [near] = await registers(desk.cast.contract.id, 1, values=(999_000, 999_900))
    content = filled(await table.download(seen_of), {near: 50})
    first = await table.check(content)
    assert [kind for _, kind in (await table.mistakes(first)).values()] == ["rollover"]
    await desk.type(near, "50")
    await desk.type(near, "50", confirmed=True)
    again = await table.check(content, "form-2")
    assert (again.mistakes, again.written) == (0, 0)


async def test_a_value_that_another_has_typed_meanwhile_is_not_written_over(table, desk, ids):
    content = filled(await table.download(seen_of), {ids[0]: 2400, ids[1]: 1150})
    await desk.type(ids[1], "1145", desk.cast.boris)
    done = await table.check(content)
    assert await table.mistakes(done) == {"L5": ("1150", "conflict")}
    again = await table.check(filled(content, {ids[1]: 1145}), "form-2")
    assert (again.mistakes, again.written) == (0, 1)


async def test_what_one_has_not_touched_is_left_to_the_other(table, desk, ids):
    await desk.type(ids[1], "1140")
    content = filled(await table.download(seen_of), {ids[0]: 2400})
    await desk.type(ids[1], "1145", desk.cast.boris)
    done = await table.check(content)
    assert (done.mistakes, done.written) == (0, 1)
    assert (await desk.lines())[ids[1]].shown == "1145"


async def test_a_second_workbook_may_correct_the_first_of_the_same_person(table, desk, ids):
    content = await table.download(seen_of)
    await table.check(filled(content, {ids[0]: 2400, ids[1]: 1150}))
    done = await table.check(filled(content, {ids[0]: 2400, ids[1]: 1155}), "form-2")
    assert (done.mistakes, done.written) == (0, 1)
    assert (await desk.lines())[ids[1]].shown == "1155"
    others = await table.check(filled(content, {ids[1]: 1160}), "form-3", desk.cast.boris)
    assert others.mistakes == 1


async def test_the_same_file_is_one_check_while_it_is_under_way(table, ids):
    content = filled(await table.download(seen_of), {ids[0]: 2400})
    first = await table.send_up(content)
    assert await table.send_up(content, "another-form") == first
    done = await table.check(content)
    assert (done.id, done.written) == (first, 1)
    assert await table.send_up(content) == first  # the second click comes late
    later = await table.check(content, "form-2")
    assert (later.id > first, later.mistakes, later.written) == (True, 0, 0)
    assert len(list((table.folder / "kept").iterdir())) == 2


async def test_the_same_form_is_the_same_upload_whatever_period_its_address_names(table, desk, ids):
    """The base knows a form and a file once: an address that somebody changed by hand is no error of the portal."""
    content = filled(await table.download(seen_of), {ids[0]: 2400})
    done = await table.check(content)
    assert await table.send_up(content, period=THIS.plus(-1)) == done.id


async def test_a_person_waits_for_two_checks_and_uploads_thirty_an_hour(table, desk, ids, monkeypatch):
    content = await table.download(seen_of)
    for value in (2400, 2401):
        await table.send_up(filled(content, {ids[0]: value}))
    with pytest.raises(NotTaken) as refused:
        await table.send_up(filled(content, {ids[0]: 2402}))
    assert refused.value.why is Why.TOO_MANY
    monkeypatch.setattr(uploading, "AT_ONCE", 3)
    monkeypatch.setattr(uploading, "AN_HOUR", 2)
    with pytest.raises(NotTaken) as refused:
        await table.send_up(filled(content, {ids[0]: 2402}))
    assert refused.value.why is Why.TOO_OFTEN
    desk.clock.pass_by(timedelta(hours=1, seconds=1))
    await table.send_up(filled(content, {ids[0]: 2402}))


async def test_files_do_not_pile_up(table, desk, ids, monkeypatch):
    monkeypatch.setattr(uploading, "WITH_CONTENTS", 2)
    content = await table.download(seen_of)
    checked = [await table.check(filled(content, {ids[1]: value}), f"form-{value}") for value in (5, 6, 7)]
    assert [bool((await table.find(each.id)).file) for each in checked] == [False, True, True]
    assert await table.mistakes(checked[0]) == {}
    assert len(list((table.folder / "kept").iterdir())) == 2
    desk.clock.pass_by(uploads.REMEMBERED + timedelta(seconds=1))
    await uploads.forget_old(desk.clock(), table.bench.files, KeptFiles.incoming(table.folder))
    assert not list((table.folder / "kept").iterdir())
    with pytest.raises(uploads.NoSuchUpload):
        await table.find(checked[2].id)
