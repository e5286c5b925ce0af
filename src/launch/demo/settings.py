"""The settings of a demo: what was not set is found or made."""

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from src.launch.production import LOOPBACK
from src.launch.sandboxes import Bank, Mailbox
from src.settings import Settings, SettingsError

OWN = {"KABINET_MODE": "demo", "KABINET_SMTP_TLS": "none", "KABINET_LOG_LEVEL": "WARNING"}


def demo_settings(environment: Mapping[str, str]) -> Settings:
    """The settings with the demo's own defaults; SettingsError for what would not be a demo."""
    if environment.get("KABINET_MODE", "demo") != "demo":
        raise SettingsError("run is the demo: for real people set KABINET_MODE=production and use serve")
    settings = Settings.from_environment(OWN | dict(environment))
    if settings.host not in LOOPBACK:
        raise SettingsError(f"KABINET_HOST is {settings.host}: the demo listens on this machine alone, on 127.0.0.1")
    return settings


def complete(settings: Settings, listener: socket.socket, box: Mailbox) -> Settings:
    """What is known only now: the port that was free, the mailbox, the key of this copy. What was set stays."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host.replace("127.0.0.1", "localhost")
    port = listener.getsockname()[1]
    completed = replace(
        settings,
        port=port,
        base_url=settings.base_url or f"http://{host}:{port}",
        secret_key=settings.secret_key or secret_key(settings.data_dir / "secret_key"),
    )
    return completed if settings.smtp_host else replace(completed, smtp_host="127.0.0.1", smtp_port=box.smtp_port)


def with_bank(settings: Settings, bank: Bank) -> Settings:
    """The sandbox takes the cards, unless another bank was set."""
    if settings.bank_url:
        return settings
    return replace(
        settings,
        bank_url=bank.url,
        bank_user=bank.user,
        bank_password=bank.password,
        bank_pay_origins=bank.url,
        bank_checksum="hmac",
        bank_checksum_key=bank.key,
    )


def secret_key(path: Path) -> str:
    """The key of this copy, made at its first start; only its owner may read it."""
    if not path.exists():
        half = path.with_suffix(".tmp")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        half.replace(path)
    return path.read_text()
