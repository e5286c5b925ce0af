"""Telephone numbers as people type them."""

import pytest

from src.domain.phones import phone_in, phone_out


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("8 (916) 123-45-67", "+79161234567"),
        ("9161234567", "+79161234567"),
        ("+7 916 123 45 67", "+79161234567"),
        ("+375 29 123-45-67", "+375291234567"),
        ("+7 916 123", None),
        ("123456", None),
        ("25 33 44 55 66 77", None),
        ("позвоните", None),
        ("+1234567890123456", None),
        ("٣٤٥٦٧٨٩٠١٢", None),
    ],
)
def test_one_form_is_kept(typed, kept):
    assert phone_in(typed) == kept


def test_a_number_is_shown_in_groups():
    assert phone_out("+79161234567") == "+7 916 123-45-67"
    assert phone_out("+375291234567") == "+375291234567"
    assert phone_in(phone_out("+79161234567")) == "+79161234567"
