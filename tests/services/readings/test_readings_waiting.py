"""What a contract waits for leaves the start page with a sending, and comes back with a correction."""

from src.storage.engine import rows


async def waiting():
    found = await rows("SELECT app_user, period FROM reading_due ORDER BY app_user")
    return [(row["app_user"], row["period"]) for row in found]


async def test_it_waits_for_those_who_may_send_until_it_is_sent(desk):
    register, cast = desk.cast.metered.register_id, desk.cast
    stranger = [(cast.dmitry.id, "2026-11")]
    ours = [(cast.anna.id, "2026-11"), (cast.boris.id, "2026-11"), *stranger]
    assert await waiting() == ours
    await desk.type(register, "2450")
    assert await waiting() == ours
    await desk.send()
    assert await waiting() == stranger
    await desk.type(register, "2460")
    assert await waiting() == ours
    await desk.type(register, "2450")
    assert await waiting() == stranger
