"""What a person types who follows the link of an invitation, checked field by field."""

from typing import Annotated

from pydantic import AfterValidator, Field

from src.domain.consents import CONSENTS, Consent
from src.domain.identifiers import compact
from src.domain.inviting import CODE_DIGITS
from src.routes.registration.form import Ticked
from src.web.front import Form, wrong
from src.web.new_password import NewPassword

NO_CODE = f"В коде {CODE_DIGITS} цифр. Его говорит тот, кто пригласил"
LOCKED = "Код пять раз ввели неверно, он больше не подходит. Попросите новый: ссылка останется прежней"


def _code(typed: str) -> str:
    code = compact(typed)
    return code if len(code) == CODE_DIGITS and code.isascii() and code.isdigit() else wrong(NO_CODE)


Code = Annotated[str, Field(max_length=40, validate_default=True), AfterValidator(_code)]


class CodeForm(Form):
    code: Code = ""


class JoinForm(NewPassword):
    code: Code = ""
    personal_data: Ticked = ""
    rules: Ticked = ""
    mailing: str = ""

    def consents(self) -> tuple[Consent, ...]:
        """Those that were ticked."""
        return tuple(each for each in CONSENTS if getattr(self, each.kind.replace("-", "_")))


def wrong_code(left: int) -> str:
    """What is told of a wrong code; `left`: the tries that it has."""
    return f"Код не подошёл. Проверьте цифры; осталось попыток: {left}" if left else LOCKED
