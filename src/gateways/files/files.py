"""What the portal keeps as files: pictures of people, under names that it makes itself."""

import re
import secrets
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Final, Protocol

KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*(\.[a-z0-9]{1,5})?")
"""A key is a path of plain words: no point leads upwards, none begins it, and every storage takes it as it is."""
LONGEST_KEY: Final = 120


class NoSuchFile(Exception):
    """Nothing is kept under this key."""


class FileTooLarge(Exception):
    """What is kept is more than was asked for: it is not what the portal put there."""


class FilesDown(Exception):
    """The storage does not answer, or has no room. What was asked may have been done or not: it may be asked again."""


class Files(Protocol):
    """A key never changes what it stands for: a file is put once, whole or not at all."""

    async def put(self, key: str, data: bytes) -> None:
        """Keep these bytes; when it returns they outlive the machine's fall."""

    async def get(self, key: str, most: int) -> bytes:
        """The bytes, `most` of them; raises NoSuchFile, FileTooLarge."""

    async def delete(self, keys: Sequence[str]) -> None:
        """They are gone afterwards; what is not there is no mistake."""

    def keys(self, folder: str) -> AsyncIterator[str]:
        """All keys that lie in this folder and below, in no order."""

    async def folders(self, folder: str) -> list[str]:
        """The folders that lie right in this one."""

    async def drop_empty(self, folder: str) -> None:
        """The folder goes, unless something is in it; not all storages know folders of nothing."""


def day_folder(kind: str, moment: datetime) -> str:
    """Where files of a kind and day (UTC) lie, so that those of one day can be looked through."""
    return f"{kind}/{moment:%Y-%m-%d}"


def new_key(kind: str, moment: datetime, ending: str) -> str:
    """A name that nobody can guess: 128 bits."""
    return checked(f"{day_folder(kind, moment)}/{secrets.token_hex(16)}.{ending}")


def checked(key: str) -> str:
    """The key itself; ValueError for one that the portal did not make."""
    if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise ValueError(f"{key[:LONGEST_KEY]!r} is no key of a file")
    return key
