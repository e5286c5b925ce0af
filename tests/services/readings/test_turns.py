"""Long work lets others in."""

import asyncio

from src.services.readings.turns import AT_ONCE, in_turns


async def test_others_get_their_turn_before_every_few() -> None:
    done, seen = list[int](), list[int]()

    async def work() -> None:
        async for item in in_turns(range(3 * AT_ONCE)):
            done.append(item)

    working = asyncio.create_task(work())
    while not working.done():
        seen.append(len(done))
        await asyncio.sleep(0)
    assert sorted(set(seen)) == [0, AT_ONCE, 2 * AT_ONCE]
    assert done == list(range(3 * AT_ONCE))
