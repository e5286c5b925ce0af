"""Hashes of passwords, made off the event loop and few at once, and the lists of passwords that everybody tries."""

import asyncio
import gzip
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

AT_ONCE = 2
"""Each hash takes 19 MiB and 20–80 ms of a core: more at once would be a lever against the whole portal."""
LONGEST_LINE = 64

T = TypeVar("T")


class Passwords:
    """Argon2id as OWASP advises: 19 MiB, two passes, one lane. `leaked` is a sorted SHA-1 file, or None."""

    def __init__(self, leaked: Path | None = None, memory_kib: int = 19456, passes: int = 2) -> None:
        hasher = Argon2Hasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._hash = PasswordHash((hasher,))
        self._leaked = leaked
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._nobody = self._hash.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        return await self._run(lambda: self._hash.hash(password))

    async def verify(self, password: str, known: str | None) -> tuple[bool, str | None]:
        """Whether the password fits; a better hash of it when the known one is weaker than today's.

        Without a known hash (no such person) the same work is done, so that time tells nothing.
        """
        good, better = await self._run(lambda: self._hash.verify_and_update(password, known or self._nobody))
        return good and known is not None, better if known else None

    async def is_leaked(self, password: str) -> bool:
        """Whether the file of leaked passwords has it; False when there is no file."""
        if self._leaked is None:
            return False
        path, digest = self._leaked, hashlib.sha1(password.encode()).hexdigest().upper()  # noqa: S324 the file's own form
        return await self._run(lambda: has_line(path, digest))

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """The bundled lists, folded; about 20,000 words, 2 MB."""
    folder = files("src.gateways") / "lists"
    english = gzip.decompress((folder / "common-passwords.txt.gz").read_bytes()).decode()
    russian = (folder / "common-passwords-ru.txt").read_text(encoding="utf-8")
    return frozenset((english + russian).split("\n")) - {""}


def has_line(path: Path, digest: str) -> bool:
    """Binary search for a line that begins with `digest` in a sorted file of any size: some thirty reads."""
    wanted = digest.encode()
    with path.open("rb") as file:
        low, high = 0, path.stat().st_size
        while low < high:  # the line that begins at or after `low`, before `high`
            middle = (low + high) // 2
            line = _line_after(file, middle)
            if line and line[: len(wanted)] < wanted:
                low = middle + 1
            else:
                high = middle
        return _line_after(file, low).startswith(wanted)


def _line_after(file: BinaryIO, position: int) -> bytes:
    """The first whole line that begins at `position` or later; b'' after the last."""
    file.seek(max(position - 1, 0))
    if position > 0:
        file.readline(LONGEST_LINE)
    return file.readline(LONGEST_LINE)
