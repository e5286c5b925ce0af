"""Hashes of passwords, made off the event loop and few at once."""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from src.gateways.password_lists import has_line

AT_ONCE = 2
"""Each hash takes 19 MiB and 20–80 ms of a core: more at once would be a lever against the whole portal."""

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

        Without a known hash (no such person, or one who has no password) the same work is done, so that time tells
        nothing.
        """
        known = known if known and known.startswith("$") else None
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
