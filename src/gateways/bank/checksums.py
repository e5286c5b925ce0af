"""Who signed a callback: the sum over all its parameters, by a shared key or under the bank's certificate."""

import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import load_pem_x509_certificate

UNSIGNED: Final = frozenset({"checksum", "sign_alias"})
"""Parameters that the sum does not cover."""


def signed_text(fields: Sequence[tuple[str, str]]) -> bytes:
    """`name;value;` of every parameter, sorted by name."""
    return "".join(f"{name};{value};" for name, value in sorted(fields) if name not in UNSIGNED).encode()


class Checker(Protocol):
    def fits(self, text: bytes, checksum: str) -> bool: ...


class SharedKey:
    """HMAC-SHA256, hexadecimal."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def fits(self, text: bytes, checksum: str) -> bool:
        made = hmac.new(self._key, text, hashlib.sha256).hexdigest()
        return hmac.compare_digest(made.encode(), checksum.lower().encode())


class Certificate:
    """RSA with SHA-512 (PKCS #1 v1.5), hexadecimal."""

    def __init__(self, pem: bytes) -> None:
        key = (
            load_pem_x509_certificate(pem).public_key()
            if b"CERTIFICATE" in pem
            else serialization.load_pem_public_key(pem)
        )
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("the bank's key is no RSA key")
        self._key = key

    def fits(self, text: bytes, checksum: str) -> bool:
        try:
            self._key.verify(bytes.fromhex(checksum), text, padding.PKCS1v15(), hashes.SHA512())
        except (InvalidSignature, ValueError):
            return False
        return True


def checker_of(kind: str, key: str, certificate: str) -> Checker | None:
    """By the settings; None: no callback is believed."""
    if kind == "hmac":
        return SharedKey(key)
    return Certificate(Path(certificate).read_bytes()) if kind == "rsa" else None
