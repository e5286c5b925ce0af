"""Workbooks that are not taken, checks that died, and what people do to rows."""

from datetime import timedelta

import pytest

from src.domain.cells import seen_of
from src.domain.uploads import Mistake, Stage
from src.gateways.kept import KeptFiles
from src.gateways.workshop.workshop import Broken, TooHard
from src.services.readings import checking, uploading, uploads
from src.services.readings.uploading import NotTaken, Why
from src.storage.engine import execute, transaction
from src.storage.readings import upload_checks as storage
from tests import factories
from tests.services.readings.desk import EXPIRED, registers
from tests.services.readings.uploads import FIRST, filled


@pytest.fixture
async def ids(desk):
    return [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 3)]


@pytest.fixture
async def right(table, ids):
    """A workbook with nothing wrong."""
    return filled(await table.download(seen_of), {ids[0]: 2400})


def renamed(sheet, **words):
    """The hidden marker says another contract or period."""
    text = sheet["A1"].value
    for name, value in words.items():
        text = ";".join(f"{name}={value}" if part.startswith(name) else part for part in text.split(";"))
    sheet["A1"] = text


@pytest.mark.parametrize(
    ("changes", "refusal", "place"),
    [({"contract": 2}, "other_contract", ""), ({"period": "2026-10"}, "other_period", "2026-10")],
)
async def test_the_form_of_another_sheet(table, right, changes, refusal, place):
    done = await table.check(filled(right, {}, lambda sheet: renamed(sheet, **changes)))
    assert (done.stage, done.refusal, done.place) == (Stage.REFUSED, refusal, place)


async def test_nothing_is_filled(table, ids):
    assert (await table.check(await table.download(seen_of))).refusal == "nothing"


@pytest.mark.parametrize(
    ("content", "refusal"), [(b"PK\x03\x04 broken", "broken"), (b"%PDF-1.7 no workbook", "not_workbook")]
)
async def test_what_is_no_workbook(table, cast, content, refusal):
    assert (await table.check(content)).refusal == refusal


@pytest.mark.parametrize(("error", "refusal"), [(TooHard, "too_hard"), (Broken, "broken")])
async def test_what_the_workshop_could_not_do(table, right, monkeypatch, error, refusal):
    async def do(*_, **__):
        raise error

    monkeypatch.setattr(type(table.bench.workshop), "do", do)
    assert (await table.check(right)).refusal == refusal


async def test_the_window_shut_and_the_right_was_taken_away_meanwhile(table, desk, right):
    late = await table.send_up(right)
    desk.clock.pass_by(timedelta(days=10))
    await checking.check_next(table.bench)
    assert (await table.find(late)).refusal == "shut"
    with pytest.raises(NotTaken) as refused:
        await table.send_up(right, "form-2")
    assert refused.value.why is Why.SHUT


async def test_the_right_was_taken_away_meanwhile(table, desk, right):
    number = await table.send_up(right)
    async with transaction():
        await execute("UPDATE membership SET role = 'viewer' WHERE app_user = {}", desk.cast.anna.id)
    await checking.check_next(table.bench)
    assert (await table.find(number)).refusal == "no_right"
    assert not any(each.line.draft for each in (await desk.lines()).values())


async def test_a_lost_file_is_asked_for_again(table, right):
    number = await table.send_up(right)
    await table.bench.files.drop([(await table.find(number)).file])
    await checking.check_next(table.bench)
    assert (await table.find(number)).refusal == "lost"


async def test_a_file_past_the_limit_is_not_kept(table, cast, monkeypatch):
    monkeypatch.setattr(uploading, "LARGEST_FILE", 100)
    with pytest.raises(NotTaken) as refused:
        await table.send_up(b"x" * 101)
    assert refused.value.why is Why.TOO_LARGE
    with pytest.raises(NotTaken):
        await table.send_up(b"")
    assert not list((table.folder / "kept").iterdir())


async def test_a_check_that_died_goes_on_and_one_that_always_dies_says_so(table, desk, right):
    number = await table.send_up(right)
    for _ in range(checking.MOST_TRIES):
        async with transaction():
            held = await storage.claim(desk.clock(), desk.clock() + checking.HELD_FOR)
        assert held.id == number
        assert not await checking.check_next(table.bench)  # nobody takes what is held
        desk.clock.pass_by(checking.HELD_FOR)
    await checking.check_next(table.bench)
    assert (await table.find(number)).refusal == "interrupted"


async def test_mistakes_that_a_dead_check_had_written_down_are_told_once(table, desk, ids):
    number = await table.send_up(filled(await table.download(seen_of), {ids[0]: "abc"}))
    async with transaction():
        held = await storage.claim(desk.clock(), desk.clock() + checking.HELD_FOR)
        await storage.add_mistakes(held, [Mistake(FIRST, f"L{FIRST}", "1", "old", "no_key")])
    desk.clock.pass_by(checking.HELD_FOR)
    await checking.check_next(table.bench)
    assert set((await table.mistakes(await table.find(number))).values()) == {("abc", "not_a_number")}


