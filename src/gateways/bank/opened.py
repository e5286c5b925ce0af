"""The bank as the settings name it."""

from src.gateways.bank.checksums import checker_of
from src.gateways.bank.provider import PaymentProvider
from src.gateways.bank.rbs import RbsBank
from src.gateways.bank.wire import Wire
from src.settings import Settings


def open_bank(settings: Settings) -> PaymentProvider | None:
    """None: nobody pays by card here."""
    if not settings.bank_url:
        return None
    named = {"userName": settings.bank_user, "password": settings.bank_password}
    credentials = {"token": settings.bank_token} if settings.bank_token else named
    checker = checker_of(settings.bank_checksum, settings.bank_checksum_key, settings.bank_certificate)
    return RbsBank(Wire(settings.bank_url, settings.bank_ca), credentials, settings.pay_origins, checker)
