"""Cases of identifiers; the companies' numbers are public ones."""

import pytest

from src.domain import identifiers as ids


@pytest.mark.parametrize(
    ("check", "text", "good"),
    [
        (ids.is_inn_of_legal_entity, "7736520080", True),
        (ids.is_inn_of_legal_entity, "5036065113", True),
        (ids.is_inn_of_legal_entity, "7736520081", False),
        (ids.is_inn_of_legal_entity, "500100732259", False),
        (ids.is_inn_of_legal_entity, "77365 20080", False),
        (ids.is_inn_of_person, "500100732259", True),
        (ids.is_inn_of_person, "500100732258", False),
        (ids.is_inn_of_person, "7736520080", False),
        (ids.is_inn, "7736520080", True),
        (ids.is_inn, "500100732259", True),
        (ids.is_inn, "٧٧٣٦٥٢٠٠٨٠", False),
        (ids.is_inn, "", False),
        (ids.is_kpp, "770501001", True),
        (ids.is_kpp, "7705AB001", True),
        (ids.is_kpp, "7705ab001", False),
        (ids.is_kpp, "77050100", False),
        (ids.is_kpp, "٧٧0501001", False),
        (ids.is_ogrn, "1057746557329", True),
        (ids.is_ogrn, "1057746557320", False),
        (ids.is_ogrn, "304500116000157", False),
        (ids.is_ogrnip, "304500116000157", True),
        (ids.is_ogrnip, "304500116000180", True),
        (ids.is_ogrnip, "304500116000181", False),
        (ids.is_ogrnip, "404500116000180", False),
        (ids.is_bik, "044525225", True),
        (ids.is_bik, "144525225", False),
        (ids.is_bik, "04452522", False),
    ],
)
def test_identifier(check, text, good):
    assert check(text) is good


@pytest.mark.parametrize(
    ("account", "bik", "good"),
    [
        ("40702810138000000000", "044525225", False),
        ("40602810700000000025", "049805746", True),
        ("40602810600000000025", "049805746", False),
        ("4060281070000000002", "049805746", False),
        ("40602810700000000025", "49805746", False),
    ],
)
def test_account(account, bik, good):
    assert ids.is_account(account, bik) is good


def test_accounts_with_every_key_are_right_once_in_ten():
    accounts = [f"40702810{key}00000000001" for key in range(10)]
    assert sum(ids.is_account(account, "044525225") for account in accounts) == 1
    assert sum(ids.is_correspondent_account(account, "044525225") for account in accounts) == 1


def test_correspondent_account_of_a_known_bank():
    assert ids.is_correspondent_account("30101810400000000225", "044525225")
    assert not ids.is_account("30101810400000000225", "044525225")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Anna@Example.COM", "anna@example.com"),
        (" anna@почта.рф ", "anna@xn--80a1acny.xn--p1ai"),
        ("ANNA@ПОЧТА.РФ", "anna@xn--80a1acny.xn--p1ai"),
        ("a.b+c@sub.example.ru", "a.b+c@sub.example.ru"),
        ("", None),
        ("anna", None),
        ("anna@", None),
        ("@example.com", None),
        ("anna@localhost", None),
        ("an na@example.com", None),
        ("анна@example.com", None),
        ("\N{KELVIN SIGN}ate@example.com", None),
        ("a..b@example.com", None),
        ("anna@exa_mple.com", None),
        ("anna@example..com", None),
        ("anna@example.com\nBcc: x@y.ru", None),
        ("a" * 65 + "@example.com", None),
        ("a@" + "б" * 5000 + ".рф", None),
        ("a@" + "b." * 126 + "ru", None),
    ],
)
def test_email(typed, folded):
    assert ids.fold_email(typed) == folded


@pytest.mark.parametrize(
    ("typed", "number"),
    [("97012345", "97012345"), (" № 97012345 ", "97012345"), ("97/А-1", "97/А-1"), ("", None), ("1" * 41, None)],
)
def test_contract_number(typed, number):
    assert ids.contract_number(typed, r"[0-9A-Za-zА-Яа-яЁё/\-]{1,40}") == number


def test_compact():
    assert ids.compact(" 77 365\u00a0200–80 ") == "7736520080"
