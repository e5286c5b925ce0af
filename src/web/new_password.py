"""A new password, typed twice."""

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from src.domain.passwords import LONGEST
from src.services.passwords import WeakPassword
from src.web.forms import Form, Secret, wrong
from src.web.words import WEAKNESSES

CAP = 4 * LONGEST
"""Longer ones are not even looked at; the length that counts is judged by domain/passwords.py."""


class NewPassword(Form):
    password: Secret = Field(min_length=1, max_length=CAP)
    password_again: Secret = Field(min_length=1, max_length=CAP)

    @field_validator("password_again")
    @classmethod
    def same(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        first = info.data.get("password")
        if first and first.get_secret_value() != value.get_secret_value():
            wrong("Пароли не совпадают: введите один и тот же дважды")
        return value


def refusal(weak: WeakPassword) -> str:
    """Why it is refused, in words."""
    return WEAKNESSES[weak.why]
