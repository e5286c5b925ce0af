"""`./run`: the portal with invented data, a mailbox for its letters, on this machine alone."""

import asyncio
import os
import secrets
import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from src.launch import demo_notes
from src.launch.demo_data import prepare
from src.launch.production import LOOPBACK
from src.launch.sandboxes import Mailbox, mailbox
from src.launch.server import listen, serve_on
from src.settings import Settings, SettingsError


def run(environment: Mapping[str, str]) -> None:
    """Make what is missing, write `demo.json`, serve until TERM; the mailbox ends with the server."""
    given = demo_settings(environment)
    given.data_dir.mkdir(parents=True, exist_ok=True)
    with listen(given.host, given.port) as listener, mailbox(given.data_dir / "mailbox") as box:
        settings = complete(given, listener, box)
        notes = asyncio.run(prepare(settings, box.url))
        demo_notes.write(settings.data_dir / "demo.json", notes)
        demo_notes.tell(sys.stdout, notes)
        serve_on(listener, settings)


def demo_settings(environment: Mapping[str, str]) -> Settings:
    """The settings with the demo's own defaults; SettingsError for what would not be a demo."""
    if environment.get("KABINET_MODE", "demo") != "demo":
        raise SettingsError("run is the demo: for real people set KABINET_MODE=production and use serve")
    own = {"KABINET_MODE": "demo", "KABINET_SMTP_TLS": "none", "KABINET_LOG_LEVEL": "WARNING"}
    settings = Settings.from_environment(own | dict(environment))
    if settings.host not in LOOPBACK:
        raise SettingsError(f"KABINET_HOST is {settings.host}: the demo listens on this machine alone, on 127.0.0.1")
    return settings


def complete(settings: Settings, listener: socket.socket, box: Mailbox) -> Settings:
    """What is known only now: the port that was free, the mailbox, the key of this copy. What was set stays."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    port = listener.getsockname()[1]
    smtp = {} if settings.smtp_host else {"smtp_host": "127.0.0.1", "smtp_port": box.smtp_port}
    return replace(
        settings,
        port=port,
        base_url=settings.base_url or f"http://{host}:{port}",
        secret_key=settings.secret_key or secret_key(settings.data_dir / "secret_key"),
        **smtp,  # type: ignore[arg-type]
    )


def secret_key(path: Path) -> str:
    """The key of this copy, made at its first start; only its owner may read it."""
    if not path.exists():
        half = path.with_suffix(".tmp")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        half.replace(path)
    return path.read_text()
