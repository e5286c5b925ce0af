"""Names of people, and the state that a link is bound to."""

from dataclasses import replace

import pytest

from src.domain.accounts import Account, is_name

ANNA = Account(1, "a@b.example", "a@b.example", "Иванова", "Анна", "", "hash", 0)


@pytest.mark.parametrize("name", ["Иванова", "Римский-Корсаков", "д’Артаньян", "O'Neil", "Мамед оглы", "Ёлкина", "Ли"])
def test_a_name_is_made_of_words(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " Анна",
        "Анна ",
        "Анна2",
        "evil.example",
        "http://evil",
        "a@b",
        "Анна--Мария",
        "<b>",
        "я" * 61,
        "Анна\nМария",
    ],
)
def test_nothing_else_gets_into_a_letter(name):
    assert not is_name(name)


@pytest.mark.parametrize("change", [{"password_hash": "other"}, {"email_folded": "c@b.example"}, {"link_version": 1}])
def test_a_link_dies_with_the_state_it_was_made_for(change):
    assert replace(ANNA, **change).stamp != ANNA.stamp


def test_a_name_alone_changes_no_link():
    assert replace(ANNA, given_name="Мария").stamp == ANNA.stamp
    assert ANNA.full_name == "Иванова Анна"
