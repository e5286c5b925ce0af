"""The mail server: one letter, one SMTP conversation, and an answer that says whether to try again."""

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any, Protocol, Self

import aiosmtplib

from src.settings import Settings

TIMEOUT = 20.0
"""Seconds for each step of the conversation."""


class Ready(str):
    """A header's value as it goes out. The library's own folding drops blanks between encoded words («с нового» would
    come as «снового»), and makes encoded words of a long link, which no mail program follows."""

    name: str

    @classmethod
    def of(cls, name: str, value: str) -> Self:
        if "\n" in value or "\r" in value:
            raise ValueError(f"a line break in {name}")
        ascii_, folded = value.isascii(), Header(value, "utf-8", 76, name)
        ready = cls(value if ascii_ else folded.encode(linesep="\r\n"))
        ready.name = name
        return ready

    def fold(self, *, policy: "Policy[Any]") -> str:
        return f"{self.name}: {self}{policy.linesep}"


class MailRefused(Exception):
    """The letter will never be taken: no such address, or it cannot be written as a letter. Do not repeat it."""


class MailUnavailable(Exception):
    """The server is away, busy or does not trust us: the same letter may go through later."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to go. `idem` (letters, digits, `.`, `-`, `_`) becomes its Message-ID: a repeat is recognisable.

    `marks` are further headers, for the demo's mailbox alone.
    """

    idem: str
    recipient: str
    subject: str
    text: str
    html: str
    written_at: datetime
    marks: tuple[tuple[str, str], ...] = ()
    unsubscribe: str = ""
    """A link that ends letters of this kind by one click in the mail program (RFC 8058)."""


class MailGateway(Protocol):
    async def send(self, letter: Letter) -> None:
        """Hand the letter over; MailRefused or MailUnavailable when it was not taken."""
        ...


class SmtpMail:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._host = settings.mail_from.rpartition("@")[2]

    async def send(self, letter: Letter) -> None:
        message = self._compose(letter)
        secured = self._settings.smtp_tls
        try:
            await aiosmtplib.send(
                message,
                hostname=self._settings.smtp_host,
                port=self._settings.smtp_port,
                username=self._settings.smtp_user or None,
                password=self._settings.smtp_password or None,
                use_tls=secured == "tls",
                start_tls=secured == "starttls",
                timeout=TIMEOUT,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise _judge(error, letter.recipient) from error

    def _compose(self, letter: Letter) -> EmailMessage:
        """A multipart letter; MailRefused for a line break in a header (somebody tried to add his own)."""
        message = EmailMessage(policy=SMTP)
        try:
            message["From"] = Address(self._settings.supplier_name, addr_spec=self._settings.mail_from)
            message["To"] = mailable(letter.recipient)
            message["Subject"] = Ready.of("Subject", letter.subject)
            for name, value in letter.marks:
                message[name] = value
            if letter.unsubscribe:
                message["List-Unsubscribe"] = Ready.of("List-Unsubscribe", f"<{letter.unsubscribe}>")
                message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        except (ValueError, IndexError) as error:
            raise MailRefused(f"not a header: {error}") from error
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = f"<{letter.idem}@{self._host}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        if letter.html:
            message.add_alternative(letter.html, subtype="html")
        return message


def mailable(address: str) -> str:
    """The address with its domain as mail servers know it: почта.рф is xn--80a1acny.xn--p1ai. ValueError: no domain."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def _judge(error: Exception, recipient: str) -> MailRefused | MailUnavailable:
    """5xx to the recipient or the letter itself is final; everything about us or the line is worth another try."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            final = all(refused.code >= 500 for refused in error.recipients)
        case aiosmtplib.SMTPDataError():
            final = error.code >= 500
        case aiosmtplib.SMTPNotSupported():  # or the server knows no STARTTLS, which may be mended
            final = not recipient.isascii()
        case _:
            final = False
    return (MailRefused if final else MailUnavailable)(f"{type(error).__name__}: {error}"[:500])
