"""Dangerous or long work on bytes, done by children that are kept ready: one task each, then they end.

A child gets no setting and no secret, JSON on its standard input and answers JSON: one that was taken over by a file
cannot take over the portal with its answer.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from src.gateways.workshop.child import CPU_SECONDS, NO_MEMORY, READY

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[3]
AT_ONCE = 2
SECONDS = 30.0
"""Of the wall clock, for a task; the child's own limit of CPU comes first unless the machine is overwhelmed."""
READY_WITHIN = 30.0
LARGEST_ANSWER = 16 * 2**20
_PIECE = 2**16
_SPENT = {-signal.SIGPROF, -signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ, NO_MEMORY}
"""How a child ends that ran out of CPU, memory or file; the system itself kills one when the machine has no memory."""


class TooHard(Exception):
    """The work would have taken more time or memory than one file may cost."""


class Broken(Exception):
    """The child broke or answered nonsense; the file is to blame, not the portal."""


class Workshop:
    """`modules` are named, not imported: each has a table `TASKS` of functions with plain arguments and answers."""

    def __init__(self, modules: Sequence[str], seconds: float = SECONDS) -> None:
        self._modules = tuple(modules)
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._next: asyncio.Task[Process] | None = None
        self._working: set[Process] = set()

    async def __aenter__(self) -> Self:
        """Start the first child; it gets ready while nobody waits."""
        self._next = self._prepare()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child that waits, be it ready or not, and those at work; whoever waits for them hears TooHard."""
        waiting, self._next = self._next, None
        idle = list[Process]()
        if waiting:
            waiting.cancel()
            found = await asyncio.gather(waiting, return_exceptions=True)
            idle = [child for child in found if isinstance(child, Process)]
        await asyncio.gather(*(_end(child) for child in (*idle, *self._working)))

    async def ready(self) -> None:
        """Wait until the next child is there; whoever measures does, nobody else needs to."""
        if self._next:
            await self._next

    async def do(
        self, task: str, cpu_seconds: float = CPU_SECONDS, wall_seconds: float = 0, **arguments: Any
    ) -> dict[str, Any]:
        """Have one task done; raises TooHard or Broken. Arguments are JSON and paths of files. More CPU or time than
        usual is for work on the portal's own data."""
        plain = {name: str(value) if isinstance(value, Path) else value for name, value in arguments.items()}
        line = json.dumps({"task": task, "cpu": cpu_seconds, "with": plain}).encode() + b"\n"
        async with self._turns:
            child = await self._take()
            self._working.add(child)
            try:
                async with asyncio.timeout(wall_seconds or self._seconds):
                    return await _ask(child, line)
            except TimeoutError as error:
                raise TooHard from error
            except Broken:
                LOG.warning("a child of the workshop broke at %s, ended with %s", task, child.returncode)
                raise
            finally:
                await _end(child)
                self._working.discard(child)

    def _prepare(self) -> asyncio.Task[Process]:
        return asyncio.create_task(self._start())

    async def _take(self) -> Process:
        """The child that is ready, while the next one begins to get ready; one that died idle is replaced. It is taken
        before anything is awaited, so that nobody else takes it too."""
        for _ in range(2):
            taken, self._next = self._next or self._prepare(), self._prepare()
            child = await taken
            if child.returncode is None:
                return child
        raise Broken

    async def _start(self) -> Process:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-s", "-m", "src.gateways.workshop.child", *self._modules,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd="/", env=_environment(), start_new_session=True,
        )  # fmt: skip
        try:
            async with asyncio.timeout(READY_WITHIN):
                await _output(child).readexactly(len(READY))
        except (TimeoutError, asyncio.IncompleteReadError):
            await _end(child)
        except asyncio.CancelledError:
            await _end(child)
            raise
        return child


def _environment() -> dict[str, str]:
    """Nothing of the portal's: its settings hold secrets."""
    return {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


async def _ask(child: Process, line: bytes) -> dict[str, Any]:
    with suppress(BrokenPipeError, ConnectionResetError):  # how it ended says why
        await _send(child, line)
    pieces, size = list[bytes](), 0
    while piece := await _output(child).read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER:
            raise Broken
    return await asyncio.to_thread(_answer, b"".join(pieces), await child.wait())


async def _send(child: Process, line: bytes) -> None:
    if child.stdin is None:
        raise Broken
    for start in range(0, len(line), _PIECE):
        child.stdin.write(line[start : start + _PIECE])
        await child.stdin.drain()


def _answer(text: bytes, ended: int) -> dict[str, Any]:
    if ended:
        raise TooHard if ended in _SPENT else Broken
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise Broken from error
    if not isinstance(answer, dict):
        raise Broken
    return answer


def _output(child: Process) -> asyncio.StreamReader:
    if child.stdout is None:
        raise Broken
    return child.stdout


async def _end(child: Process) -> None:
    """Kill what still runs, and wait until it is gone."""
    if child.returncode is None:
        try:
            child.kill()
        except ProcessLookupError:
            return
    if child.stdin is not None:
        child.stdin.close()
    await child.wait()
