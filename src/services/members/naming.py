"""Memberships of before there was an order of names get theirs."""

from typing import Final

from src.storage.engine import transaction
from src.storage.members import names

AT_ONCE: Final = 100


async def name_unnamed() -> None:
    while people := await names.unnamed(AT_ONCE):
        for user_id in people:
            async with transaction():
                await names.recount_person(user_id)
