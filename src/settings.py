"""The only reader of the environment: every setting is a `KABINET_…` variable, documented in docs/operations.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints
from zoneinfo import ZoneInfo

from src.domain.requisites import INVENTED, Requisites


class SettingsError(ValueError):
    """A setting is missing or wrong; the text names the variable and says what to write."""


Fits = tuple[str, Callable[[Any], object]]
"""What to write, and a check: false or ValueError for a value of the right kind that means nothing."""


def setting(default: Any, doc: str, *, secret: bool = False, fits: Fits | None = None) -> Any:
    return field(default=default, repr=not secret, metadata={"doc": doc, "fits": fits})


def between(low: int, high: int) -> Fits:
    return f"a whole number from {low} to {high}", lambda number: low <= number <= high


def or_empty(expected: str, check: Callable[[str], object]) -> Fits:
    return f"{expected}, or nothing", lambda text: not text or check(text)


DATABASE = or_empty("sqlite:///PATH or postgresql://…", re.compile(r"sqlite:///.|postgres(ql)?://.").match)
PROXY = or_empty("one network address such as 10.0.0.1", ip_address)
PATTERN: Fits = ("a regular expression", re.compile)
PUZZLES: Fits = (
    "work, picture or both with a comma between, or nothing",
    re.compile(r"|(work|picture)(, *(work|picture))?").fullmatch,
)
FILES = or_empty(
    "s3://BUCKET or s3://BUCKET/FOLDER", re.compile(r"s3://[a-z0-9][a-z0-9.-]*(/[A-Za-z0-9._-]+)*/?").fullmatch
)
ENDPOINT = or_empty("https://HOST", re.compile(r"https?://[^/?#@\s]+/?").fullmatch)
LEAKED = or_empty("the path of a file", lambda text: Path(text).is_file())
ORIGINS = or_empty(
    "https://HOST, or several with commas between",
    re.compile(r"https?://[0-9A-Za-z.:\[\]-]+(, *https?://[0-9A-Za-z.:\[\]-]+)*").fullmatch,
)
TAX_CODES = or_empty(
    "per cent and number, such as 22=7,20=6", re.compile(r"[0-9]{1,2}=[0-9]{1,3}(,[0-9]{1,2}=[0-9]{1,3})*").fullmatch
)


@dataclass(frozen=True, slots=True)
class Settings:
    mode: Literal["demo", "production"] = setting("production", "demo or production")
    secret_key: str = setting("", "at least 32 characters; signs links and stamps; needed in production", secret=True)
    journal_key: str = setting(
        "",
        "seals the journal; empty: made of the secret key; whoever changes it loses the check",
        secret=True,
        fits=or_empty("at least 32 random characters", re.compile(r".{32,}").fullmatch),
    )
    base_url: str = setting("", "address that people open, scheme and host; letters link to it; needed in production")
    host: str = setting("127.0.0.1", "address to listen on")
    port: int = setting(8000, "port to listen on; 0 takes a free one", fits=between(0, 65535))
    data_dir: Path = setting(Path("var"), "folder for everything written at run time")
    database_url: str = setting(
        "", "sqlite:///PATH or postgresql://…; empty: kabinet.sqlite in the data folder", secret=True, fits=DATABASE
    )
    database_pool: int = setting(8, "PostgreSQL connections, or SQLite readers, of one process", fits=between(1, 200))
    time_zone: ZoneInfo = setting(ZoneInfo("Europe/Moscow"), "zone in which periods and days begin")
    now: datetime | None = setting(None, "demo and tests: ISO instant with offset from which the clock runs")
    trusted_proxy: str = setting(
        "", "address of the reverse proxy whose X-Forwarded-For and -Proto are believed", fits=PROXY
    )
    supplier_name: str = setting("Мосэнергосбыт", "name of the supplier on every page")
    supplier_full_name: str = setting("", "requisites: the payee, as banks know him, 160 characters at most")
    supplier_inn: str = setting("", "requisites: INN")
    supplier_kpp: str = setting("", "requisites: KPP; a sole proprietor has none")
    supplier_account: str = setting("", "requisites: account of twenty digits")
    supplier_bank: str = setting("", "requisites: the bank and its city")
    supplier_bic: str = setting("", "requisites: BIC of the bank")
    supplier_correspondent: str = setting("", "requisites: correspondent account of the bank")
    supplier_address: str = setting("", "requisites: address that invoices name")
    grid_name: str = setting("ПАО «МОЭСК»", "name of the grid company")
    contract_pattern: str = setting(
        r"[0-9A-Za-zА-Яа-яЁё/\-]{1,40}", "regular expression of a contract number", fits=PATTERN
    )
    window_opens_day: int = setting(23, "default window: opens at 00:00 of this day of the period", fits=between(1, 28))
    window_closes_day: int = setting(
        2, "default window: closes at 00:00 of this day after the period", fits=between(1, 28)
    )
    objection_days: int = setting(
        30, "days after an act of violation in which one may object, unless billing has set a day", fits=between(1, 365)
    )
    smtp_host: str = setting("", "mail server; needed in production")
    smtp_port: int = setting(25, "port of the mail server", fits=between(1, 65535))
    smtp_user: str = setting("", "login at the mail server; empty: none")
    smtp_password: str = setting("", "password at the mail server", secret=True)
    smtp_tls: Literal["none", "starttls", "tls"] = setting("starttls", "none (demo only), starttls or tls")
    mail_from: str = setting("noreply@localhost", "sender of letters")
    exchange_dir: str = setting("", "folder with in/ and out/; empty: exchange in the data folder")
    captcha: str = setting("work,picture", "kinds of «Я не робот» offered, in this order; empty: none", fits=PUZZLES)
    captcha_cost: int = setting(2000, "cost of the proof of work; 1 in tests", fits=between(1, 1_000_000))
    form_seconds: int = setting(
        3, "a form sent sooner after it was shown is taken for a machine's; not in the demo", fits=between(0, 60)
    )
    common_passwords: str = setting("", "sorted SHA-1 file of leaked passwords; empty: the bundled list", fits=LEAKED)
    free_attempts: int = setting(5, "wrong sign-ins before delays and «Я не робот» begin", fits=between(1, 1000))
    files_url: str = setting(
        "", "where photos are kept: s3://BUCKET or s3://BUCKET/FOLDER; empty: files in the data folder", fits=FILES
    )
    files_endpoint: str = setting(
        "", "address of a storage that speaks S3, such as https://s3.example.org; empty: that of AWS", fits=ENDPOINT
    )
    files_region: str = setting("us-east-1", "region of the bucket")
    files_access_key: str = setting("", "access key of the bucket; needed with s3://")
    files_secret_key: str = setting("", "secret key of the bucket; needed with s3://", secret=True)
    bank_url: str = setting("", "acquiring of the RBS kind: https://HOST; empty: nobody pays by card", fits=ENDPOINT)
    bank_user: str = setting("", "login of the bank's interface")
    bank_password: str = setting("", "its password", secret=True)
    bank_token: str = setting("", "in the place of login and password", secret=True)
    bank_pay_origins: str = setting("", "where the bank's page may be: https://HOST, with commas", fits=ORIGINS)
    bank_checksum: Literal["none", "hmac", "rsa"] = setting("none", "how callbacks are signed; none: they are refused")
    bank_checksum_key: str = setting("", "shared key of callbacks, with hmac", secret=True)
    bank_certificate: str = setting("", "PEM file of the bank's certificate for callbacks, with rsa", fits=LEAKED)
    bank_ca: str = setting("", "PEM file of authorities trusted for the bank besides the usual ones", fits=LEAKED)
    bank_session_seconds: int = setting(1200, "how long the bank's page lives", fits=between(300, 86_400))
    bank_largest: int = setting(1_000_000, "roubles that may be paid at once", fits=between(1, 100_000_000))
    bank_staff: str = setting("", "e-mail that hears of payments which people must look into")
    bank_send_receipt: bool = setting(False, "hand the bank what a receipt by 54-ФЗ needs")
    bank_tax_codes: str = setting("", "the bank's number of each VAT rate: 22=7,20=6; with receipts", fits=TAX_CODES)
    workers_inside: bool = setting(True, "run the worker inside the server process")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = setting("INFO", "lowest level that is logged")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read `KABINET_…`; an unknown or wrong one raises SettingsError: a slip of the pen is seen at start."""
        known = {f"KABINET_{f.name.upper()}": f for f in fields(cls)}
        if unknown := sorted(name for name in environment if name.startswith("KABINET_") and name not in known):
            raise SettingsError(f"unknown setting {unknown[0]}: see docs/operations.md")
        kinds = get_type_hints(cls)
        return cls(**{
            f.name: _read(name, kinds[f.name], environment[name], f) for name, f in known.items() if name in environment
        })

    @property
    def database(self) -> str:
        """The address of the base, never empty."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'kabinet.sqlite'}"

    @property
    def address(self) -> str:
        """Where people find the portal: what links in letters begin with, without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def requisites(self) -> Requisites | None:
        """By what the supplier is paid; None: nobody has told. A demo that was told none has invented ones."""
        told = Requisites(*(getattr(self, f"supplier_{field.name}") for field in fields(Requisites)))
        if told.told:
            return told
        return INVENTED if self.mode == "demo" else None

    @property
    def pay_origins(self) -> frozenset[str]:
        """Where the bank's page may be: scheme, host and perhaps a port."""
        return frozenset(self.bank_pay_origins.lower().replace(" ", "").split(",")) - {""}

    @property
    def exchange_folder(self) -> Path:
        """The folder that holds in/ and out/."""
        return Path(self.exchange_dir) if self.exchange_dir else self.data_dir / "exchange"


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return moment.astimezone(UTC)


READERS: dict[Any, tuple[str, Callable[[str], Any]]] = {
    str: ("text", str),
    int: ("a whole number", int),
    bool: ("1 or 0", {"1": True, "0": False}.__getitem__),
    Path: ("a path", Path),
    ZoneInfo: ("a time zone such as Europe/Moscow", ZoneInfo),
    datetime | None: ("an instant such as 2026-11-24T10:00:00+03:00", _instant),
}


def _read(name: str, kind: Any, text: str, about: Field[Any]) -> Any:
    words = get_args(kind)
    expected, read = READERS.get(kind, (" or ".join(map(str, words)), {word: word for word in words}.__getitem__))
    expected, fits = about.metadata["fits"] or (expected, lambda _: True)
    shown = repr(text) if about.repr else "something else"
    try:
        value = read(text)
        good = fits(value)
    except (ValueError, KeyError, OSError, re.error) as error:
        raise SettingsError(f"{name} is {shown}: write {expected}") from error
    if not good:
        raise SettingsError(f"{name} is {shown}: write {expected}")
    return value
