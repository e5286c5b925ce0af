"""The order of people in a contract is kept beside each membership, and counted again with their names."""

from collections.abc import Iterable

from src.domain.members import Names, person_key
from src.storage.engine import execute, rows


async def recount_person(user_id: int) -> None:
    """In the transaction that adds a membership, or changes the person's names or login."""
    found = await rows("SELECT family_name, given_name, patronymic, email FROM app_user WHERE id = {}", user_id)
    for row in found:
        key = person_key(Names(row["family_name"], row["given_name"], row["patronymic"]), row["email"])
        await execute(
            "UPDATE membership SET person_key = {} WHERE app_user = {} AND person_key <> {}", key, user_id, key
        )


async def unnamed(limit: int) -> Iterable[int]:
    """People whose memberships come from before there was an order."""
    found = await rows("SELECT DISTINCT app_user FROM membership WHERE person_key = '' LIMIT {}", limit)
    return [row["app_user"] for row in found]
