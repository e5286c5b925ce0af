"""What the portal talks to outside: one field per party; `launch` gives the real ones, tests give fakes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from src.gateways.bank.opened import open_bank
from src.gateways.bank.provider import PaymentProvider
from src.gateways.files.files import Files
from src.gateways.files.opened import open_files
from src.gateways.mail import MailGateway, SmtpMail
from src.gateways.passwords import Passwords
from src.gateways.workshop.workshop import Workshop
from src.settings import Settings

DANGEROUS = ("src.spreadsheets.tasks", "src.photos.tasks", "src.papers.tasks", "src.printing.tasks")
"""Rooms whose work, on people's files most of it, is done by children of the workshop. Named, not imported: they are
brothers."""


@dataclass(frozen=True, slots=True)
class Gateways:
    """The other parties of this process, the threads that hash its passwords, the children that open people's files,
    where pictures are kept, and the bank, if there is one."""

    mail: MailGateway
    passwords: Passwords
    workshop: Workshop
    files: Files
    bank: PaymentProvider | None = None


def real_gateways(settings: Settings) -> Gateways:
    leaked = Path(settings.common_passwords) if settings.common_passwords else None
    return Gateways(
        mail=SmtpMail(settings),
        passwords=Passwords(leaked),
        workshop=Workshop(DANGEROUS),
        files=open_files(settings),
        bank=open_bank(settings),
    )
