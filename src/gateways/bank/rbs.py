"""The RBS dialect of acquiring, spoken by Sberbank, Alfa, VTB and others: `/payment/rest/….do`, forms in, JSON out."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from src.domain.card_answers import Told
from src.gateways.bank import answers
from src.gateways.bank.checksums import Checker, signed_text
from src.gateways.bank.provider import BankRefused, BankSilent, Callback, Forged, NumberUsed, Registered, Wish
from src.gateways.bank.wire import Wire

FINE, USED, UNKNOWN, SYSTEM = 0, 1, 6, 7
"""`errorCode`; 7 is also what a bank says that has trouble of its own."""
LONGEST_PAGE: Final = 1000
LONGEST_TITLE: Final = 99
_PAGE: Final = re.compile(r"(https?://[0-9A-Za-z.:\[\]-]+)(?:[/?][0-9A-Za-z!$%&'()*+,./:;=?@_~-]*)?")


class RbsBank:
    """`credentials`: `userName` and `password`, or `token`; `origins`: where its page may be."""

    def __init__(
        self, wire: Wire, credentials: Mapping[str, str], origins: frozenset[str], checker: Checker | None
    ) -> None:
        self._wire, self._credentials, self._origins, self._checker = wire, dict(credentials), origins, checker

    async def create(self, wish: Wish) -> Registered:
        fields = {
            "orderNumber": wish.number,
            "amount": str(wish.kopecks),
            "currency": str(wish.currency),
            "returnUrl": wish.back,
            "failUrl": wish.back,
            "description": wish.title[:LONGEST_TITLE],
            "language": "ru",
            "sessionTimeoutSecs": str(wish.seconds),
        }
        fields |= {"dynamicCallbackUrl": wish.callback} if wish.callback else {}
        fields |= {"orderBundle": json.dumps(wish.cart, ensure_ascii=False)} if wish.cart else {}
        answer, code = await self._ask("register", fields)
        if code == USED:
            raise NumberUsed
        _expect_fine(code)
        bank_order, page = answers.name(answer, "orderId"), answers.text(answer, "formUrl", LONGEST_PAGE)
        if not bank_order or not page:
            raise BankSilent("no page")
        if not is_allowed(page, self._origins):
            raise BankRefused(f"its page {page[:60]!r} is not allowed")
        return Registered(bank_order, page)

    async def status(self, number: str) -> Told | None:
        answer, code = await self._ask("getOrderStatusExtended", {"orderNumber": number, "language": "ru"})
        if code == UNKNOWN:
            return None
        _expect_fine(code)
        return answers.told(answer)

    async def refund(self, bank_order: str, kopecks: int) -> None:
        _, code = await self._ask("refund", {"orderId": bank_order, "amount": str(kopecks)})
        _expect_fine(code)

    def parse_callback(self, fields: Sequence[tuple[str, str]]) -> Callback:
        known = dict(fields)
        if self._checker is None or len(known) != len(fields):
            raise Forged
        if not self._checker.fits(signed_text(fields), known.get("checksum", "")):
            raise Forged
        return Callback(known.get("orderNumber", ""), known.get("mdOrder", ""))

    async def _ask(self, method: str, fields: Mapping[str, str]) -> tuple[dict[str, Any], int]:
        answer = await self._wire.ask(method, self._credentials | dict(fields))
        return answer, answers.error_code(answer)


def _expect_fine(code: int) -> None:
    if code == SYSTEM:
        raise BankSilent("errorCode 7")
    if code != FINE:
        raise BankRefused(f"errorCode {code}")


def is_allowed(page: str, origins: frozenset[str]) -> bool:
    """Whether the address is at one of these origins, written as browsers read it: no second reading of it is left."""
    found = _PAGE.fullmatch(page)
    return found is not None and found[1].lower() in origins
