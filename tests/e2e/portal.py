"""A real `run`: portal, worker and sandbox mailbox, in a folder of its own, behind a proxy that names visitors."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {
    "KABINET_PORT": "0",
    "KABINET_CAPTCHA_COST": "1",
    "KABINET_FORM_SECONDS": "0",
    "KABINET_TRUSTED_PROXY": "127.0.0.1",  # each person comes from an address of their own
}


@dataclass(frozen=True)
class Portal:
    """A running copy of the whole: where it is, who may enter, what is still unlinked."""

    base_url: str
    mailbox_url: str
    logins: list[tuple[str, str]]
    roles: list[str]
    contract_to_link: dict[str, str]
    data_dir: Path
    sandboxes: dict[str, str]

    @property
    def neighbour(self) -> tuple[str, str]:
        """Login and password of one who administers another company."""
        return self.logins[-1]

    def login(self, role: str) -> tuple[str, str]:
        """Login and password of the demo's person of this role."""
        return self.logins[self.roles.index(role)]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_for_start(process: subprocess.Popen[bytes], told: Path) -> dict[str, Any]:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert process.poll() is None, (told.parents[1] / "log.txt").read_text()[-4000:]
        if told.exists() and answers(json.loads(told.read_text())["base_url"] + "/healthz"):
            return dict(json.loads(told.read_text()))
        time.sleep(0.1)
    raise AssertionError("the portal did not start within three minutes")


def start_portal(folder: Path, **settings: str) -> tuple[subprocess.Popen[bytes], Portal]:
    """Start one in `folder/var`; what it says goes to `folder/log.txt`."""
    data_dir = folder / "var"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KABINET_")}
    environment |= {"KABINET_DATA_DIR": str(data_dir), **SETTINGS, **settings}
    with (folder / "log.txt").open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "src.cli", "run"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    try:
        told = wait_for_start(process, data_dir / "demo.json")
    except AssertionError:
        process.kill()
        raise
    logins = [(each["login"], each["password"]) for each in told["accounts"]]
    roles = [each["role"] for each in told["accounts"]]
    return process, Portal(
        told["base_url"], told["mailbox_url"], logins, roles, told["contract_to_link"], data_dir, told["sandboxes"]
    )


def stop_portal(process: subprocess.Popen[bytes], folder: Path) -> None:
    """It ends by itself, and nothing went wrong inside it that nobody saw."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) in (0, -signal.SIGTERM), "the portal did not end by itself"
    log = (folder / "log.txt").read_text()
    assert "Traceback" not in log, log[-4000:]
    assert '"level": "ERROR"' not in log, log[-4000:]
