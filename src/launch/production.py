"""What a portal for real people needs before it starts."""

from urllib.parse import urlsplit

from src.settings import Settings, SettingsError

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SHORTEST_KEY = 32


def check(settings: Settings) -> None:
    """Raise SettingsError that names everything that is missing, each with what to write."""
    if found := [complaint for complaint, wrong in _complaints(settings) if wrong]:
        raise SettingsError("the portal does not start:\n" + "\n".join(f"  {complaint}" for complaint in found))


def _complaints(settings: Settings) -> list[tuple[str, bool]]:
    address = urlsplit(settings.base_url)
    return [
        (
            f"KABINET_SECRET_KEY: at least {SHORTEST_KEY} random characters, such as `openssl rand -hex 32` prints",
            len(settings.secret_key) < SHORTEST_KEY,
        ),
        (
            "KABINET_BASE_URL: the address that people open, such as https://kabinet.example.org",
            address.scheme not in ("http", "https") or not address.hostname or address.path not in ("", "/"),
        ),
        ("KABINET_SMTP_HOST: the mail server", not settings.smtp_host),
        (
            "KABINET_MAIL_FROM: the sender of letters, such as noreply@kabinet.example.org",
            "@" not in settings.mail_from or settings.mail_from.endswith("@localhost"),
        ),
        (
            "KABINET_SMTP_TLS: starttls or tls; none is for a mail server on this machine alone",
            settings.smtp_tls == "none" and settings.smtp_host not in LOOPBACK,
        ),
        ("KABINET_NOW: the clock is set in demo and tests only; take it away", settings.now is not None),
    ]
