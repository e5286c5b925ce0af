"""What energy costs: rounded once, to kopecks; what has no price is named."""

from decimal import Decimal

import pytest

from src.domain.consumption import Zone
from src.domain.tariffs import Cost, Price, Tariffs, Unpriced

PRICES = {("NN", "T0"): Price(Decimal("8.436725"), 22), ("NN", "T2"): Price(Decimal("0.005"), 20)}


@pytest.mark.parametrize(
    ("kwh", "net", "vat"),
    [(154, 129926, 28584), (0, 0, 0), (-154, -129926, -28584), (10**12, 843672500000000, 185607950000000)],
)
def test_a_cost_is_rounded_once_and_exact(kwh: int, net: int, vat: int) -> None:
    assert Tariffs(1, PRICES).cost(kwh, "NN", Zone.WHOLE) == Cost(net, vat)


@pytest.mark.parametrize(("kwh", "net"), [(1, 1), (2, 1), (3, 2), (-1, -1)])
def test_half_a_kopeck_goes_up(kwh: int, net: int) -> None:
    found = Tariffs(2, PRICES).cost(kwh, "NN", Zone.NIGHT)
    assert isinstance(found, Cost)
    assert found.net == net


def test_the_first_category_knows_no_zones() -> None:
    assert Tariffs(1, PRICES).cost(2, "NN", Zone.NIGHT) == Tariffs(1, PRICES).cost(2, "NN", Zone.WHOLE)


def test_a_price_that_nobody_told_is_named() -> None:
    assert Tariffs(2, PRICES).cost(2, "NN", Zone.DAY) == Unpriced("NN", Zone.DAY)
    assert Tariffs(1, PRICES).cost(2, "VN", Zone.DAY, constant=True) == Unpriced("VN", Zone.WHOLE, constant=True)


@pytest.mark.parametrize(("category", "known"), [(1, True), (2, True), (3, False), (6, False)])
def test_hourly_categories_are_not_priced_by_the_month(category: int, known: bool) -> None:
    assert Tariffs(category, PRICES).known is known
