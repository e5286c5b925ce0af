"""The command line, called in the test's own process: a new one takes a second to import the portal."""

import os
import signal
import subprocess
from collections.abc import Callable
from typing import TypeAlias

import pytest

from src import cli

Kabinet: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kabinet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kabinet:
    """`kabinet("migrate", KABINET_DATA_DIR="…")`: how it ended and what it said."""
    for name in [name for name in os.environ if name.startswith("KABINET_")]:
        monkeypatch.delenv(name)

    def call(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        at_term = signal.getsignal(signal.SIGTERM)
        with pytest.MonkeyPatch.context() as environment:
            for name, value in settings.items():
                environment.setenv(name, value)
            try:
                code = cli.main(list(arguments))
            finally:
                signal.signal(signal.SIGTERM, at_term)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return call
