"""The order of people in a contract is kept beside each membership, and counted again with their names."""

from collections.abc import Iterable, Sequence

from src.domain.members import Names, person_key
from src.storage.engine import execute, rows


class PersonGone(Exception):
    """The account was erased at this very moment: nothing may be given to it."""


async def recount_person(user_id: int) -> None:
    """In the transaction that changes the person's names or login."""
    key = await _key_of(user_id)
    change = "UPDATE membership SET person_key = {} WHERE app_user = {} AND person_key <> {}"
    await execute(change, key, user_id, key)


async def name_member(user_id: int, contract_ids: Sequence[int]) -> None:
    """In the transaction that adds the memberships, whatever number of others the person has. PersonGone: whoever
    erased the account was a moment faster."""
    change = "UPDATE membership SET person_key = {} WHERE app_user = {} AND contract IN ({})"
    await execute(change, await _key_of(user_id, alive=True), user_id, list(contract_ids))


async def _key_of(user_id: int, alive: bool = False) -> str:
    found = await rows(
        "SELECT family_name, given_name, patronymic, email, erased_at FROM app_user WHERE id = {}", user_id
    )
    row = found[0]
    if alive and row["erased_at"] is not None:
        raise PersonGone
    return person_key(Names(row["family_name"], row["given_name"], row["patronymic"]), row["email"])


async def unnamed(limit: int) -> Iterable[int]:
    """People whose memberships come from before there was an order."""
    found = await rows("SELECT DISTINCT app_user FROM membership WHERE person_key = '' LIMIT {}", limit)
    return [row["app_user"] for row in found]
