"""How a payment order is asked for."""

from typing import Final

from pydantic import Field, field_validator

from src.domain.quantities import NumberFault, read_money
from src.domain.transfers import LARGEST_SUM
from src.web.front import Form, wrong

_WRONG_SUM: Final = "Напишите сумму в рублях, например 184 320,50, или оставьте поле пустым"
_TOO_LARGE: Final = "Сумма слишком большая: не больше 9 999 999 999 999,99 ₽"


class AskedForm(Form):
    """`what`: the key of a choice, nothing for the nearest; `sum`: nothing for the whole of it."""

    what: str = Field(default="", max_length=600)
    sum: str = Field(default="", max_length=40)

    @field_validator("sum")
    @classmethod
    def check_sum(cls, typed: str) -> str:
        kopecks = read_money(typed) if typed else 0
        if isinstance(kopecks, NumberFault) or (typed and kopecks == 0):
            return wrong(_WRONG_SUM)
        if kopecks > LARGEST_SUM:
            wrong(_TOO_LARGE)
        return typed

    @property
    def kopecks(self) -> int:
        found = read_money(self.sum)
        return 0 if isinstance(found, NumberFault) else found
