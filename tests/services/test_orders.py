"""Workbooks that are made behind a request: placed once, made by one, told on the way, forgotten."""

from datetime import timedelta

import pytest

from src.domain.orders import Kind, Stage, Wish
from src.gateways.kept import KeptFiles
from src.services import making, orders
from src.services.making import NotWritten, Workplace, make_next
from src.services.orders import NoSuchOrder, TooMany
from src.storage import orders as storage
from src.storage.engine import execute, transaction
from tests import factories
from tests.services.readings.desk import Desk

WISH = Wish(Kind.CONSUMPTION, {"period": "2026-11"})


class Shop:
    """Orders of Anna, and whoever makes them: `made` holds what the maker was given, `before` is done on the way."""

    def __init__(self, desk, folder):
        self.desk, self.made, self.before = desk, [], None
        kept, spare = KeptFiles(folder / "orders", ".xlsx"), KeptFiles.incoming(folder)
        self.at = Workplace(desk.clock, {Kind.CONSUMPTION: self.make}, kept, spare)
        self.folder = folder / "orders"

    async def make(self, work):
        self.made.append(work)
        await work.told(Stage.READING, 5, 10)
        if self.before:
            await self.before()
        await work.told(Stage.WRITING, 0, 10)
        work.target.write_bytes(b"workbook")

    async def place(self, wish=WISH, person=None):
        return await orders.place(self.desk.contract(person), wish, self.desk.clock(), self.at.files)

    async def find(self, number, person=None):
        return await orders.find(self.desk.contract(person), number, self.desk.clock())


@pytest.fixture
def shop(cast, settings, clock, tmp_path):
    return Shop(Desk(cast, settings(), clock), tmp_path)


async def test_it_waits_is_made_and_lies_there(shop):
    number = await shop.place()
    assert (await shop.find(number)).stage is Stage.WAITING
    assert await make_next(shop.at)
    order = await shop.find(number)
    assert (order.stage, order.tries, order.made_at) == (Stage.MADE, 1, shop.desk.clock())
    assert shop.at.files.path(order.file).read_bytes() == b"workbook"
    [given] = shop.made
    assert (given.contract, given.asked["period"]) == (shop.desk.contract(), "2026-11")
    assert not await make_next(shop.at)


async def test_how_far_it_is_is_told(shop):
    number, told = await shop.place(), []

    async def look():
        order = await shop.find(number)
        told.append((order.stage, order.done, order.lines))

    shop.before = look
    await make_next(shop.at)
    assert told == [(Stage.READING, 5, 10)]


async def test_a_second_click_is_no_second_work(shop):
    number = await shop.place()
    assert await shop.place() == number
    await make_next(shop.at)
    assert await shop.place() == number
    shop.desk.clock.pass_by(orders.SAME_FOR + timedelta(seconds=1))
    assert await shop.place() > number


async def test_what_was_saved_meanwhile_makes_it_another(shop, cast):
    number = await shop.place()
    await shop.desk.type(cast.metered.register_id, "2400")
    assert await shop.place() > number


async def test_another_wish_person_or_role_is_another_order(shop, cast):
    others = [await shop.place(), await shop.place(Wish(Kind.CONSUMPTION, {"period": "2026-10"}))]
    others.append(await shop.place(person=cast.boris))
    assert len(set(others)) == 3
    for number, person in ((others[0], cast.boris), (others[2], None), (2**70, None)):
        with pytest.raises(NoSuchOrder):
            await shop.find(number, person)


async def test_so_many_at_once_and_so_many_kept(shop, monkeypatch):
    monkeypatch.setattr(orders, "KEPT", 2)
    numbers = [await shop.place(Wish(Kind.CONSUMPTION, {"period": str(each)})) for each in range(orders.AT_ONCE)]
    with pytest.raises(TooMany):
        await shop.place()
    while await make_next(shop.at):
        pass
    await shop.place()
    with pytest.raises(NoSuchOrder):
        await shop.find(numbers[-2])
    assert (await shop.find(numbers[-1])).file
    assert len(list(shop.folder.iterdir())) == 1


async def test_no_time_is_told_and_may_be_asked_for_again(shop):
    async def hard():
        raise NotWritten

    number, shop.before = await shop.place(), hard
    await make_next(shop.at)
    assert (await shop.find(number)).stage is Stage.FAILED
    assert await shop.place() > number
    assert not list(shop.folder.parent.joinpath("incoming").iterdir())


async def test_a_making_that_died_goes_on_and_one_that_always_dies_says_so(shop):
    class Killed(BaseException):
        pass

    async def die():
        raise Killed

    number, shop.before = await shop.place(), die
    for _ in range(making.MOST_TRIES):
        with pytest.raises(Killed):
            await make_next(shop.at)
        assert not await make_next(shop.at)  # nobody takes what is held
        shop.desk.clock.pass_by(making.HELD_FOR)
    await make_next(shop.at)
    assert (await shop.find(number)).stage is Stage.FAILED


async def test_whoever_was_overtaken_keeps_nothing(shop):
    number = await shop.place()

    async def slow():
        shop.before = None
        shop.desk.clock.pass_by(making.HELD_FOR)
        assert await make_next(shop.at)

    shop.before = slow
    assert await make_next(shop.at)
    order = await shop.find(number)
    assert (order.stage, order.tries) == (Stage.MADE, 2)
    assert [path.name for path in shop.folder.iterdir()] == [f"{order.file}.xlsx"]


async def test_a_right_that_ended_or_changed_meanwhile_gets_nothing(shop, cast):
    number = await shop.place()
    async with transaction():
        await execute("UPDATE membership SET role = 'viewer' WHERE app_user = {}", cast.anna.id)
    await make_next(shop.at)
    assert ((await shop.find(number)).stage, shop.made) == (Stage.FAILED, [])
    async with transaction():
        await execute("UPDATE membership SET role = 'admin', until_at = {} WHERE app_user = {}", 1, cast.anna.id)
    number = await shop.place()
    await make_next(shop.at)
    assert ((await shop.find(number)).stage, shop.made) == (Stage.FAILED, [])


async def test_orders_of_yesterday_and_files_of_nobody_go(shop, monkeypatch):
    number = await shop.place()
    await make_next(shop.at)
    (shop.folder / f"{'0' * 32}.xlsx").touch()
    monkeypatch.setattr("src.gateways.kept.ORPHANED_AFTER", -1.0)
    await orders.forget_old(shop.desk.clock(), shop.at.files)
    assert len(list(shop.folder.iterdir())) == 1
    shop.desk.clock.pass_by(orders.REMEMBERED + timedelta(seconds=1))
    await orders.forget_old(shop.desk.clock(), shop.at.files)
    assert not list(shop.folder.iterdir())
    with pytest.raises(NoSuchOrder):
        await shop.find(number)


async def test_who_looks_away_takes_the_work_along():
    """Whoever waits for the work is cut off at shutdown: the work ends too, and looking is never the last word."""
    looked = []

    async def look():
        looked.append(True)

    async def work():
        while len(looked) < 3:
            await making.asyncio.sleep(0)

    await making.watched(work(), look, every=0.0)
    assert len(looked) == 3


async def test_the_state_of_a_contract_without_a_sheet_is_told(cast):
    lonely = await factories.contract("97000009", await factories.party("ООО «Пусто»"))
    assert await storage.state_of(lonely) == "0"
