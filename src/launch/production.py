"""What a portal for real people needs before it starts."""

from urllib.parse import urlsplit

from src.domain.identifiers import fold_email
from src.launch import bank
from src.settings import Settings, SettingsError

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SHORTEST_KEY = 32
_WANTED = {
    "full_name": "the payee's name, 160 characters at most",
    "inn": "ten digits, or a sole proprietor's twelve; the last must fit",
    "kpp": "nine signs such as 770001001; nothing for a sole proprietor",
    "account": "twenty digits; the key must fit the BIC",
    "bank": "the bank's name and city",
    "bic": "nine digits that begin with 04",
    "correspondent": "twenty digits; the key must fit the BIC",
    "address": "the supplier's address",
}


def check(settings: Settings) -> None:
    """Raise SettingsError that names everything that is missing, each with what to write; a demo needs the key alone:
    without one anybody could sign a link that signs him in."""
    complaints = [_about_key(settings), *(_complaints(settings) if settings.mode == "production" else ())]
    complaints += _about_requisites(settings)
    complaints += bank.complaints(settings)
    if found := [complaint for complaint, wrong in complaints if wrong]:
        raise SettingsError("the portal does not start:\n" + "\n".join(f"  {complaint}" for complaint in found))


def _about_key(settings: Settings) -> tuple[str, bool]:
    wanted = f"KABINET_SECRET_KEY: at least {SHORTEST_KEY} random characters, such as `openssl rand -hex 32` prints"
    return wanted, len(settings.secret_key) < SHORTEST_KEY


def _about_requisites(settings: Settings) -> list[tuple[str, bool]]:
    """None at all are well, and pages say so; half of them, or a slip of the pen, would send money astray."""
    requisites = settings.requisites
    return [
        (f"KABINET_SUPPLIER_{field.upper()}: {_WANTED[field]}", True)
        for field in (requisites.wrong if requisites else ())
    ]


def _complaints(settings: Settings) -> list[tuple[str, bool]]:
    return [
        (
            "KABINET_BASE_URL: the address that people open as a browser writes it, such as https://kabinet.example.org",
            not is_origin(settings.base_url.removesuffix("/")),
        ),
        ("KABINET_SMTP_HOST: the mail server", not settings.smtp_host),
        (
            "KABINET_MAIL_FROM: the sender of letters, such as noreply@kabinet.example.org",
            fold_email(settings.mail_from) is None or not settings.mail_from.isascii(),
        ),
        (
            "KABINET_SMTP_TLS: starttls or tls; none is for a mail server on this machine alone",
            settings.smtp_tls == "none" and settings.smtp_host not in LOOPBACK,
        ),
        ("KABINET_NOW: the clock is set in demo and tests only; take it away", settings.now is not None),
    ]


def is_origin(text: str) -> bool:
    """Scheme, host and perhaps a port, to the letter as browsers send it in Origin: they are compared."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    usual = {"http": 80, "https": 443}.get(parts.scheme, 0)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    written = f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")
    return bool(usual and host) and text == written and text.isascii()
