"""Photos of meters. Nobody but the members of a contract finds its photos, wherever the meter went."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.domain.photos import Photo
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in, instant_out

_LIST = """SELECT f.id, f.width, f.height, f.added_at, u.family_name, u.given_name, u.patronymic,
        COALESCE(g.version, 0) AS version, COALESCE(t.number, '') AS receipt
    FROM photo f JOIN app_user u ON u.id = f.app_user
    LEFT JOIN reading g ON g.id = f.reading LEFT JOIN receipt t ON t.id = g.receipt
    WHERE f.contract = {} AND f.register = {} AND f.as_of = {} ORDER BY version = 0 DESC, version DESC, f.id"""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """`reading`: id of the sent reading that it belongs to at once, None while it waits for a sending."""

    register_id: int
    reading: int | None
    file: str
    small: str
    digest: str
    width: int
    height: int


async def list_photos(contract: GuardedContract, register_id: int, period: Period, zone: ZoneInfo) -> list[Photo]:
    """Those that wait first, then by version, the latest first."""
    return [
        Photo(
            id=row["id"],
            width=row["width"],
            height=row["height"],
            who=" ".join(part for part in (row["family_name"], row["given_name"], row["patronymic"]) if part),
            added_at=instant_out(row["added_at"]),
            version=row["version"],
            receipt=row["receipt"],
        )
        for row in await rows(_LIST, contract.id, register_id, instant_in(period.end(zone)))
    ]


async def find_file(contract: GuardedContract, photo_id: int, small: bool) -> str | None:
    """The key under which its bytes are kept."""
    found = await rows(
        "SELECT file, small FROM photo WHERE id = {} AND contract = {}",
        photo_id,
        contract.id,
    )
    key: str | None = found[0]["small" if small else "file"] if found else None
    return key


async def waiting_digests(contract: GuardedContract, register_id: int, period: Period, zone: ZoneInfo) -> list[str]:
    found = await tuples(
        "SELECT digest FROM photo WHERE contract = {} AND register = {} AND as_of = {} AND reading IS NULL",
        contract.id,
        register_id,
        instant_in(period.end(zone)),
    )
    return [digest for (digest,) in found]


async def digests_of_reading(reading_id: int) -> list[str]:
    return [digest for (digest,) in await tuples("SELECT digest FROM photo WHERE reading = {}", reading_id)]


async def count_all(contract: GuardedContract, register_id: int, period: Period, zone: ZoneInfo) -> int:
    found = await rows(
        "SELECT COUNT(*) AS photos FROM photo WHERE contract = {} AND register = {} AND as_of = {}",
        contract.id,
        register_id,
        instant_in(period.end(zone)),
    )
    return int(found[0]["photos"])


async def add(actor: Actor, contract: GuardedContract, period: Period, zone: ZoneInfo, new: NewPhoto) -> None:
    await execute(
        """INSERT INTO photo (contract, register, as_of, reading, file, small, digest, width, height, app_user,
            added_at)
        VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})""",
        contract.id,
        new.register_id,
        instant_in(period.end(zone)),
        new.reading,
        new.file,
        new.small,
        new.digest,
        new.width,
        new.height,
        actor.user_id,
        instant_in(actor.now),
    )


async def remove(contract: GuardedContract, register_id: int, photo_id: int) -> list[str]:
    """Take it away unless it was sent; the keys of its files, none when nothing was taken away."""
    found = await rows(
        """DELETE FROM photo WHERE id = {} AND contract = {} AND register = {} AND reading IS NULL
        RETURNING file, small""",
        photo_id,
        contract.id,
        register_id,
    )
    return [key for row in found for key in (row["file"], row["small"])]
