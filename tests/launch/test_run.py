"""`run` as a newcomer starts it: a real process with its mailbox, in a folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.house.source import ROOT


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, Any]]]:
    """The demo in this folder and what its demo.json tells; killed at the end if it still lives."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KABINET_")}
    environment |= {"KABINET_DATA_DIR": str(folder), "KABINET_PORT": "0"}
    command = [sys.executable, "-m", "src.cli", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert any(line.startswith(b"Ctrl-C") for line in iter(process.stdout.readline, b""))
            yield process, json.loads((folder / "demo.json").read_text())
        finally:
            process.kill()


def get(url: str) -> bytes:
    """The answer, as soon as there is one."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > deadline:
                raise


def is_free(url: str) -> bool:
    """Whether nobody listens there any more, within a moment."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)):
                return True
    return False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


def test_term_ends_the_server_and_the_mailbox(folder: Path) -> None:
    with running(folder) as (process, told):
        assert get(told["base_url"] + "/readyz") == b"ready\n"
        get(told["mailbox_url"])
        get(told["sandboxes"]["bank"])
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert is_free(told["base_url"])
    assert is_free(told["mailbox_url"])
    assert is_free(told["sandboxes"]["bank"])


def test_a_killed_portal_leaves_no_mailbox_and_starts_again(folder: Path) -> None:
    with running(folder) as (process, told):
        get(told["base_url"] + "/healthz")
        process.kill()
        process.wait(30)
    assert is_free(told["mailbox_url"])
    assert is_free(told["sandboxes"]["bank"])


def test_two_copies_run_side_by_side_with_passwords_of_their_own(folder: Path, tmp_path: Path) -> None:
    with running(folder) as (_, first), running(tmp_path) as (_, second):
        assert get(first["base_url"] + "/readyz") == get(second["base_url"] + "/readyz") == b"ready\n"
    passwords = [{account["password"] for account in told["accounts"]} for told in (first, second)]
    assert not passwords[0] & passwords[1]
