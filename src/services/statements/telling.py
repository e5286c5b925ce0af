"""Answers of the supplier are told by letter to whoever wrote what they answer."""

import secrets
from datetime import datetime

from src.domain.clock import Clock
from src.services.statements.letters import Letters, StatementLetter, link_of, queue
from src.storage import engine, users
from src.storage.statements import answers

AT_ONCE = 100


async def tell(letters: Letters, clock: Clock) -> int:
    """Write the letters that are due, each in a transaction of its own; how many there were."""
    told = 0
    while untold := await answers.untold(clock(), AT_ONCE):
        for each in untold:
            async with engine.transaction():
                told += await _tell(letters, each, clock())
    return told


async def _tell(letters: Letters, each: answers.Untold, now: datetime) -> bool:
    """Whoever has lost the contract since is passed over in silence."""
    person = await users.find(each.author) if await answers.mark_told(each.id) and each.reads else None
    if person is None:
        return False
    link = link_of(letters, each.contract_id, each.act_id, each.id)
    said = StatementLetter(each.number, each.contract, each.kind, each.state, now, link)
    await queue(letters, person, f"statement.{each.id}.{secrets.token_hex(8)}", said)
    return True
