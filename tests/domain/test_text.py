"""Cases of folding and natural order."""

import pytest

from src.domain.text import SORT_BYTES, SORT_LENGTH, collapse, fold, search_words, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ЁЛКА", "елка"),
        ("Е\u0308лка", "елка"),
        ("  Люблинская\u00a0ул.,\n12 ", "люблинская ул., 12"),
        ("Йод", "йод"),
        ("И\u0306од", "йод"),
        ("STRASSE Straße", "strasse strasse"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "ordered",
    [
        ["Цех 2", "Цех 10", "цех 11"],
        ["Елка", "Ёлка 2", "Жук"],
        ["0009", "10", "00011"],
        ["договор 1/9", "договор 1/10", "договор 2"],
        ["АО «Альфа»", 'АО "Бета"', "АО Гамма"],
    ],
)
def test_natural_order(ordered):
    keys = [sort_key(name) for name in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_parts_are_compared_one_after_another():
    assert sort_key("Цех", "9") < sort_key("Цех", "10") < sort_key("Цех А", "1")


def test_the_key_of_the_longest_text_fits():
    assert len(sort_key("1 " * 250)) <= 1000
    assert len(sort_key("9" * 500, "1 " * 250)) <= SORT_LENGTH


def test_search_words():
    assert search_words("  Цех   Ёж ") == ("цех", "еж")
    assert search_words(" \t") == ()
    assert search_words("а" * 5000) == ("а" * 100,)


def test_collapse_cuts():
    assert collapse(" а  б в", 3) == "а б"


def test_a_sort_key_fits_into_an_index_whatever_it_is_made_of() -> None:
    assert len(sort_key("😀" * 500, "ж" * 500, "😀" * 500).encode()) <= SORT_BYTES
    assert sort_key("ж" * 2000) == "ж" * 1200
