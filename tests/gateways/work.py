"""Tasks for children of the workshop in tests: good, hostile and dying ones."""

import os
import resource
import signal
import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any


def _spin() -> None:
    while True:
        pass


def _sleep() -> None:
    signal.pause()


def _devour() -> int:
    return len(bytearray(2**30))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _fill(target: str) -> None:
    with Path(target).open("wb") as file:
        for _ in range(100):
            file.write(b"\0" * 2**20)


def _chatter() -> dict[str, Any]:
    sys.stdout.write("a library that prints")
    return {"said": True}


def _forge() -> None:
    os.write(1, b"no JSON at all")
    os._exit(0)


def _flood() -> None:
    while True:
        os.write(1, b"[" * 2**16)


def _deep() -> None:
    os.write(1, b"[" * 100_000 + b"\n")
    os._exit(0)


def _talk(told: Iterable[Any], times: int) -> Generator[Any, None, dict[str, Any]]:
    yield from list(told)
    yield from range(times)
    return {"times": times}


def _babble() -> Generator[str, None, dict[str, Any]]:
    while True:
        yield "x" * 100_000


def _die_talking() -> Generator[str, None, dict[str, Any]]:
    yield "x" * 100_000
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def _know() -> dict[str, Any]:
    open_files = [int(name) for name in os.listdir("/proc/self/fd")]
    sockets = [fd for fd in open_files if fd > 2 and Path(f"/proc/self/fd/{fd}").is_socket()]
    return {"environment": dict(os.environ), "pid": os.getpid(), "folder": os.getcwd(), "sockets": sockets}


def _limits() -> dict[str, Any]:
    names = ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_CPU")
    left = {"seconds left": signal.getitimer(signal.ITIMER_PROF)[0]}
    return {name: resource.getrlimit(getattr(resource, name))[1] for name in names} | left


TASKS = {
    "echo": lambda **given: given,
    "list": lambda: [1, 2],
    "spin": _spin,
    "sleep": _sleep,
    "devour": _devour,
    "die": _die,
    "leave": lambda: sys.exit(0),
    "fail": lambda: {}["nothing"],
    "fill": _fill,
    "chatter": _chatter,
    "forge": _forge,
    "flood": _flood,
    "deep": _deep,
    "long": lambda: {"long": "x" * 2**19},
    "talk": _talk,
    "babble": _babble,
    "die talking": _die_talking,
    "deaf": lambda told: {"refused": True},
    "know": _know,
    "limits": _limits,
}
