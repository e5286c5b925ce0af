from dataclasses import replace

import pytest

from src.domain.requisites import INVENTED, Requisites

SBERBANK = replace(INVENTED, bic="044525225", correspondent="30101810400000000225", account="40702810900000000001")


def test_invented_ones_would_pass_any_bank():
    assert INVENTED.wrong == ()
    assert INVENTED.told


def test_nothing_told_is_nothing_and_all_wrong():
    nothing = Requisites("", "", "", "", "", "", "", "")
    assert not nothing.told
    assert nothing.wrong == ("full_name", "inn", "account", "bank", "bic", "correspondent", "address")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"full_name": "О" * 161}, ("full_name",)),
        ({"full_name": " "}, ("full_name",)),
        ({"full_name": "ООО\n«Вега»"}, ("full_name",)),
        ({"inn": "7799000013"}, ("inn",)),
        ({"kpp": ""}, ("kpp",)),
        ({"inn": "500100732259", "kpp": ""}, ()),
        ({"inn": "500100732259", "kpp": "77"}, ("kpp",)),
        ({"account": "40702810900000000021"}, ("account",)),
        ({"bic": "140000999"}, ("account", "bic", "correspondent")),
        ({"correspondent": "30101810600000000999"}, ("correspondent",)),
        ({"bank": ""}, ("bank",)),
    ],
)
def test_what_would_send_money_astray_is_named(change, wrong):
    assert replace(INVENTED, **change).wrong == wrong


def test_a_known_bank():
    assert "correspondent" not in SBERBANK.wrong
