"""What the settings of the bank must agree on before people pay by card."""

from src.domain import vat
from src.domain.fiscal import read_codes
from src.domain.identifiers import fold_email
from src.settings import Settings

NEWEST = vat.RATES[-1][1]
"""Per cent: the rate of today and, as far as is known, of later."""


def complaints(settings: Settings) -> list[tuple[str, bool]]:
    """What to write, and whether it is wrong; nothing without a bank."""
    if not settings.bank_url:
        return []
    real = settings.mode == "production"
    addresses = [settings.bank_url, *settings.pay_origins]
    named = bool(settings.bank_user and settings.bank_password)
    codes = read_codes(settings.bank_tax_codes)
    return [
        ("KABINET_BANK_USER and KABINET_BANK_PASSWORD, or KABINET_BANK_TOKEN", not (named or settings.bank_token)),
        ("KABINET_BANK_PAY_ORIGINS: where the bank's page is, such as https://pay.example.org", len(addresses) < 2),
        ("KABINET_BANK_URL, KABINET_BANK_PAY_ORIGINS: https:// for real people", real and not _safe(addresses)),
        (
            "KABINET_BANK_CHECKSUM_KEY: the key that the bank signs calls with",
            settings.bank_checksum == "hmac" and not settings.bank_checksum_key,
        ),
        (
            "KABINET_BANK_CERTIFICATE: the file of the bank's certificate",
            settings.bank_checksum == "rsa" and not settings.bank_certificate,
        ),
        (
            f"KABINET_BANK_TAX_CODES: the bank's number of {NEWEST} %, needed for receipts",
            settings.bank_send_receipt and NEWEST not in codes,
        ),
        (
            "KABINET_BANK_STAFF: an e-mail address, or nothing",
            bool(settings.bank_staff) and fold_email(settings.bank_staff) is None,
        ),
    ]


def _safe(addresses: list[str]) -> bool:
    return all(address.startswith("https://") for address in addresses)
