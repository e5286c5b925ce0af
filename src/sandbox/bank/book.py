"""The bank's book: orders by their ids, kept over restarts."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

REGISTERED, HELD, PAID, REVERSED, REFUNDED, AT_ISSUER, DECLINED = range(7)
CURRENCY = "643"


@dataclass(frozen=True)
class Order:
    """Sums in kopecks; `back`: where the browser goes afterwards; `callback`: who is told, '' nobody."""

    id: str
    number: str
    amount: int
    currency: str
    title: str
    back: str
    callback: str
    ends_at: float
    status: int = REGISTERED
    deposited: int = 0
    refunded: int = 0


class Refused(Exception):
    """An error of the protocol."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Book:
    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._path = folder / "orders.json" if folder else None
        self._orders: dict[str, Order] = {}
        if self._path and self._path.exists():
            self._orders = {each["id"]: Order(**each) for each in json.loads(self._path.read_text())}

    def newest(self) -> list[Order]:
        with self._lock:
            return list(self._orders.values())[::-1]

    def find(self, order_id: str) -> Order | None:
        with self._lock:
            return self._orders.get(order_id)

    def find_number(self, number: str) -> Order | None:
        with self._lock:
            return next((each for each in self._orders.values() if each.number == number), None)

    def register(self, fields: Mapping[str, str]) -> Order:
        amount, currency, number = fields.get("amount", ""), fields.get("currency", CURRENCY), fields["orderNumber"]
        if not amount.isdecimal() or int(amount) <= 0:
            raise Refused(5, "Неверная сумма")
        if currency != CURRENCY:
            raise Refused(3, "Неизвестная валюта")
        if "orderBundle" in fields and _total(fields["orderBundle"]) != int(amount):
            raise Refused(8, "Сумма корзины не совпадает с суммой заказа")
        if self.find_number(number):
            raise Refused(1, "Заказ с таким номером уже обработан")
        ends_at = self._clock() + float(fields.get("sessionTimeoutSecs", "1200"))
        callback = fields.get("dynamicCallbackUrl", "")
        title, back = fields.get("description", ""), fields["returnUrl"]
        order = Order(str(uuid.uuid4()), number, int(amount), currency, title, back, callback, ends_at)
        return self._keep(order)

    def ended(self, order: Order) -> bool:
        return self._clock() >= order.ends_at

    def pay(self, order: Order) -> Order:
        return self._keep(replace(order, status=PAID, deposited=order.amount))

    def decline(self, order: Order) -> Order:
        return self._keep(replace(order, status=DECLINED))

    def hold_back(self, order: Order) -> Order:
        """The issuer of the card has not made up its mind."""
        return self._keep(replace(order, status=AT_ISSUER))

    def refund(self, order: Order, amount: int) -> Order:
        if order.status not in {PAID, REFUNDED}:
            raise Refused(7, "Возврат невозможен в этом состоянии")
        if not 0 < amount <= order.deposited - order.refunded:
            raise Refused(5, "Сумма возврата больше оставшейся")
        return self._keep(replace(order, status=REFUNDED, refunded=order.refunded + amount))

    def _keep(self, order: Order) -> Order:
        with self._lock:
            self._orders[order.id] = order
            if self._path:
                half = self._path.with_suffix(".tmp")
                half.write_text(json.dumps([asdict(each) for each in self._orders.values()]))
                half.replace(self._path)
        return order


def _total(bundle: str) -> int:
    try:
        return sum(int(item["itemAmount"]) for item in json.loads(bundle)["cartItems"]["items"])
    except (ValueError, KeyError, TypeError):
        raise Refused(5, "Неверная корзина") from None
