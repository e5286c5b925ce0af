"""The order of people in a contract is kept beside each membership, and counted again with their names."""

from collections.abc import Iterable

from src.domain.members import Names, person_key
from src.storage.engine import execute, rows


class PersonGone(Exception):
    """The account was erased at this very moment: nothing may be given to it."""


async def settle_member(user_id: int) -> None:
    """After a membership was added, in its transaction. PersonGone: whoever erased the account was a moment faster."""
    if not await recount_person(user_id):
        raise PersonGone


async def recount_person(user_id: int) -> bool:
    """In the transaction that changes the person's names or login; whether there still is such an account."""
    found = await rows(
        "SELECT family_name, given_name, patronymic, email, erased_at FROM app_user WHERE id = {}", user_id
    )
    for row in found:
        key = person_key(Names(row["family_name"], row["given_name"], row["patronymic"]), row["email"])
        await execute(
            "UPDATE membership SET person_key = {} WHERE app_user = {} AND person_key <> {}", key, user_id, key
        )
    return bool(found) and found[0]["erased_at"] is None


async def unnamed(limit: int) -> Iterable[int]:
    """People whose memberships come from before there was an order."""
    found = await rows("SELECT DISTINCT app_user FROM membership WHERE person_key = '' LIMIT {}", limit)
    return [row["app_user"] for row in found]
