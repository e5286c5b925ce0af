"""The payload of the code, field by field, and what does not fit into it."""

from dataclasses import replace

import pytest

from src.domain.requisites import INVENTED, Payer
from src.domain.transfers import MUST_BYTES, NoCode, Transfer, payload, purpose_of

TRANSFER = Transfer(
    replace(INVENTED, full_name="АО «Сбыт»", bank="Банк"), Payer("ООО «Вега»", "7736520080", "772901001"), 102675894,
    "Оплата по счёту № 1", "97000001",
)  # fmt: skip


def of(**payee: str) -> Transfer:
    return replace(TRANSFER, payee=replace(TRANSFER.payee, **payee))


FIELDS = [
    "ST00012",
    "Name=АО «Сбыт»",
    "PersonalAcc=40702810800000000021",
    "BankName=Банк",
    "BIC=040000999",
    "CorrespAcc=30101810500000000999",
    "Sum=102675894",
    "Purpose=Оплата по счёту № 1",
    "PayeeINN=7799000012",
    "KPP=770001001",
    "PayerINN=7736520080",
    "Contract=97000001",
]


def test_the_fields_stand_in_the_order_of_the_standard():
    assert payload(TRANSFER).decode().split("|") == FIELDS


def test_what_nobody_knows_is_left_out():
    told = payload(replace(of(inn="500100732259", kpp=""), kopecks=0)).decode()
    assert "KPP=" not in told
    assert "Sum=" not in told


def test_a_stroke_in_a_value_chooses_another_separator():
    told = payload(replace(TRANSFER, purpose="Счёт 1|2~3")).decode()
    assert told.startswith("ST00012^Name=АО «Сбыт»^PersonalAcc=")
    assert told.split("^")[7] == "Purpose=Счёт 1|2~3"


def test_no_sign_is_left_to_separate():
    with pytest.raises(NoCode):
        payload(replace(TRANSFER, purpose="|~^;#*&!$%@"))


def test_line_ends_do_not_end_a_field():
    assert "Name=АО «Сбыт» и К|" in payload(of(full_name="АО «Сбыт»\r\n  и\tК")).decode()


@pytest.mark.parametrize(("length", "mark"), [(50, b"ST00012"), (90, b"ST00011"), (160, b"ST00011")])
def test_long_names_take_the_other_encoding(length, mark):
    told = payload(of(full_name="О" * length, bank="Б" * 60 if length < 160 else "Банк"))
    must = told.partition(b"|Sum=")[0]
    assert told[:7] == mark
    assert len(must) <= MUST_BYTES
    assert (
        b"|BankName=" + ("Б" * 45 if length < 160 else "Банк").encode("cp1251" if mark[-1:] == b"1" else "utf-8")
    ) in must


def test_what_fits_into_neither_is_typed_by_hand():
    with pytest.raises(NoCode):
        payload(of(full_name="О" * 160, bank="Б" * 45))
    with pytest.raises(NoCode):
        payload(of(full_name="Ғ" * 160))  # none of cp1251


def test_the_purpose_keeps_contract_and_tax_whatever_is_paid_for():
    short = purpose_of("Оплата электроэнергии", "97000001", "В том числе НДС 22 % 18.03 руб.")
    assert short == "Оплата электроэнергии по договору № 97000001. В том числе НДС 22 % 18.03 руб."
    long = purpose_of("Оплата по счёту № " + "7" * 500, "9" * 500, "В том числе НДС 22 % 18.03 руб.")
    assert len(long) <= 210
    assert long.endswith(f"7… по договору № {'9' * 60}. В том числе НДС 22 % 18.03 руб.")
