"""Uploaded workbooks: taken down, found, forgotten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.domain.uploads import Stage, Upload
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out

_PLAIN: Final = ("tries", "refusal", "place", "cells", "checked", "mistakes", "written", "kept")
UNDER_WAY: Final = "state IN ('waiting', 'checking')"


@dataclass(frozen=True, slots=True)
class NewUpload:
    """`form`: the key of the form that it came by; `file`: under which name it is kept; `name`: how the person calls
    it."""

    form: str
    digest: str
    file: str
    name: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What a person has uploaded: still under way, and since an hour ago."""

    under_way: int
    lately: int


async def lock_person(user_id: int) -> None:
    """Until the transaction ends no other upload of this person is taken down."""
    await rows("SELECT id FROM app_user WHERE id = {} FOR UPDATE", user_id)


async def tally(user_id: int, since: datetime) -> Tally:
    found = await rows(
        f"""SELECT COUNT(CASE WHEN {UNDER_WAY} THEN 1 END) AS under_way,
            COUNT(CASE WHEN uploaded_at > {{}} THEN 1 END) AS lately FROM workbook WHERE app_user = {{}}""",  # noqa: S608
        instant_in(since),
        user_id,
    )
    return Tally(**found[0])


async def find_same(contract: GuardedContract, period: Period, zone: ZoneInfo, new: NewUpload) -> int | None:
    """The upload of this very file that is under way for this period, or that came by this very form."""
    found = await rows(
        f"""SELECT id FROM workbook WHERE contract = {{}} AND app_user = {{}} AND digest = {{}}
            AND (as_of = {{}} AND {UNDER_WAY} OR form = {{}}) ORDER BY id DESC LIMIT 1""",  # noqa: S608
        contract.id,
        contract.user_id,
        new.digest,
        instant_in(period.end(zone)),
        new.form,
    )
    return int(found[0]["id"]) if found else None


async def add(actor: Actor, contract: GuardedContract, period: Period, zone: ZoneInfo, new: NewUpload) -> int:
    now = instant_in(actor.now)
    found = await rows(
        """INSERT INTO workbook (contract, as_of, period, app_user, address, uploaded_at, form, digest, file, name,
            state, tries, until_at, refusal, place, cells, checked, mistakes, written, version)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 'waiting', 0, {}, '', '', 0, 0, 0, 0, 0) RETURNING id""",
        contract.id,
        instant_in(period.end(zone)),
        str(period),
        contract.user_id,
        actor.address[:45],
        now,
        new.form,
        new.digest,
        new.file,
        new.name,
        now,
    )
    return int(found[0]["id"])


async def find(contract: GuardedContract, upload_id: int) -> Upload | None:
    found = await rows("SELECT * FROM workbook WHERE id = {} AND contract = {}", upload_id, contract.id)
    return upload_out(found[0]) if found else None


async def empty_beyond(user_id: int, kept: int) -> list[str]:
    """Of this person's uploads the latest ones keep their file and their list of mistakes; the files that go."""
    found = await tuples(
        f"""SELECT id, file FROM workbook WHERE app_user = {{}} AND file <> '' AND NOT {UNDER_WAY}
            ORDER BY id DESC LIMIT 1000 OFFSET {{}}""",  # noqa: S608
        user_id,
        kept,
    )
    ids = [id_ for id_, _ in found]
    if ids:
        await execute("DELETE FROM workbook_mistake WHERE workbook IN ({})", ids)
        await execute("UPDATE workbook SET file = '' WHERE id IN ({})", ids)
    return [file for _, file in found]


async def forget_old(before: datetime, count: int) -> tuple[int, list[str]]:
    """Forget some that were uploaded before that instant: how many there were, and the files that go."""
    found = await tuples(
        "SELECT id, file FROM workbook WHERE uploaded_at < {} ORDER BY uploaded_at, id LIMIT {}",
        instant_in(before),
        count,
    )
    ids = [id_ for id_, _ in found]
    if ids:
        await execute("DELETE FROM workbook_mistake WHERE workbook IN ({})", ids)
        await execute("DELETE FROM workbook WHERE id IN ({})", ids)
    return len(ids), [file for _, file in found if file]


async def all_files() -> frozenset[str]:
    return frozenset(file for (file,) in await tuples("SELECT file FROM workbook WHERE file <> ''"))


def upload_out(row: dict[str, Any]) -> Upload:
    return Upload(
        id=row["id"],
        contract_id=row["contract"],
        period=Period.parse(row["period"]),
        user_id=row["app_user"],
        address=row["address"],
        uploaded_at=instant_out(row["uploaded_at"]),
        file=row["file"],
        name=row["name"],
        stage=Stage(row["state"]),
        **{word: row[word] for word in _PLAIN},
    )
