"""Sums in words, as invoices and payment orders want them."""

from decimal import Decimal

from num2words import num2words


def in_words(kopecks: int) -> str:
    """«Сто двадцать три рубля 05 копеек»."""
    # a whole number would be read as kopecks, and a float would be none of ours
    told: str = num2words(
        Decimal(kopecks).scaleb(-2), lang="ru", to="currency", currency="RUB", separator="", cents=False
    )
    return told[:1].upper() + told[1:]
