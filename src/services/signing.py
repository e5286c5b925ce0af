"""Signed and sealed texts that go out in a letter or a form and come back: for one purpose, for a time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from itsdangerous import BadData, URLSafeSerializer


class Forged(Exception):
    """Not ours, not for this purpose, or damaged on the way."""


class Expired(Exception):
    """Ours, but too old; `payload` is what it held."""

    def __init__(self, payload: Any) -> None:
        super().__init__("expired")
        self.payload = payload


class Signer:
    """One secret, one key per purpose. Time is handed in, so that the demo's clock rules links as everything else."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def sign(self, purpose: str, payload: Any, now: datetime) -> str:
        """Readable by anyone, made by us alone. The payload is JSON."""
        signed = self._serializer(purpose).dumps([int(now.timestamp()), payload])
        return signed if isinstance(signed, str) else signed.decode()

    def read(self, purpose: str, text: str, now: datetime, lives: timedelta) -> Any:
        """The payload; Forged, or Expired from `lives` on."""
        made, payload = self.look(purpose, text)
        return _fresh(made, payload, now, lives)

    def look(self, purpose: str, text: str) -> tuple[int, Any]:
        """When it was signed, in seconds since 1970, and the payload, however old; Forged."""
        try:
            made, payload = self._serializer(purpose).loads(text)
        except (BadData, ValueError, TypeError) as error:
            raise Forged from error
        return int(made), payload

    def seal(self, purpose: str, payload: Any, now: datetime) -> str:
        """As `sign`, and readable by us alone."""
        plain = json.dumps([int(now.timestamp()), payload], ensure_ascii=False, separators=(",", ":"))
        return self._fernet(purpose).encrypt(plain.encode()).decode()

    def open(self, purpose: str, text: str, now: datetime, lives: timedelta) -> Any:
        """The payload of a sealed text; Forged, or Expired from `lives` on."""
        try:
            made, payload = json.loads(self._fernet(purpose).decrypt(text.encode()))
        except (InvalidToken, ValueError, TypeError) as error:
            raise Forged from error
        return _fresh(int(made), payload, now, lives)

    def digest(self, purpose: str, text: str) -> str:
        """A keyed sum in hexadecimal: the same text and purpose give the same, nobody else can make it."""
        return hmac.new(self._key(purpose), text.encode(), hashlib.sha256).hexdigest()

    def token(self, purpose: str, text: str) -> str:
        """As `digest`, in 43 signs: as good as a random token for whoever does not know the secret."""
        summed = hmac.new(self._key(purpose), text.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(summed).decode().rstrip("=")

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._key("sign"), salt=purpose, signer_kwargs={"digest_method": hashlib.sha256})

    def _fernet(self, purpose: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self._key(f"seal {purpose}")))

    def _key(self, purpose: str) -> bytes:
        return hmac.new(self._secret, f"kabinet {purpose}".encode(), hashlib.sha256).digest()


def _fresh(made: int, payload: Any, now: datetime, lives: timedelta) -> Any:
    if now.timestamp() - made >= lives.total_seconds():
        raise Expired(payload)
    return payload
