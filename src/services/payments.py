"""«Платежи»: what has been paid by a contract."""

from typing import Final

from src.domain.payments import Payment
from src.services.lists import Lists
from src.storage import payments

PAYMENTS: Final[Lists[Payment]] = Lists(payments.PAYMENTS)
