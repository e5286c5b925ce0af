"""The portal's end of a child. It is started beside the event loop, told and heard line by line: nobody else waits long
while much is said."""

import asyncio
import gc
import json
import os
import socket
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any, Self

from src.gateways.workshop.child import READY

ROOT = Path(__file__).parents[3]
READY_WITHIN = 30.0
_ALONE = {"RAYON_NUM_THREADS": "1"}
"""One task is one thread: on a machine of many cores threads alone would need the memory that a child may have."""
LONGEST_LINE = 2**18
"""Decoding it takes the loop some two milliseconds; an honest one is a tenth of it."""
LARGEST_ANSWER = 16 * 2**20


class Nonsense(ValueError):
    """What the child said is no answer."""


class Child:
    """A process, and the socket that is both its input and its output."""

    def __init__(self, process: Popen[bytes], reader: StreamReader, writer: StreamWriter) -> None:
        self._process, self._reader, self._writer = process, reader, writer
        self.pid = process.pid

    @classmethod
    async def start(cls, modules: Sequence[str]) -> Self:
        """One that is ready, or has ended because it did not get ready in time."""
        child = await cls._begin(modules)
        try:
            async with asyncio.timeout(READY_WITHIN):
                await child._reader.readexactly(len(READY))
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            await child.end()
        except asyncio.CancelledError:
            await child.end()
            raise
        return child

    @classmethod
    async def _begin(cls, modules: Sequence[str]) -> Self:
        """By a thread: starting a process holds the loop up for ten or twenty milliseconds otherwise."""
        ours, theirs = socket.socketpair()
        with theirs:
            starting = asyncio.create_task(asyncio.to_thread(_start, modules, theirs.fileno()))
            try:
                process = await asyncio.shield(starting)
            except asyncio.CancelledError:
                ours.close()
                await asyncio.to_thread(_kill, await starting)
                raise
        return cls(process, *await asyncio.open_unix_connection(sock=ours, limit=LONGEST_LINE))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    async def tell(self, lines: Iterable[Any]) -> None:
        """Each as a line of JSON, made when the one before is on its way; then nothing more. A child that does not
        listen any more is left alone: how it ends says why."""
        with suppress(ConnectionError):
            for line in lines:
                self._writer.write(json.dumps(line).encode() + b"\n")
                await self._writer.drain()
                await asyncio.sleep(0)
            self._writer.write_eof()

    async def hear(self) -> AsyncIterator[Any]:
        """What it says, line by line, until it ends or dies within one. Raises Nonsense."""
        left = LARGEST_ANSWER
        while line := await self._line():
            left -= len(line)
            try:
                said = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise Nonsense from error
            if left < 0:
                raise Nonsense
            yield said
            gc.collect(0)  # while what was heard is little: ten thousand rows at once are five milliseconds
            await asyncio.sleep(0)

    async def _line(self) -> bytes:
        try:
            line = await self._reader.readline()
        except ConnectionError:
            return b""
        except ValueError as error:
            raise Nonsense from error
        return line if line.endswith(b"\n") else b""

    async def ended(self) -> int:
        """Wait until it has ended: how."""
        return await asyncio.to_thread(self._process.wait)

    async def end(self) -> None:
        """Kill what still runs, and wait until it is gone."""
        self._writer.close()
        await asyncio.to_thread(_kill, self._process)


def _start(modules: Sequence[str], theirs: int) -> Popen[bytes]:
    return Popen(  # noqa: S603 our own program
        [sys.executable, "-P", "-s", "-m", "src.gateways.workshop.child", *modules],
        stdin=theirs,
        stdout=theirs,
        stderr=DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """Nothing of the portal's: its settings hold secrets."""
    return {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **_ALONE}


def _kill(process: Popen[bytes]) -> None:
    process.kill()  # nothing happens to one that has ended
    process.wait()
