"""Each setting is documented; a wrong one is refused with what to write."""

import re
from dataclasses import fields

import pytest

from src.settings import Settings, SettingsError
from tests.house.source import ROOT, text_of

NAMES = [f"KABINET_{field.name.upper()}" for field in fields(Settings)]


def test_the_operations_page_names_every_setting_and_no_other() -> None:
    documented = re.findall(r"^\| `(KABINET_\w+)` \|", text_of(ROOT / "docs/operations.md"), re.M)
    assert sorted(documented) == sorted(NAMES)


def test_the_operations_page_tells_the_defaults() -> None:
    page = text_of(ROOT / "docs/operations.md")
    rows = dict(re.findall(r"^\| `(KABINET_\w+)` \| (.*?) \|", page, re.M))
    for field in fields(Settings):
        default = (
            {True: "1", False: "0"}.get(field.default, field.default)
            if isinstance(field.default, bool)
            else field.default
        )
        said = "" if default in ("", None) else f"`{default}`"
        assert rows[f"KABINET_{field.name.upper()}"] == said, field.name


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("KABINET_MODE", "prod", "write demo or production"),
        ("KABINET_PORT", "http", "write a whole number"),
        ("KABINET_NOW", "2026-11-24T10:00:00", "write an instant such as"),
        ("KABINET_TIME_ZONE", "Europe/Nowhere", "write a time zone such as Europe/Moscow"),
        ("KABINET_WORKERS_INSIDE", "yes", "write 1 or 0"),
        ("KABINET_TIME_ZONE", "Europe", "write a time zone such as Europe/Moscow"),
        ("KABINET_PORT", "99999", "write a whole number from 0 to 65535"),
        ("KABINET_DATABASE_POOL", "0", "write a whole number from 1"),
        ("KABINET_DATABASE_URL", "mysql://localhost/kabinet", "write sqlite:///PATH or postgresql"),
        ("KABINET_TRUSTED_PROXY", "10.0.0.0/8", "write one network address"),
        ("KABINET_CONTRACT_PATTERN", "(", "write a regular expression"),
        ("KABINET_WINDOW_OPENS_DAY", "30", "from 1 to 28"),
        ("KABINET_JOURNAL_KEY", "short", "write at least 32 random characters"),
        ("KABINET_CAPTCHA", "works", "write work, picture or both"),
        ("KABINET_CAPTCHA_COST", "0", "write a whole number from 1"),
        ("KABINET_COMMON_PASSWORDS", "/nowhere/at/all", "write the path of a file"),
        ("KABINET_FREE_ATTEMPTS", "-1", "write a whole number from 1"),
        ("KABINET_LOG_LEVEL", "LOUD", "write DEBUG or INFO or WARNING or ERROR"),
        ("KABINET_BASEURL", "https://example.org", "unknown setting KABINET_BASEURL"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_to_write(name: str, value: str, expected: str) -> None:
    with pytest.raises(SettingsError, match=expected):
        Settings.from_environment({name: value})


def test_nothing_where_nothing_is_good_and_both_puzzles_in_any_order() -> None:
    empty = dict.fromkeys(("KABINET_CAPTCHA", "KABINET_TRUSTED_PROXY", "KABINET_DATABASE_URL"), "")
    assert Settings.from_environment(empty) == Settings(captcha="")
    assert Settings.from_environment({"KABINET_CAPTCHA": "picture,work"}).captcha == "picture,work"


def test_the_defaults_are_good_settings() -> None:
    told = {f"KABINET_{field.name.upper()}": field.default for field in fields(Settings)}
    plain = {name: int(value) if isinstance(value, bool) else value for name, value in told.items()}
    written = {name: str(value) for name, value in plain.items() if value is not None}
    assert Settings.from_environment(written) == Settings()


def test_a_wrong_secret_is_not_printed() -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"KABINET_DATABASE_URL": "mysql://kabinet:sesame@localhost"})
    assert "sesame" not in str(refusal.value)


def test_secrets_are_not_printed() -> None:
    secrets = {
        "KABINET_SECRET_KEY": "sesame",
        "KABINET_SMTP_PASSWORD": "sesame",
        "KABINET_DATABASE_URL": "sqlite:///sesame",
    }
    assert "sesame" not in repr(Settings.from_environment(secrets))
