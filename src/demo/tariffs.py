"""Invented prices for everybody: the open period and the year before it, categories 1 and 2; hourly ones have none."""

from decimal import Decimal

from src.demo.plan import Plan
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_EVERYONE = "*"
_VAT_PERCENT = 22
_AT_VOLTAGE = {"VN": Decimal("5.914"), "SN1": Decimal("6.588"), "SN2": Decimal("7.21341"), "NN": Decimal("8.436725")}
"""Roubles a kWh of category 1, without VAT."""
_OF_DAY = {"T1": Decimal("1.31"), "T2": Decimal("0.62"), "T3": Decimal("1.04")}
"""How the price of a zone stands to that of the whole day."""
_A_MONTH = Decimal("0.0065")


def add_tariffs(delivery: DeliveryWriter, plan: Plan) -> None:
    for step, period in enumerate(plan.open_period.last()):
        for voltage, usual in _AT_VOLTAGE.items():
            price = usual + step * _A_MONTH
            rows = [(1, "T0", price), *((2, zone, price * share) for zone, share in _OF_DAY.items())]
            for category, zone, roubles in rows:
                told = roubles.quantize(Decimal("0.000001"))
                delivery.table(nouns.TARIFFS).write((
                    _EVERYONE, period, category, voltage, zone, told, _VAT_PERCENT, False,
                ))  # fmt: skip
