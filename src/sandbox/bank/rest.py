"""`/payment/rest/….do`: forms in, JSON out, HTTP 200 even for errors."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping
from typing import Any

from src.sandbox.bank.book import DECLINED, REFUNDED, Book, Order, Refused

Fields = Mapping[str, str]
STATES = {2: "DEPOSITED", 4: "REFUNDED", 6: "DECLINED"}


class Rest:
    """`refunded`: hears of refunds that were asked for here."""

    def __init__(self, book: Book, user: str, password: str, refunded: Callable[[Order], None]) -> None:
        self._book, self._login, self._refunded = book, f"{user}\n{password}", refunded
        self._methods: dict[str, Callable[[Fields], dict[str, Any]]] = {
            "register": self._register,
            "getOrderStatusExtended": self._status,
            "refund": self._refund,
        }
        self.pages = ""
        """Where the pay pages are."""

    def answer(self, method: str, fields: Fields) -> dict[str, Any]:
        login = f"{fields.get('userName', '')}\n{fields.get('password', '')}"
        try:
            if not hmac.compare_digest(login.encode(), self._login.encode()):
                raise Refused(5, "Доступ запрещён")
            if method not in self._methods:
                raise Refused(5, "Нет такого метода")
            return self._methods[method](fields)
        except KeyError as missing:
            return {"errorCode": "4", "errorMessage": f"Не указано поле {missing}"}
        except ValueError:
            return {"errorCode": "5", "errorMessage": "Неверное значение"}
        except Refused as refusal:
            return {"errorCode": str(refusal.code), "errorMessage": str(refusal)}

    def _register(self, fields: Fields) -> dict[str, Any]:
        order = self._book.register(fields)
        return {"orderId": order.id, "formUrl": f"{self.pages}/pay/{order.id}"}

    def _status(self, fields: Fields) -> dict[str, Any]:
        order = self._known(fields)
        return {
            "errorCode": "0",
            "errorMessage": "Успешно",
            "orderNumber": order.number,
            "orderStatus": order.status,
            "actionCode": 116 if order.status == DECLINED else 0,
            "actionCodeDescription": "Недостаточно средств" if order.status == DECLINED else "",
            "amount": order.amount,
            "currency": order.currency,
            "date": int(time.time() * 1000),
            "attributes": [{"name": "mdOrder", "value": order.id}],
            "paymentAmountInfo": {
                "paymentState": STATES.get(order.status, "CREATED"),
                "approvedAmount": order.deposited,
                "depositedAmount": order.deposited,
                "refundedAmount": order.refunded,
            },
            "refunds": [{"amount": order.refunded}] if order.status == REFUNDED else [],
        }

    def _refund(self, fields: Fields) -> dict[str, Any]:
        self._refunded(self._book.refund(self._known(fields), int(fields["amount"])))
        return {"errorCode": "0", "errorMessage": "Успешно"}

    def _known(self, fields: Fields) -> Order:
        by_id = fields.get("orderId", "")
        order = self._book.find(by_id) if by_id else self._book.find_number(fields["orderNumber"])
        if order is None:
            raise Refused(6, "Незарегистрированный заказ")
        return order
