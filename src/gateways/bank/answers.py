"""The bank's words, taken out of its JSON one by one: what is of another type than it should be was not said."""

import re
from collections.abc import Mapping
from typing import Any, Final

from src.domain.card_answers import Heard, Told
from src.gateways.bank.provider import BankSilent

ORDER_STATUS: Final = {
    0: Heard.REGISTERED,
    2: Heard.PAID,
    3: Heard.REVERSED,
    4: Heard.REFUNDED,
    6: Heard.DECLINED,
}
"""All others, also those that no document names: in progress."""
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}")
_NAME: Final = re.compile(r"[0-9A-Za-z._:-]{1,64}")

Answer = Mapping[str, Any]


def number(answer: Answer, key: str) -> int | None:
    """Some banks write numbers as texts."""
    value = answer.get(key)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15 else None


def text(answer: Answer, key: str, longest: int) -> str:
    value = answer.get(key)
    return value if isinstance(value, str) and len(value) <= longest and "\0" not in value else ""


def name(answer: Answer, key: str) -> str:
    """An id of the bank's: letters, digits and a few signs."""
    value = answer.get(key)
    return value if isinstance(value, str) and _NAME.fullmatch(value) else ""


def error_code(answer: Answer) -> int:
    """Absent or "0" is fine. BankSilent for what is no number."""
    if answer.get("errorCode") in (None, ""):
        return 0
    code = number(answer, "errorCode")
    if code is None:
        raise BankSilent("errorCode is no number")
    return code


def told(answer: Answer) -> Told:
    """An answer without a status says nothing: BankSilent."""
    status = number(answer, "orderStatus")
    if status is None:
        raise BankSilent("no status")
    sums = _part(answer, "paymentAmountInfo")
    return Told(
        heard=ORDER_STATUS.get(status, Heard.IN_PROGRESS),
        bank_order=_bank_order(answer),
        number=name(answer, "orderNumber"),
        amount=number(answer, "amount"),
        currency=number(answer, "currency"),
        refunded=number(sums, "refundedAmount"),
        action_code=_action_code(answer),
        deposited=number(sums, "depositedAmount"),
    )


def _action_code(answer: Answer) -> int | None:
    """None: more than the base holds; what is only told to people must not hinder the money."""
    code = number(answer, "actionCode")
    return code if code is not None and abs(code) < 2**31 else None


def _part(answer: Answer, key: str) -> Answer:
    value = answer.get(key)
    return value if isinstance(value, dict) else {}


def _bank_order(answer: Answer) -> str:
    attributes = answer.get("attributes")
    for each in attributes if isinstance(attributes, list) else ():
        if isinstance(each, dict) and each.get("name") == "mdOrder":
            return name(each, "value")
    return ""
