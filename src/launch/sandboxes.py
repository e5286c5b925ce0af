"""The other companies of the demo, each a process of its own that cannot outlive this one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from src.launch.refused import Refused

PATIENCE = 10
"""Seconds that a sandbox may take to end after its standard input has closed."""


class SandboxError(Refused):
    """A sandbox did not start; what it said stands on standard error."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    smtp_port: int
    url: str


@dataclass(frozen=True, slots=True)
class Bank:
    """What a merchant must know: where it is, how to sign in, the key of its calls."""

    url: str
    user: str
    password: str
    key: str


@contextmanager
def mailbox(folder: Path) -> Iterator[Mailbox]:
    """The mailbox runs while the block does; its letters are kept in `folder`."""
    with _sandbox("mailbox", "--dir", str(folder)) as told:
        yield Mailbox(int(told["smtp_port"]), str(told["url"]))


@contextmanager
def bank(folder: Path) -> Iterator[Bank]:
    """The bank runs while the block does; its orders are kept in `folder`."""
    with _sandbox("bank", "--dir", str(folder)) as told:
        yield Bank(*(str(told[name]) for name in ("url", "user", "password", "key")))


@contextmanager
def _sandbox(name: str, *options: str) -> Iterator[dict[str, str | int]]:
    """What the sandbox tells about itself: its first line, one JSON object. It ends when its standard input closes."""
    command = [sys.executable, "-m", f"src.sandbox.{name}", "--until-input-closes", *options]
    process = subprocess.Popen(  # noqa: S603 no word of it comes from outside
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    with process:  # closes the pipes and waits
        try:
            yield _first_line(name, process)
        finally:
            _end(process)


def _first_line(name: str, process: subprocess.Popen[bytes]) -> dict[str, str | int]:
    line = process.stdout.readline() if process.stdout else b""
    if not line:
        raise SandboxError(f"the sandbox {name} did not start")
    return dict(json.loads(line))


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
