"""The bank tells merchants what has happened: signed calls over HTTP, repeated until they are answered with 200."""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable, Mapping
from urllib import request
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from src.sandbox.bank.book import Order

REPEATS, PAUSE = 5, 5.0
DIRECT = request.build_opener(request.ProxyHandler({}))
Sign = Callable[[bytes], str]


def by_key(key: str) -> Sign:
    """HMAC-SHA256, in capitals."""
    return lambda text: hmac.digest(key.encode(), text, "sha256").hex().upper()


def by_rsa(key: rsa.RSAPrivateKey) -> Sign:
    """RSA with SHA-512."""
    return lambda text: key.sign(text, padding.PKCS1v15(), hashes.SHA512()).hex().upper()


def signed(fields: Mapping[str, str], sign: Sign) -> dict[str, str]:
    text = "".join(f"{name};{fields[name]};" for name in sorted(fields))
    return {**fields, "checksum": sign(text.encode()), "sign_alias": "sandbox"}


class Caller:
    """Calls are made by threads of their own; with `hold` they are kept in `held` instead, as addresses."""

    def __init__(self, sign: Sign, hold: bool = False) -> None:
        self.sign, self.hold = sign, hold
        self.held: list[str] = []
        self._stop = threading.Event()

    def stop(self) -> None:
        self._stop.set()

    def tell(self, order: Order, operation: str, status: int) -> None:
        if order.callback:
            address = self.address(order, operation, status)
            if self.hold:
                self.held.append(address)
            else:
                threading.Thread(target=self._call, args=(address,), daemon=True).start()

    def address(self, order: Order, operation: str, status: int, **more: str) -> str:
        fields = {
            "mdOrder": order.id,
            "orderNumber": order.number,
            "operation": operation,
            "status": str(status),
            "amount": str(order.amount),
            "callbackCreationDate": time.ctime(),
            **more,
        }
        return f"{order.callback}?{urlencode(signed(fields, self.sign))}"

    def _call(self, address: str) -> None:
        for _ in range(REPEATS):
            try:
                with DIRECT.open(address, timeout=PAUSE):
                    return
            except OSError:
                if self._stop.wait(PAUSE):
                    return
