"""Files that are joined to things of a contract. Nobody finds one but by its contract and its thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.attachments import Attachment, Kind, Thing
from src.domain.journal import Actor
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out
from src.storage.leaving import LeavingFile

_OF: Final = "contract = {} AND thing = {} AND subject = {}"
_ATTACHMENT: Final = """SELECT a.id, a.name, a.kind, a.size, a.added_at, u.family_name, u.given_name, u.patronymic
    FROM attachment a LEFT JOIN app_user u ON u.id = a.app_user
    WHERE a.contract = {} AND a.thing = {} AND a.subject = {}"""
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """`digest` of what was brought, `file`: the key of what is kept."""

    name: str
    kind: Kind
    file: str
    size: int
    digest: str


async def list_of(contract: GuardedContract, thing: Thing) -> list[Attachment]:
    """In the order in which they were joined."""
    found = await tuples(f"{_ATTACHMENT} ORDER BY a.id", *_key(contract, thing))
    return [_attachment(row) for row in found]


async def sizes(contract: GuardedContract, thing: Thing) -> dict[str, int]:
    """By digest."""
    found = await tuples(f"SELECT digest, size FROM attachment WHERE {_OF}", *_key(contract, thing))  # noqa: S608
    return dict(found)


async def bytes_of_person(user_id: int | None, since: datetime) -> int:
    """What this person has joined since then and not taken away."""
    [(size,)] = await tuples(
        "SELECT COALESCE(SUM(size), 0) FROM attachment WHERE app_user = {} AND added_at > {}",
        user_id,
        instant_in(since),
    )
    return int(size)


async def add(actor: Actor, contract: GuardedContract, thing: Thing, new: NewAttachment) -> None:
    await execute(
        """INSERT INTO attachment (contract, thing, subject, name, kind, file, size, digest, app_user, added_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {})""",
        *_key(contract, thing),
        new.name,
        new.kind.value,
        new.file,
        new.size,
        new.digest,
        actor.user_id,
        instant_in(actor.now),
    )


async def find(contract: GuardedContract, thing: Thing, attachment_id: int) -> tuple[Attachment, str] | None:
    """It, and the key under which its bytes are kept."""
    found = await tuples(f"{_ATTACHMENT} AND a.id = {{}}", *_key(contract, thing), attachment_id)
    if not found:
        return None
    [row] = await rows("SELECT file FROM attachment WHERE id = {}", attachment_id)
    return _attachment(found[0]), row["file"]


async def remove(contract: GuardedContract, thing: Thing, attachment_id: int) -> list[str]:
    """The key of its file, none when it was gone."""
    found = await rows(
        f"DELETE FROM attachment WHERE {_OF} AND id = {{}} RETURNING file",  # noqa: S608
        *_key(contract, thing),
        attachment_id,
    )
    return [row["file"] for row in found]


async def drop_all(contract: GuardedContract, thing: Thing) -> list[str]:
    """The thing goes: the keys of its files."""
    found = await rows(f"DELETE FROM attachment WHERE {_OF} RETURNING file", *_key(contract, thing))  # noqa: S608
    return [row["file"] for row in found]


async def move(contract: GuardedContract, old: Thing, new: Thing) -> None:
    """What was joined to a draft belongs to what was sent."""
    await execute(
        f"UPDATE attachment SET thing = {{}}, subject = {{}} WHERE {_OF}",  # noqa: S608
        new.kind,
        new.id,
        *_key(contract, old),
    )


async def leaving_of(contract: GuardedContract, thing: Thing) -> list[LeavingFile]:
    """For billing."""
    found = await tuples(
        f"SELECT file, name, size FROM attachment WHERE {_OF} ORDER BY id",  # noqa: S608
        *_key(contract, thing),
    )
    return [LeavingFile(*row) for row in found]


async def known_files(keys: Sequence[str]) -> set[str]:
    """Those of the keys that some attachment needs."""
    known = set[str]()
    for start in range(0, len(keys), _CHUNK):
        known |= {
            key
            for (key,) in await tuples(
                "SELECT file FROM attachment WHERE file IN ({})", list(keys[start : start + _CHUNK])
            )
        }
    return known


def _key(contract: GuardedContract, thing: Thing) -> tuple[int, str, int]:
    return contract.id, thing.kind, thing.id


def _attachment(row: Sequence[Any]) -> Attachment:
    id_, name, kind, size, added_at, *who = row
    return Attachment(id_, name, Kind(kind), size, " ".join(filter(None, who)), instant_out(added_at))
