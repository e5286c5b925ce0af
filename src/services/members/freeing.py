"""A contract to which nobody has access any more is free: whoever links it next administers it."""

from datetime import datetime

from src.services.letters import Letters
from src.services.members.telling import AccessLetter, What, post
from src.storage.members import terms
from src.storage.members.requests import take_askers


async def free_if_left(letters: Letters, contract_id: int, now: datetime) -> None:
    """In the transaction in which somebody left: those who wait for an administrator's answer are told to link it."""
    if await terms.everybody(contract_id, now):
        return
    link = letters.link("/contracts/link")
    for asker in await take_askers(contract_id):
        await post(letters, asker.login, AccessLetter(What.FREE, (asker.number,), link), now)
