"""Whom to call about a contract: its branch and curator, page by page of a person's contracts."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from src.storage.contracts import Besides, Listed, Wanted, list_page, listed
from src.storage.directory import Branch, Curator

_BESIDES: Final = Besides(
    columns=", b.id, b.name, b.head, b.address, b.phone, b.fax, k.id, k.name, k.phone",
    joins=""" LEFT JOIN branch b ON b.id = c.branch AND b.deleted = FALSE
        LEFT JOIN curator k ON k.id = c.curator AND k.deleted = FALSE""",
)


class Known(NamedTuple):
    """A contract with its contacts; None: the supplier has named none yet."""

    listed: Listed
    branch: Branch | None
    curator: Curator | None


async def list_contacts(user_id: int, wanted: Wanted, now: datetime, limit: int) -> list[Known]:
    """At most `limit` contracts in order; with `before`, the last ones in front of it."""
    return [_known(row) for row in await list_page(_BESIDES, user_id, wanted, now, limit)]


def _known(row: tuple[Any, ...]) -> Known:
    contract = listed(*row[:7])
    if contract.barred:
        return Known(contract, None, None)
    return Known(contract, Branch(*row[8:13]) if row[7] else None, Curator(*row[14:16]) if row[13] else None)
