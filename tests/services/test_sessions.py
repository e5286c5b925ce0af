"""Sessions: how long they live, that a token is never stored, that what has ended stays ended."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.sessions import ABSOLUTE, HANDOVER, IDLE, REMEMBERED, idle_end
from src.services import sessions
from src.storage import sessions as storage
from src.storage.engine import rows, transaction
from src.storage.links import counted

pytestmark = pytest.mark.usefixtures("base")
SECOND = timedelta(seconds=1)


async def begin(cast, clock, remember=False):
    return await sessions.begin(cast.anna.id, remember, "192.0.2.1", "Firefox", clock())


async def alive(new, clock):
    session = await sessions.find(new.token, clock())
    return session is not None and session.alive(clock())


async def test_the_token_is_not_in_the_base(cast, clock):
    new = await begin(cast, clock)
    [row] = await rows("SELECT * FROM session")
    assert new.token not in str(row)
    assert len(new.token) == 43
    assert await sessions.find(new.token[:-1] + "!", clock()) is None
    assert await sessions.find(row["token_hash"], clock()) is None


async def test_idle_for_half_an_hour_it_ends(cast, clock):
    new = await begin(cast, clock)
    clock.pass_by(IDLE - SECOND)
    assert await alive(new, clock)
    clock.pass_by(IDLE)
    assert not await alive(new, clock)


async def test_used_all_day_it_ends_after_twelve_hours(cast, clock):
    new = await begin(cast, clock)
    for _ in range(47):
        clock.pass_by(timedelta(minutes=15))
        assert await alive(new, clock)
    clock.pass_by(ABSOLUTE - 47 * timedelta(minutes=15))
    assert not await alive(new, clock)


async def test_remembered_it_lives_thirty_days_and_is_fresh_for_a_quarter_of_an_hour(cast, clock):
    new = await begin(cast, clock, remember=True)
    clock.pass_by(timedelta(minutes=15))
    session = await sessions.find(new.token, clock())
    assert session.fresh(clock())
    clock.pass_by(SECOND)
    assert session.alive(clock())
    assert not session.fresh(clock())
    clock.pass_by(REMEMBERED - timedelta(minutes=16) - SECOND)
    assert await alive(new, clock)
    clock.pass_by(timedelta(minutes=1))
    assert not await alive(new, clock)


async def test_a_visit_is_written_every_five_minutes_at_most(cast, clock):
    new = await begin(cast, clock)
    with counted() as counter:
        clock.pass_by(timedelta(minutes=5) - SECOND)
        assert await alive(new, clock)
    assert (counter.statements, counter.transactions) == (1, 0)
    with counted() as counter:
        clock.pass_by(SECOND)
        assert await alive(new, clock)
        assert await alive(new, clock)
    assert counter.transactions == 1


async def test_renewed_the_old_token_serves_ten_seconds_more(cast, clock):
    old = await begin(cast, clock)
    clock.pass_by(timedelta(minutes=6))
    new = await sessions.renew(await sessions.find(old.token, clock()), clock())
    assert new.token != old.token
    assert new.absolute_until == old.absolute_until
    assert await alive(old, clock)
    clock.pass_by(HANDOVER)
    assert not await alive(old, clock)
    assert await alive(new, clock)
    assert len(await storage.list_devices(cast.anna.id, 0, clock(), 9)) == 1


async def test_signed_out_nothing_revives_it(cast, clock):
    old = await begin(cast, clock)
    slow = await sessions.find(old.token, clock())
    new = await sessions.renew(slow, clock())
    await sessions.end(await sessions.find(new.token, clock()), clock())
    assert not await alive(old, clock)
    assert not await alive(new, clock)
    assert await sessions.renew(slow, clock()) is None
    clock.pass_by(timedelta(minutes=6))
    assert not await alive(new, clock)
    assert await storage.list_devices(cast.anna.id, 0, clock(), 9) == []


async def test_a_visit_on_its_way_writes_nothing_into_an_ended_session(cast, clock):
    new = await begin(cast, clock)
    await sessions.end(await sessions.find(new.token, clock()), clock())
    before = await rows("SELECT * FROM session")
    later = clock.pass_by(timedelta(minutes=6))
    async with transaction():
        await storage.see_session(new.id, later, idle_end(later, False))
    assert await rows("SELECT * FROM session") == before


async def test_signed_out_with_the_old_token_the_new_one_is_dead_too(cast, clock):
    old = await begin(cast, clock)
    elsewhere = await begin(cast, clock)
    session = await sessions.find(old.token, clock())
    late = await sessions.renew(session, clock())
    await sessions.end(session, clock())
    assert not await alive(late, clock)
    assert await alive(elsewhere, clock)


async def test_renewed_and_ended_at_once_nothing_lives(cast, clock):
    for end in (sessions.end, lambda session, now: sessions.end_others(session.user_id, None, now)):
        for _ in range(10):
            old = await begin(cast, clock)
            session = await sessions.find(old.token, clock())
            late, _ = await asyncio.gather(sessions.renew(session, clock()), end(session, clock()))
            assert not await alive(old, clock)
            assert late is None or not await alive(late, clock)


async def test_renewed_again_the_old_token_lives_no_longer(cast, clock):
    old = await begin(cast, clock)
    session = await sessions.find(old.token, clock())
    await sessions.renew(session, clock())
    clock.pass_by(HANDOVER - SECOND)
    assert await sessions.renew(session, clock())
    clock.pass_by(SECOND)
    assert not await alive(old, clock)


async def test_devices_are_ended_one_by_one_or_all_but_this(cast, clock):
    here, there, third = [await begin(cast, clock) for _ in range(3)]
    assert not await sessions.end_device(there.id, cast.boris.id, clock())
    assert await sessions.end_device(there.id, cast.anna.id, clock())
    assert not await sessions.end_device(there.id, cast.anna.id, clock())
    assert not await alive(there, clock)
    assert await sessions.end_others(cast.anna.id, here.id, clock()) == 1
    assert not await alive(third, clock)
    assert await alive(here, clock)


async def test_long_ended_sessions_are_forgotten(cast, clock):
    await begin(cast, clock)
    clock.pass_by(timedelta(days=92))
    kept = await begin(cast, clock)
    assert await sessions.forget_old(clock()) == 1
    assert [row["id"] for row in await rows("SELECT id FROM session")] == [kept.id]
