"""The field of the password that is asked once more, and what is said when it is not taken."""

from pydantic import Field

from src.services.own_password import WrongPassword
from src.services.throttling import TooSoon
from src.web import words
from src.web.forms import Form, FormErrors, Secret

CAP = 500
WRONG = "Пароль не подходит. Проверьте раскладку и Caps Lock"


class OwnPassword(Form):
    current_password: Secret = Field(min_length=1, max_length=CAP)


def refuse(typed: FormErrors, refusal: WrongPassword | TooSoon) -> tuple[FormErrors, int]:
    """The form with the reason, and the status."""
    if isinstance(refusal, TooSoon):
        return typed.wrong("", words.wait(refusal.seconds)), 429
    return typed.wrong("current_password", WRONG), 422
