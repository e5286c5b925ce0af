"""What the portal does, done by processes of their own, which SIGKILL ends at the n-th step: a statement of a
transaction, its end, a question to the bank, its answer, a file or folder that was brought to the disk.

They are forked by a server of `multiprocessing` that has everything imported and no threads, in some hundredths of a
second.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from typing import Any

from src.gateways.bank.wire import Wire
from src.storage.engine import Base, open_base

Deed = Callable[..., Awaitable[Any]]
"""A function of a module; what it is given and what it answers goes from process to process."""

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.warm"])


MOST = 200


def steps() -> Iterator[int]:
    """The numbers of steps, to be walked till nobody dies any more."""
    yield from range(1, MOST)
    raise AssertionError("never got through")


def done(url: str, deed: Deed, *told: Any) -> Any:
    """What `deed(*told)` answers in a new process that has this base open."""
    code, answer = _live(url, deed, told, 0)
    assert code == 0, f"{deed.__name__} failed: {code}"
    return answer


def dies(url: str, step: int, deed: Deed, *told: Any) -> bool:
    """The same by a process that is killed at this step; False: it was done before."""
    code, _ = _live(url, deed, told, step)
    assert code in {0, -signal.SIGKILL}, f"{deed.__name__} failed: {code}"
    return code != 0


def _live(url: str, deed: Deed, told: tuple[Any, ...], fatal: int) -> tuple[int | None, Any]:
    hears, says = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_life, args=(says, url, deed, told, fatal))
    process.start()
    says.close()
    with hears:
        try:
            answer = hears.recv()
        except EOFError:
            answer = None
    process.join()
    code = process.exitcode
    process.close()
    return code, answer


def _life(says: Connection, url: str, deed: Deed, told: tuple[Any, ...], fatal: int) -> None:
    says.send(asyncio.run(_with_base(url, deed, told, Death(fatal))))


async def _with_base(url: str, deed: Deed, told: tuple[Any, ...], death: Death) -> Any:
    base = open_base(url, 2)
    _mortal_base(base, death)
    _mortal_wire(death)
    _mortal_disk(death)
    await base.start()
    answer = await deed(*told)
    await base.stop()
    return answer


class Death:
    """Comes with the step of this number; never, if it is 0."""

    def __init__(self, fatal: int) -> None:
        self._left = fatal

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class MortalLink:
    """A connection with an open transaction."""

    def __init__(self, link: Any, death: Death) -> None:
        self._link, self._death = link, death

    def __getattr__(self, name: str) -> Any:
        async def asked(*values: Any) -> Any:
            answer = await getattr(self._link, name)(*values)
            self._death.step()
            return answer

        return asked


def _mortal_base(base: Base, death: Death) -> None:
    """Whoever dies while it only reads has done what it had done before."""
    writing = base.driver.writing

    @asynccontextmanager
    async def mortal() -> AsyncIterator[Any]:
        async with writing() as link:
            yield MortalLink(link, death)
        death.step()

    base.driver.writing = mortal


def _mortal_wire(death: Death) -> None:
    post = Wire._post

    async def mortal(*told: Any) -> bytes:
        death.step()
        answer = await post(*told)
        death.step()
        return answer

    Wire._post = mortal


def _mortal_disk(death: Death) -> None:
    sync = os.fsync

    def mortal(handle: Any) -> None:
        sync(handle)
        death.step()

    os.fsync = mortal
