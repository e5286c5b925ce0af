"""The only reader of the environment: every setting is a `KABINET_…` variable, documented in docs/operations.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo


class SettingsError(ValueError):
    """A setting is missing or wrong; the text names the variable and says what to write."""


def setting(default: Any, doc: str) -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Settings:
    mode: Literal["demo", "production"] = setting("production", "demo or production")
    secret_key: str = setting("", "at least 32 characters; signs links and stamps; needed in production")
    base_url: str = setting("", "address that people open, scheme and host; letters link to it; needed in production")
    host: str = setting("127.0.0.1", "address to listen on")
    port: int = setting(8000, "port to listen on; 0 takes a free one")
    data_dir: Path = setting(Path("var"), "folder for everything written at run time")
    database_url: str = setting("", "sqlite:///PATH or postgresql://…; empty: kabinet.sqlite in the data folder")
    database_pool: int = setting(8, "PostgreSQL connections, or SQLite readers, of one process")
    time_zone: ZoneInfo = setting(ZoneInfo("Europe/Moscow"), "zone in which periods and days begin")
    now: str = setting("", "demo and tests: ISO instant with offset from which the clock runs")
    trusted_proxy: str = setting("", "address of the reverse proxy whose X-Forwarded-For and -Proto are believed")
    supplier_name: str = setting("Мосэнергосбыт", "name of the supplier on every page")
    grid_name: str = setting("ПАО «МОЭСК»", "name of the grid company")
    contract_pattern: str = setting(r"[0-9A-Za-zА-Яа-яЁё/\-]{1,40}", "regular expression of a contract number")
    window_opens_day: int = setting(23, "default window: opens at 00:00 of this day of the period")
    window_closes_day: int = setting(2, "default window: closes at 00:00 of this day after the period")
    smtp_host: str = setting("", "mail server; needed in production")
    smtp_port: int = setting(25, "port of the mail server")
    smtp_user: str = setting("", "login at the mail server; empty: none")
    smtp_password: str = setting("", "password at the mail server")
    smtp_tls: Literal["none", "starttls", "tls"] = setting("starttls", "none (demo only), starttls or tls")
    mail_from: str = setting("noreply@localhost", "sender of letters")
    exchange_dir: str = setting("", "folder with in/ and out/; empty: exchange in the data folder")
    captcha: str = setting("work,picture", "kinds of «Я не робот» offered, in this order; empty: none")
    captcha_cost: int = setting(2000, "cost of the proof of work; 1 in tests")
    common_passwords: str = setting("", "sorted SHA-1 file of leaked passwords; empty: the bundled list")
    free_attempts: int = setting(5, "wrong sign-ins before delays and «Я не робот» begin")
    workers_inside: bool = setting(True, "run the worker inside the server process")
    log_level: str = setting("INFO", "lowest level that is logged")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read `KABINET_…`; an unknown or wrong one raises SettingsError: a slip of the pen is seen at start."""
        known = {f"KABINET_{f.name.upper()}": f for f in fields(cls)}
        if unknown := sorted(name for name in environment if name.startswith("KABINET_") and name not in known):
            raise SettingsError(f"unknown setting {unknown[0]}: see docs/operations.md")
        values = {f.name: _read(name, f.default, environment[name]) for name, f in known.items() if name in environment}
        return cls(**values)


def _read(name: str, default: Any, text: str) -> Any:
    try:
        if isinstance(default, bool):
            return {"1": True, "0": False}[text]
        if isinstance(default, int):
            return int(text)
        if isinstance(default, ZoneInfo):
            return ZoneInfo(text)
        return Path(text) if isinstance(default, Path) else text
    except (ValueError, KeyError) as error:
        raise SettingsError(f"{name} is {text!r}: cannot be read as {type(default).__name__}") from error
