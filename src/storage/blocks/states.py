"""Which blocks a person has folded or put away."""

from src.storage.engine import execute, rows


async def block_states(user_id: int) -> dict[str, str]:
    """`folded` or `tray` by block; a block that stands open is not there."""
    found = await rows("SELECT block, state FROM block_state WHERE app_user = {}", user_id)
    return {row["block"]: row["state"] for row in found}


async def set_block_state(user_id: int, block: str, state: str) -> None:
    await execute(
        """INSERT INTO block_state (app_user, block, state) VALUES ({}, {}, {})
        ON CONFLICT (app_user, block) DO UPDATE SET state = excluded.state""",
        user_id,
        block,
        state,
    )


async def open_block(user_id: int, block: str) -> None:
    await execute("DELETE FROM block_state WHERE app_user = {} AND block = {}", user_id, block)
