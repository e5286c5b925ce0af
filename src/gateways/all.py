"""What the portal talks to outside: one field per party; `launch` gives the real ones, tests give fakes."""

from __future__ import annotations

from dataclasses import dataclass

from src.gateways.mail import MailGateway, SmtpMail
from src.settings import Settings


@dataclass(frozen=True, slots=True)
class Gateways:
    """The other parties of this process."""

    mail: MailGateway


def real_gateways(settings: Settings) -> Gateways:
    return Gateways(mail=SmtpMail(settings))
