"""Forms: all errors at once, in Russian, with what was typed; broken bodies are refused before anything is done."""

from typing import Annotated

import pytest
from litestar.exceptions import ClientException
from pydantic import Field, SecretStr, field_validator

from src.web.forms import Form, FormErrors, check_form, parse_fields, wrong


class Sample(Form):
    login: Annotated[str, Field(min_length=1, max_length=5)]
    number: Annotated[str, Field(min_length=3)]
    count: int = 0
    password: SecretStr = SecretStr("")

    @field_validator("number")
    @classmethod
    def known(cls, value: str) -> str:
        return wrong("Такого номера нет") if value == "000" else value


def test_a_good_form_keeps_what_was_typed_except_secrets():
    form, typed = check_form({"login": " anna ", "number": "123", "password": "secret", "more": "x"}, Sample)
    assert form.login == "anna"
    assert form.password.get_secret_value() == "secret"
    assert typed == FormErrors({"login": " anna ", "number": "123"})


def test_all_errors_come_at_once_in_russian():
    form, typed = check_form({"login": "toolong", "number": "000", "count": "много", "password": "x"}, Sample)
    assert form is None
    assert typed.errors == {
        "login": "Слишком длинно: не больше 5 знаков",
        "number": "Такого номера нет",
        "count": "Напишите целое число",
    }
    assert typed.value("count") == "много"
    assert typed.value("password") == ""


@pytest.mark.parametrize("fields", [{}, {"login": "", "number": "  "}])
def test_an_empty_field_is_simply_not_filled(fields):
    _, typed = check_form(fields, Sample)
    assert typed.error("login") == "Заполните это поле"


def test_a_refusal_of_the_service_joins_the_others():
    typed = FormErrors({"login": "a"}).wrong("login", "Занято").wrong("", "Не сейчас")
    assert (typed.error("login"), typed.error(""), typed.value("login")) == ("Занято", "Не сейчас", "a")


@pytest.mark.parametrize(
    "body",
    [
        b"a=%FF%FE",
        b"a=\xff",
        b"a=%00",
        b"a=" + b"x" * 2001,
        b"x" * 201 + b"=1",
        b"&".join(b"f%d=1" % n for n in range(101)),
        "a=ж".encode("cp1251"),
    ],
)
def test_broken_bodies(body):
    with pytest.raises(ClientException):
        parse_fields(body)


def test_fields_in_russian_and_the_long_hidden_one():
    assert parse_fields(b"a=%D0%B6+1&b=&a=2") == {"a": "2", "b": ""}
    assert parse_fields(b"kept=" + b"k" * 16000)["kept"] == "k" * 16000


def test_the_focus_goes_to_the_first_wrong_field_as_they_stand_in_the_form() -> None:
    typed = FormErrors({}, {"again": "не совпадают"}, order=("name", "password", "again"))
    assert typed.leads("again")
    assert typed.wrong("password", "слаб").leads("password")
    assert not typed.leads("name")
    assert FormErrors().wrong("login", "нет").leads("login")
