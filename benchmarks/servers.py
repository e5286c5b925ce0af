"""Servers in processes of their own, and the processor time that they have spent."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 60


@dataclass(slots=True)
class Server:
    """`watched`: the processes whose time counts, with their children; one connection is kept for all requests."""

    port: int
    watched: tuple[int, ...]
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def spent(self) -> float:
        """Seconds of user and system time of the watched process trees so far."""
        return sum(_clock_of(pid) for pid in _trees(self.watched))


def _clock_of(pid: int) -> float:
    """The kernel's clock of a process: what utime and stime of /proc/PID/stat say in ticks of 10 ms, in nanoseconds."""
    try:
        return time.clock_gettime(((~pid) << 3) | 2)
    except OSError:
        return 0.0  # it ended just now


def _trees(roots: tuple[int, ...]) -> set[int]:
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdecimal():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text(encoding="latin-1")
            except OSError:
                continue
            parents[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    found = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


@contextmanager
def portal(url: str, folder: Path, name: str, *watched: int) -> Iterator[Server]:
    """The portal as in production, without its worker; `watched`: processes of the database, where it has its own."""
    settings = {
        "KABINET_MODE": "demo",
        "KABINET_BASE_URL": "http://localhost",  # passkeys need a name
        "KABINET_NOW": "2026-11-24T12:00:00+03:00",
        "KABINET_SECRET_KEY": "bench" * 8,
        "KABINET_DATA_DIR": str(folder / name),
        "KABINET_DATABASE_URL": url,
        "KABINET_WORKERS_INSIDE": "0",
    }
    with _process(["src.cli", "serve"], settings, folder / f"{name}.log", "KABINET_PORT", watched) as server:
        yield server


@contextmanager
def bare(url: str, folder: Path, requests: Path, *watched: int) -> Iterator[Server]:
    """The baseline over a copy of the same base: see bare.py."""
    settings = {"BENCH_DATABASE": url, "BENCH_REQUESTS": str(requests)}
    with _process(["benchmarks.bare"], settings, folder / "bare.log", "BENCH_PORT", watched) as server:
        yield server


@contextmanager
def _process(
    module: list[str], settings: Mapping[str, str], log: Path, port_name: str, watched: tuple[int, ...]
) -> Iterator[Server]:
    port = _free_port()
    environment = {name: text for name, text in os.environ.items() if not name.startswith("KABINET_")}
    environment |= {**settings, port_name: str(port), "PYTHONPATH": str(ROOT)}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *module], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        try:
            _wait(lambda: _answers(port, process, log), log)
            yield Server(port, (process.pid, *watched))
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _answers(port: int, process: subprocess.Popen[bytes], log: Path) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"the server ended: {log.read_text(errors='replace')[-2000:]}")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _wait(ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"the server does not answer: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)
