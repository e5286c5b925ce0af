from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from src.domain.requisites import INVENTED
from src.launch import production
from src.settings import Settings, SettingsError

READY = Settings(
    secret_key="k" * 32,
    base_url="https://kabinet.example.org",
    smtp_host="mail.example.org",
    mail_from="noreply@kabinet.example.org",
)


def test_with_all_settings_the_portal_may_start() -> None:
    production.check(READY)
    production.check(replace(READY, smtp_host="127.0.0.1", smtp_tls="none"))
    production.check(replace(READY, base_url="http://[::1]:8000/"))


def test_a_demo_needs_its_key_alone() -> None:
    production.check(Settings(mode="demo", secret_key="k" * 32))
    with pytest.raises(SettingsError, match="KABINET_SECRET_KEY"):
        production.check(Settings(mode="demo"))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"secret_key": "short"}, "KABINET_SECRET_KEY"),
        ({"base_url": ""}, "KABINET_BASE_URL"),
        ({"base_url": "kabinet.example.org"}, "KABINET_BASE_URL"),
        ({"base_url": "https://example.org/kabinet"}, "KABINET_BASE_URL"),
        ({"base_url": "https://Kabinet.example.org"}, "KABINET_BASE_URL"),
        ({"base_url": "https://kabinet.example.org:443"}, "KABINET_BASE_URL"),
        ({"base_url": "https://kabinet.example.org?x=1"}, "KABINET_BASE_URL"),
        ({"base_url": "https://кабинет.рф"}, "KABINET_BASE_URL"),
        ({"base_url": "https://kabinet.example.org:x"}, "KABINET_BASE_URL"),
        ({"smtp_host": ""}, "KABINET_SMTP_HOST"),
        ({"mail_from": "noreply@localhost"}, "KABINET_MAIL_FROM"),
        ({"mail_from": "Портал <noreply@example.org>"}, "KABINET_MAIL_FROM"),
        ({"mail_from": "портал@example.org"}, "KABINET_MAIL_FROM"),
        ({"smtp_tls": "none"}, "KABINET_SMTP_TLS"),
        ({"now": datetime(2026, 11, 24, tzinfo=UTC)}, "KABINET_NOW"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        production.check(replace(READY, **change))
    assert [line.split(":")[0].strip() for line in str(refusal.value).splitlines()[1:]] == [named]


BANK = {
    "bank_url": "https://bank.example",
    "bank_user": "kabinet-api",
    "bank_password": "sesame",
    "bank_pay_origins": "https://pay.bank.example",
    "bank_checksum": "hmac",
    "bank_checksum_key": "key",
}


def test_a_bank_may_stand_beside() -> None:
    production.check(replace(READY, **BANK))
    production.check(
        replace(READY, **BANK, bank_send_receipt=True, bank_tax_codes="22=7", bank_staff="till@example.org")
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"bank_password": ""}, "KABINET_BANK_USER and KABINET_BANK_PASSWORD, or KABINET_BANK_TOKEN"),
        ({"bank_pay_origins": ""}, "KABINET_BANK_PAY_ORIGINS"),
        ({"bank_pay_origins": "http://pay.bank.example"}, "KABINET_BANK_URL, KABINET_BANK_PAY_ORIGINS"),
        ({"bank_checksum_key": ""}, "KABINET_BANK_CHECKSUM_KEY"),
        ({"bank_checksum": "rsa"}, "KABINET_BANK_CERTIFICATE"),
        ({"bank_send_receipt": True, "bank_tax_codes": "20=6"}, "KABINET_BANK_TAX_CODES"),
        ({"bank_staff": "till"}, "KABINET_BANK_STAFF"),
    ],
)
def test_what_the_bank_lacks_is_named(change: dict[str, Any], named: str) -> None:
    test_what_is_missing_is_named(BANK | change, named)


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refusal:
        production.check(Settings())
    told = str(refusal.value)
    assert all(f"KABINET_{name}:" in told for name in ("SECRET_KEY", "BASE_URL", "SMTP_HOST", "MAIL_FROM"))


REQUISITES = {f"supplier_{field.name}": getattr(INVENTED, field.name) for field in fields(INVENTED)}


def test_requisites_are_told_whole_or_not_at_all() -> None:
    production.check(replace(READY, **REQUISITES))
    assert READY.requisites is None
    assert replace(READY, mode="demo").requisites == INVENTED


@pytest.mark.parametrize("mode", ["production", "demo"])
def test_half_of_the_requisites_or_a_wrong_key_stops_the_start(mode: str) -> None:
    told = REQUISITES | {"supplier_kpp": "", "supplier_account": "40702810900000000021"}
    with pytest.raises(SettingsError) as refusal:
        production.check(replace(READY, mode=mode, **told))
    named = [line.split(":")[0].strip() for line in str(refusal.value).splitlines()[1:]]
    assert named == ["KABINET_SUPPLIER_KPP", "KABINET_SUPPLIER_ACCOUNT"]