async def test_whoever_was_overtaken_changes_nothing(table, desk, right, monkeypatch):
    """The first check sleeps past its time while it reads; the second one ends it."""
    number, do = await table.send_up(right), table.bench.workshop.do

    async def slow(*args, **kwargs):
        monkeypatch.setattr(table.bench.workshop, "do", do, raising=False)
        desk.clock.pass_by(checking.HELD_FOR)
        assert await checking.check_next(table.bench)
        return await do(*args, **kwargs)

    monkeypatch.setattr(table.bench.workshop, "do", slow, raising=False)
    assert await checking.check_next(table.bench)
    done = await table.find(number)
    assert (done.stage, done.tries, done.written) == (Stage.DONE, 2, 1)


async def test_mistakes_of_whoever_was_overtaken_are_not_kept(table, desk, ids, monkeypatch):
    """It sleeps past its time when it has compared all; meanwhile the draft has changed, and the second check ends."""
    number = await table.send_up(filled(await table.download(seen_of), {ids[0]: "2400", ids[1]: "5"}))
    keep = checking.keep_mistakes

    async def slow(*args):
        monkeypatch.setattr(checking, "keep_mistakes", keep)
        desk.clock.pass_by(checking.HELD_FOR)
        await desk.type(ids[0], "2390", desk.cast.boris)
        assert await checking.check_next(table.bench)
        await keep(*args)

    monkeypatch.setattr(checking, "keep_mistakes", slow)
    assert await checking.check_next(table.bench)
    done = await table.find(number)
    assert (done.tries, done.mistakes) == (2, 2)
    assert {kind for _, kind in (await table.mistakes(done)).values()} == {"conflict", "below_previous"}


async def test_who_changes_the_draft_meanwhile_makes_it_look_again(table, desk, ids, right, monkeypatch):
    compare = checking.compare_all

    async def meanwhile(*args):
        monkeypatch.setattr(checking, "compare_all", compare)
        compared = await compare(*args)
        await desk.type(ids[0], "2390", desk.cast.boris)
        return compared

    monkeypatch.setattr(checking, "compare_all", meanwhile)
    done = await table.check(right)
    assert await table.mistakes(done) == {"L4": ("2400", "conflict")}
    assert (await desk.lines())[ids[0]].shown == "2390"


async def test_one_column_sorted_alone_is_seen(table, desk, ids):
    def sort_keys_alone(sheet):
        sheet["A5"], sheet["A6"] = sheet["A6"].value, sheet["A5"].value

    content = filled(await table.download(seen_of), {ids[1]: 1150, ids[2]: 1160}, sort_keys_alone)
    done = await table.check(content)
    assert {kind for _, kind in (await table.mistakes(done)).values()} == {"serial"}


async def test_rows_sorted_as_a_whole_and_hidden_are_fine(table, desk, ids):
    def turn_round(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
        for at, row in enumerate(reversed(rows), FIRST):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value
        sheet.row_dimensions[5].hidden = True

    values = {ids[0]: "2400", ids[1]: 1150.0, ids[2]: "1 160"}
    done = await table.check(filled(await table.download(seen_of), values, turn_round))
    assert (done.mistakes, done.written) == (0, 3)
    now = await desk.lines()
    assert [str(now[id_].checked.value) for id_ in ids[:3]] == ["2400", "1150", "1160"]


async def test_rows_of_nobody_and_of_meters_that_have_gone(table, desk, ids):
    content = filled(
        await table.download(seen_of), {ids[1]: 1150}, lambda sheet: sheet.append([987654, *[""] * 10, "5"])
    )
    async with transaction():
        await execute(
            "UPDATE installation SET removed_on = {} WHERE meter = (SELECT meter FROM register WHERE id = {})",
            factories.THIS.day(1),
            ids[1],
        )
        await factories.settle(desk.cast.contract.id)
    done = await table.check(content)
    assert await table.mistakes(done) == {"L5": ("1150", "gone"), "L8": ("5", "unknown")}


async def test_meters_that_take_nothing(table, desk, ids):
    [expired] = await registers(desk.cast.contract.id, 1, **EXPIRED)
    await factories.reading(ids[1], factories.THIS.end(factories.MOSCOW), 1150)
    content = filled(await table.download(seen_of), {expired: 1150, ids[1]: 1160})
    done = await table.check(content)
    assert sorted(kind for _, kind in (await table.mistakes(done)).values()) == ["counted", "verification_short"]


async def test_a_file_that_nobody_knows_is_swept_away(table, desk, right, monkeypatch):
    await table.send_up(right)
    kept = table.folder / "kept"
    (kept / f"{'0' * 32}.xlsx").touch()
    (kept / "theirs.txt").touch()
    incoming = KeptFiles.incoming(table.folder)
    async with incoming.place() as place:
        (place.parent / f"{'0' * 32}.part").touch()
    monkeypatch.setattr("src.gateways.kept.ORPHANED_AFTER", -1.0)
    await uploads.forget_old(desk.clock(), table.bench.files, incoming)
    assert not list(place.parent.iterdir())
    assert not (kept / f"{'0' * 32}.xlsx").exists()
    assert len(list(kept.iterdir())) == 2


def test_names_from_outside_lead_nowhere(table):
    for name in ("../../etc/passwd", "", "x", "0" * 31 + "/"):
        with pytest.raises(ValueError, match="not a name"):
            table.bench.files.path(name)
