"""One question to the bank over HTTPS and its answer as JSON, which is believed in nothing but its form."""

import asyncio
import json
import ssl
from collections.abc import Mapping
from typing import Any, Final

import httpx2

from src.gateways.bank.provider import BankSilent

LARGEST_ANSWER: Final = 256 * 1024
STEP: Final = 10.0
"""Seconds without a byte."""
WHOLE: Final = 20.0
"""Seconds from the question to the end of the answer."""
HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "energokabinet"}


class Wire:
    """`base`: `https://HOST`, or with a path; `ca`: a file of certificates that are trusted besides the usual ones."""

    def __init__(self, base: str, ca: str = "", step: float = STEP, whole: float = WHOLE) -> None:
        self._base, self._ca, self._step, self._whole = base.rstrip("/"), ca, step, whole
        self._trust: ssl.SSLContext | None = None

    async def ask(self, method: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """The bank's JSON object. BankSilent: whatever went wrong, the question may have been heard."""
        try:
            async with asyncio.timeout(self._whole):
                body = await self._post(f"{self._base}/payment/rest/{method}.do", fields)
            answer = json.loads(body)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, RecursionError) as error:
            raise BankSilent(type(error).__name__) from error
        if not isinstance(answer, dict):
            raise BankSilent("no object")
        return answer

    async def _post(self, address: str, fields: Mapping[str, str]) -> bytes:
        trust = self._context() if address.startswith("https:") else False
        options: dict[str, Any] = {"verify": trust, "trust_env": False, "timeout": self._step}
        async with (
            httpx2.AsyncClient(**options) as client,
            client.stream("POST", address, data=dict(fields), headers=HEADERS) as answer,
        ):
            if answer.status_code != 200:
                raise BankSilent(f"status {answer.status_code}")
            if answer.headers.get("content-encoding", "identity") != "identity":
                raise BankSilent("packed")
            body = b""
            async for piece in answer.aiter_raw():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    raise BankSilent("too long")
            return body

    def _context(self) -> ssl.SSLContext:
        """Made once: it takes longer than the question."""
        if self._trust is None:
            self._trust = ssl.create_default_context()
            if self._ca:
                self._trust.load_verify_locations(self._ca)
        return self._trust
