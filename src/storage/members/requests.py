"""Requests for access to contracts that nobody administers any more."""

from typing import NamedTuple

from src.storage.engine import rows


class Asker(NamedTuple):
    login: str
    number: str


async def take_askers(contract_id: int) -> list[Asker]:
    """Those who wait for an answer that nobody can give; they wait no more."""
    found = await rows(
        """DELETE FROM link_request WHERE contract = {}
        RETURNING (SELECT u.email FROM app_user u WHERE u.id = link_request.app_user) AS login,
            (SELECT c.number FROM contract c WHERE c.id = link_request.contract) AS number""",
        contract_id,
    )
    return [Asker(row["login"], row["number"]) for row in found]
