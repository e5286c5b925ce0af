"""Dangerous or long work on bytes, done by children that are kept ready: one task each, then they end.

A child gets no setting and no secret, is told JSON and answers JSON: one that was taken over by a file cannot take over
the portal with its answer.
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from src.gateways.workshop.child import CPU_SECONDS, NO_MEMORY
from src.gateways.workshop.children import Child, Nonsense

LOG = logging.getLogger(__name__)
AT_ONCE = 2
SECONDS = 30.0
"""Of the wall clock, for a task; the child's own limit of CPU comes first unless the machine is overwhelmed."""
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
        self._next: asyncio.Task[Child] | None = None
        self._working: set[Child] = set()
        self._open = False

    async def __aenter__(self) -> Self:
        """Start the first child; it gets ready while nobody waits."""
        self._open = True
        self._get_ready()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child that waits, be it ready or not, and those at work; whoever waits for them hears TooHard."""
        self._open = False
        waiting, self._next = self._next, None
        idle = list[Child]()
        if waiting:
            waiting.cancel()
            found = await asyncio.gather(waiting, return_exceptions=True)
            idle = [child for child in found if isinstance(child, Child)]
        await asyncio.gather(*(child.end() for child in (*idle, *self._working)))

    async def ready(self) -> None:
        """Wait until the next child is there; whoever measures does, nobody else needs to."""
        if self._next:
            await self._next

    async def do(
        self,
        task: str,
        cpu_seconds: float = CPU_SECONDS,
        wall_seconds: float = 0,
        told: Iterable[Any] | None = None,
        hear: Callable[[Any], None] | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        """Have one task done; raises TooHard or Broken. Arguments are JSON and paths of files. More CPU or time than
        usual is for work on the portal's own data.

        What is long goes in stretches, so that others get their turn between them: the task gets an iterator `told`,
        which it hears to the end before it speaks, and all that it says before its answer is for `hear`, which may
        raise.
        """
        plain = {name: str(value) if isinstance(value, Path) else value for name, value in arguments.items()}
        asked = {"task": task, "cpu": cpu_seconds, "told": told is not None, "with": plain}
        async with self._turns:
            child = await self._take()
            self._working.add(child)
            try:
                async with asyncio.timeout(wall_seconds or self._seconds):
                    return await _ask(child, chain([asked], told or ()), hear)
            except TimeoutError as error:
                raise TooHard from error
            except Broken:
                LOG.warning("a child of the workshop broke at %s", task)
                raise
            finally:
                await child.end()
                self._working.discard(child)
                self._get_ready()

    def _prepare(self) -> asyncio.Task[Child]:
        return asyncio.create_task(Child.start(self._modules))

    def _get_ready(self) -> None:
        """Start the next child, unless one waits. Not while one works: on two cores the loop would wait its turn."""
        if self._open and self._next is None:
            self._next = self._prepare()

    async def _take(self) -> Child:
        """The child that is ready; one that died idle is replaced. It is taken before anything is awaited, so that
        nobody else takes it too."""
        for _ in range(2):
            taken, self._next = self._next or self._prepare(), None
            child = await taken
            if child.alive:
                return child
            await child.end()
        raise Broken


async def _ask(child: Child, lines: Iterable[Any], hear: Callable[[Any], None] | None) -> dict[str, Any]:
    await child.tell(lines)
    answer = None
    try:
        async for said in child.hear():
            if answer is not None:
                _hand_on(answer, hear)
            answer = said
    except Nonsense as error:
        raise Broken from error
    if ended := await child.ended():
        raise TooHard if ended in _SPENT else Broken
    if not isinstance(answer, dict):
        raise Broken
    return answer


def _hand_on(said: Any, hear: Callable[[Any], None] | None) -> None:
    if hear is None:
        raise Broken
    hear(said)
