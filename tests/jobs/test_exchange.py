from collections.abc import Callable

import pytest

from src.demo.delivery import write_delivery
from src.demo.plan import Plan
from src.exchange.folders import alone_in
from src.gateways.files.opened import open_files
from src.jobs.exchange import deliveries_come_in
from src.settings import Settings
from src.storage.engine import Base, rows
from tests.clock import FixedClock


@pytest.mark.usefixtures("base")
async def test_what_lies_in_the_inbox_is_taken_in_once(settings: Callable[..., Settings], clock: FixedClock) -> None:
    ours = settings()
    job = deliveries_come_in(ours, open_files(ours), clock)
    await job.run()
    write_delivery(ours.exchange_folder / "in", "first", Plan(clock(), ours.time_zone, contracts=2, months=2))
    for _ in range(2):
        await job.run()
    assert await rows("SELECT name, state, refused FROM delivery") == [{"name": "first", "state": "done", "refused": 0}]
    assert (await rows("SELECT COUNT(*) AS n FROM contract"))[0]["n"] == 2


async def test_a_folder_in_other_hands_is_left_alone(
    base: Base, settings: Callable[..., Settings], clock: FixedClock
) -> None:
    ours = settings()
    write_delivery(ours.exchange_folder / "in", "first", Plan(clock(), ours.time_zone, contracts=1, months=1))
    with alone_in(ours.exchange_folder / "in"):
        await deliveries_come_in(ours, open_files(ours), clock).run()
    assert await rows("SELECT name FROM delivery") == []
