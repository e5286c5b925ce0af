"""Forms: strings in, a pydantic model or all the errors at once out; what was typed is kept for the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, NoReturn, Self, TypeVar
from urllib.parse import parse_qsl

from litestar import Request
from litestar.exceptions import ClientException
from pydantic import BaseModel, BeforeValidator, ConfigDict, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from src.web.words import MISSING, word_for

MAX_FIELDS = 100
MAX_LENGTH = 2000
MAX_BODY = 64 * 1024
LONG_FIELDS = {
    "kept": 16 * 1024,
    "sealed": 8 * 1024,
    "altcha": 6 * 1024,
    "contracts": 8 * 1024,
    "credential": 16 * 1024,
}
"""Hidden fields that may be longer: the seals of web/late.py, of registration, sign-in and «Добавить пользователя», the
work of «Я не робот», the contracts that a person is added to, what an authenticator answers."""
CONTENT_TYPE = "application/x-www-form-urlencoded"


class Form(BaseModel):
    """Base of every form: blanks around are cut, unknown fields are left out, an absent tick is an empty string."""

    model_config = ConfigDict(str_strip_whitespace=True, extra="ignore", frozen=True)


F = TypeVar("F", bound=Form)
Secret = Annotated[SecretStr, BeforeValidator(lambda value: SecretStr(value) if isinstance(value, str) else value)]
"""A password or a code, to the letter: blanks around belong to it. It is never kept for the page."""


@dataclass(frozen=True, slots=True)
class FormErrors:
    """What was typed into a form, and what is wrong with it by field; empty for a form that is shown first.

    `order`: the fields as they stand in the form.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = field(default=(), compare=False)

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    def leads(self, name: str) -> bool:
        """Whether the focus goes to this field: it is the first that is wrong."""
        return next((each for each in (*self.order, *self.errors) if each in self.errors), None) == name

    def wrong(self, name: str, text: str) -> Self:
        """The same form with one error more."""
        return replace(self, errors={**self.errors, name: text})


def wrong(text: str) -> NoReturn:
    """Refuse a field from a validator with a text of its own."""
    raise PydanticCustomError("own", "{text}", {"text": text})


async def read_form(request: Request[Any, Any, Any], model: type[F]) -> tuple[F | None, FormErrors]:
    """The filled model, or None and the errors of all fields; secrets are never among the kept values."""
    fields = await read_fields(request)
    return check_form(fields, model)


def check_form(fields: Mapping[str, str], model: type[F]) -> tuple[F | None, FormErrors]:
    """As `read_form`, from fields that were read already or came in the query string."""
    secret = {name for name, info in model.model_fields.items() if info.annotation is SecretStr}
    known = tuple(info.alias or name for name, info in model.model_fields.items())
    values = {name: text for name, text in fields.items() if name in known and name not in secret}
    try:
        return model.model_validate(dict(fields)), FormErrors(values, order=known)
    except ValidationError as error:
        return None, FormErrors(values, errors_by_field(error.errors(include_url=False, include_input=False)), known)


def errors_by_field(details: list[ErrorDetails]) -> dict[str, str]:
    """The first error of each field, in Russian; errors of the whole form stand under ''."""
    found: dict[str, str] = {}
    for detail in details:
        name = str(detail["loc"][0]) if detail["loc"] else ""
        found.setdefault(name, word_for(detail["type"], detail.get("ctx", {})))
    return found


async def read_fields(
    request: Request[Any, Any, Any], count: int = MAX_FIELDS, length: int = MAX_LENGTH
) -> dict[str, str]:
    """The fields of an urlencoded body, last of a name wins; a broken or oversized body is a plain 400 or 413 page."""
    media = request.headers.get("content-type", CONTENT_TYPE).partition(";")[0].strip().lower()
    if media != CONTENT_TYPE:
        raise ClientException("форма передана в незнакомом виде")
    return parse_fields(await request.body(), count, length)


def parse_fields(body: bytes, count: int = MAX_FIELDS, length: int = MAX_LENGTH) -> dict[str, str]:
    """Field names to texts; raises ClientException (400) for wrong bytes, NULs, too many or too long fields."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=count
        )
    except ValueError as error:
        raise ClientException("данные формы повреждены") from error
    if any("\0" in text or len(text) > LONG_FIELDS.get(name, length) or len(name) > 200 for name, text in pairs):
        raise ClientException("поле формы слишком длинное или повреждено")
    return dict(pairs)


__all__ = ["MISSING", "Form", "FormErrors", "Secret", "check_form", "parse_fields", "read_fields", "read_form", "wrong"]
