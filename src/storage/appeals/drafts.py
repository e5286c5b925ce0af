"""Drafts of appeals: seen and written by their own person alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.appeals import DRAFT, Draft
from src.storage.engine import execute, execute_many, rows, tuples
from src.storage.forms import instant_in, instant_out

_COLUMNS: Final = "id, token, theme, text, version, tab, changed_at"
_OWN: Final = "contract = {} AND app_user = {}"


async def list_of(contract: GuardedContract, limit: int) -> list[Draft]:
    """The newest first."""
    found = await tuples(
        f"SELECT {_COLUMNS} FROM appeal_draft WHERE {_OWN} ORDER BY id DESC LIMIT {{}}",  # noqa: S608 our own words
        *_own(contract),
        limit,
    )
    return [_draft(row) for row in found]


async def find(contract: GuardedContract, draft_id: int) -> Draft | None:
    return await _one(contract, "id", draft_id)


async def of_form(contract: GuardedContract, token: str) -> Draft | None:
    """The draft that this form has begun."""
    return await _one(contract, "token", token)


async def hold(contract: GuardedContract, draft_id: int) -> bool:
    """In a transaction: nobody sends or drops it meanwhile. False: it is gone."""
    sql = f"UPDATE appeal_draft SET token = token WHERE id = {{}} AND {_OWN}"  # noqa: S608 our own words alone
    return bool(await execute(sql, draft_id, *_own(contract)))


async def begin(contract: GuardedContract, draft: Draft) -> int:
    """Its id, whatever it says of one; Violation when the form has begun a draft already."""
    found = await rows(
        """INSERT INTO appeal_draft (contract, app_user, token, theme, text, version, tab, changed_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}) RETURNING id""",
        *_own(contract),
        draft.token,
        *_said(draft),
    )
    return int(found[0]["id"])


async def change(contract: GuardedContract, draft: Draft, version: int) -> bool:
    """What it says takes the place of this version; False: somebody was faster."""
    return bool(
        await execute(
            f"""UPDATE appeal_draft SET theme = {{}}, text = {{}}, version = {{}}, tab = {{}}, changed_at = {{}}
            WHERE id = {{}} AND {_OWN} AND version = {{}}""",  # noqa: S608 our own words alone
            *_said(draft),
            draft.id,
            *_own(contract),
            version,
        )
    )


def _said(draft: Draft) -> tuple[str, str, int, str, int]:
    return draft.theme, draft.text, draft.version, draft.tab, instant_in(draft.changed_at)


async def drop(contract: GuardedContract, draft_id: int) -> bool:
    return bool(await execute(f"DELETE FROM appeal_draft WHERE id = {{}} AND {_OWN}", draft_id, *_own(contract)))  # noqa: S608


async def forget_old(before: datetime, limit: int) -> int:
    """Drafts that nobody has changed since then, with what was joined to them; how many there were."""
    gone = await tuples(
        """DELETE FROM appeal_draft WHERE id IN (SELECT id FROM appeal_draft WHERE changed_at < {} ORDER BY changed_at
            LIMIT {}) AND changed_at < {} RETURNING contract, id""",
        instant_in(before),
        limit,
        instant_in(before),
    )
    await _forget_files(gone)
    return len(gone)


async def forget_person(user_id: int) -> None:
    """Nothing of a person's drafts is left."""
    await _forget_files(await tuples("DELETE FROM appeal_draft WHERE app_user = {} RETURNING contract, id", user_id))


async def _forget_files(drafts: Sequence[Sequence[Any]]) -> None:
    """Their rows; the files themselves a job clears away."""
    await execute_many(
        "DELETE FROM attachment WHERE contract = {} AND thing = {} AND subject = {}",
        [(contract, DRAFT, id_) for contract, id_ in drafts],
    )


async def _one(contract: GuardedContract, column: str, value: object) -> Draft | None:
    found = await tuples(
        f"SELECT {_COLUMNS} FROM appeal_draft WHERE {column} = {{}} AND {_OWN}",  # noqa: S608 our own words alone
        value,
        *_own(contract),
    )
    return _draft(found[0]) if found else None


def _own(contract: GuardedContract) -> tuple[int, int]:
    return contract.id, contract.user_id


def _draft(row: Sequence[Any]) -> Draft:
    id_, token, theme, text, version, tab, changed_at = row
    return Draft(id_, token, theme, text, version, tab, instant_out(changed_at))
