"""Files that people sent, kept in a folder of the machine under names that the portal gives them."""

import asyncio
import os
import re
import secrets
import time
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from src.gateways import settled

ORPHANED_AFTER = 3600.0
"""Seconds after which a file that nobody knows was left by a process that died."""
_NAME = re.compile(r"([0-9a-f]{32})(\..*)")


class TooLarge(Exception):
    """More bytes than may be kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`digest`: SHA-256 in hexadecimal."""

    name: str
    size: int
    digest: str


class KeptFiles:
    """One folder for all processes of the portal on this machine; nothing of what people call their files gets in.

    `ending`: of all its files, by which libraries know what they are.
    """

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder = folder.absolute()  # the workshop's children work elsewhere
        self._ending = ending

    @classmethod
    def incoming(cls, data_dir: Path) -> "KeptFiles":
        """The folder of what is on its way up: nothing in it outlives its request, unless a process dies."""
        return cls(data_dir / "incoming", ".part")

    def path(self, name: str, made: str = "") -> Path:
        """Where the file of this name is, or what was made of it (`made`, such as `.marked`)."""
        path = self._folder / f"{name}{made}{self._ending}"
        if not _NAME.fullmatch(path.name):
            raise ValueError("not a name that was given here")
        return path

    def half(self, name: str) -> Path:
        """Where something is made of the file, to be renamed when it is whole; nobody else makes it there."""
        return self.path(name, f".half-{secrets.token_hex(4)}")

    @asynccontextmanager
    async def place(self) -> AsyncIterator[Path]:
        """Where a new file may be written; it goes at the end of the block."""
        path = self.path(secrets.token_hex(16))
        await asyncio.to_thread(self._make_folder)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    async def take(self, source: Path, largest: int) -> Kept:
        """Keep a copy of this file: when it returns, the bytes outlive the machine's fall. Raises TooLarge, then
        nothing is kept."""
        return await asyncio.to_thread(self._take, source, largest)

    def _take(self, source: Path, largest: int) -> Kept:
        name, size = secrets.token_hex(16), source.stat().st_size
        self._make_folder()
        if size > largest:
            raise TooLarge
        path = self.path(name)
        try:
            return Kept(name, size, settled.copy(source, path))
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    async def settle(self, half: Path, path: Path) -> None:
        """What was made at `half` becomes `path`, whole and for good."""
        await asyncio.to_thread(settled.rename, half, path)

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def drop(self, names: Iterable[str]) -> None:
        """Delete these files and what was made of them."""
        if gone := {self.path(name).stem for name in names}:
            await asyncio.to_thread(self._drop, gone)

    def _drop(self, names: Collection[str]) -> None:
        for found in os.listdir(self._folder) if self._folder.is_dir() else ():
            if found.partition(".")[0] in names:
                (self._folder / found).unlink(missing_ok=True)

    async def strangers(self) -> list[str]:
        """Names of files that have lain here for an hour: whoever asks then looks which of them are known."""
        return await asyncio.to_thread(self._old_names)

    def _old_names(self) -> list[str]:
        before = time.time() - ORPHANED_AFTER
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted({match[1] for path in found if (match := _NAME.fullmatch(path.name)) and _is_old(path, before)})

    async def drop_unknown(self, names: Collection[str], known: Collection[str]) -> int:
        """Delete those of the names that are not known; how many there were."""
        unknown = set(names) - set(known)
        await self.drop(unknown)
        return len(unknown)


def _is_old(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False
