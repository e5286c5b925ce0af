"""Why a row of the directory is refused, alone; and which rows pass that look alike."""

import pytest

from src.domain.exchange import Reason
from src.exchange.nouns import INCOMING
from src.services.exchange.deliveries import LOADERS
from src.storage.engine import rows
from tests.deliveries import deliver, report

PARTY = "P9;{};Имя;{};{};{};Москва;0"
WINDOW = "{};2026-11;2026-11-23T00:00:00+03:00;2026-{}T00:00:00+03:00;0"
INVOICE = "И9;{};1;2026-11-05;2026-10;{};0;2026-11-18;0"
PAYMENT = "Л9;{};{};2026-11-05;{};;;0"
SERVICE = "S9;Выезд;;{};выезд;{};;{};0"
TARIFF = "{};2026-11;{};NN;T0;{};{};0"

REFUSED = [
    ("parties", PARTY.format("legal", "7736520081", "772901001", "1057746557329"), "inn", Reason.BAD_INN),
    ("parties", PARTY.format("legal", "500100732259", "772901001", "1057746557329"), "inn", Reason.BAD_INN),
    ("parties", PARTY.format("sole", "7736520080", "", "304500116000180"), "inn", Reason.BAD_INN),
    ("parties", PARTY.format("legal", "7736520080", "", "1057746557329"), "kpp", Reason.BAD_KPP),
    ("parties", PARTY.format("sole", "500100732259", "772901001", "304500116000180"), "kpp", Reason.BAD_KPP),
    ("parties", PARTY.format("legal", "7736520080", "772901001", "1057746557320"), "ogrn", Reason.BAD_OGRN),
    ("contracts", "C9;P9;1;2020-01-15;;1;0;;;B1;K1;0", "party", Reason.UNKNOWN_PARENT),
    ("contracts", "C9;P1;1;2020-01-15;;1;0;;;B9;K1;0", "branch", Reason.UNKNOWN_PARENT),
    ("contracts", "C9;P1;1;2020-01-15;2020-01-14;1;0;;;B1;K1;0", "closed_on", Reason.DATES_REVERSED),
    ("contracts", "C9;P1;1;2020-01-15;;7;0;;;B1;K1;0", "price_category", Reason.OUT_OF_RANGE),
    ("contracts", "C9;P1;1;2020-01-15;;1;;;;B1;K1;0", "signature_required", Reason.EMPTY),
    ("objects", "O9;C9;Склад;Москва;0", "contract", Reason.UNKNOWN_PARENT),
    ("points", "T9;O9;1;Ввод;1;NN;1;;;;0", "object", Reason.UNKNOWN_PARENT),
    ("points", "T9;O1;1;Ввод;1;NN;1;0;100;1;0", "loss_percent", Reason.OUT_OF_RANGE),
    ("points", "T9;O1;1;Ввод;1;NN;0;;;;0", "flow_sign", Reason.UNKNOWN_WORD),
    ("meters", "M9;1;Тип;2026-02-30;working;0;0", "verified_until", Reason.BAD_DATE),
    ("installations", "T9;M2;2026-01-01;;1;0", "point", Reason.UNKNOWN_PARENT),
    ("installations", "T1;M9;2026-01-01;;1;0", "meter", Reason.UNKNOWN_PARENT),
    ("installations", "T1;M2;2026-01-01;;1;0", "installed_on", Reason.OVERLAP),
    ("installations", "T1;M1;2026-01-01;;80;0", "installed_on", Reason.OVERLAP),
    ("installations", "T1;M1;2020-01-15;2020-01-14;1;0", "removed_on", Reason.DATES_REVERSED),
    ("installations", "T1;M1;2020-01-15;;0;0", "ratio", Reason.OUT_OF_RANGE),
    ("installations", "T1;M1;2020-01-15;;1000001;0", "ratio", Reason.OUT_OF_RANGE),
    ("registers", "R9;M9;T0;A+;6;0;0", "meter", Reason.UNKNOWN_PARENT),
    ("registers", "R9;M1;T4;A+;6;0;0", "zone", Reason.UNKNOWN_WORD),
    ("registers", "R9;M1;T0;A+;10;0;0", "digits", Reason.OUT_OF_RANGE),
    ("registers", "R9;M1;T0;A+;6;7;0", "fraction_digits", Reason.OUT_OF_RANGE),
    ("windows", WINDOW.format("C9", "12-02"), "contract", Reason.UNKNOWN_PARENT),
    ("windows", WINDOW.format("*", "11-23"), "closes_at", Reason.DATES_REVERSED),
    ("invoices", INVOICE.format("C9", "1.00"), "contract", Reason.UNKNOWN_PARENT),
    ("invoices", INVOICE.format("C1", "1,00"), "total", Reason.BAD_MONEY),
    ("payments", PAYMENT.format("C9", "1", "1.00"), "contract", Reason.UNKNOWN_PARENT),
    ("payments", PAYMENT.format("C1", "", "1.00"), "number", Reason.EMPTY),
    ("payments", PAYMENT.format("C1", "1", "1,00"), "amount", Reason.BAD_MONEY),
    ("tariffs", TARIFF.format("C9", 1, "1.5", 20), "contract", Reason.UNKNOWN_PARENT),
    ("tariffs", TARIFF.format("*", 7, "1.5", 20), "price_category", Reason.OUT_OF_RANGE),
    ("tariffs", TARIFF.format("*", 1, "1,5", 20), "price", Reason.BAD_NUMBER),
    ("tariffs", TARIFF.format("*", 1, "1.5", 100), "vat_percent", Reason.OUT_OF_RANGE),
    ("services", SERVICE.format("-0.01", 22, "none"), "price", Reason.OUT_OF_RANGE),
    ("services", SERVICE.format("10000000.01", 22, "none"), "price", Reason.OUT_OF_RANGE),
    ("services", SERVICE.format("1", 100, "none"), "vat_percent", Reason.OUT_OF_RANGE),
    ("services", SERVICE.format("1", 22, "meter"), "place", Reason.UNKNOWN_WORD),
]


def test_files_are_loaded_in_the_order_of_the_exchange():
    assert [loader.noun for loader in LOADERS] == list(INCOMING)


@pytest.mark.usefixtures("directory")
async def test_each_row_is_refused_alone(inbox, take):
    tables = {noun: [row for name, row, *_ in REFUSED if name == noun] for noun, *_ in REFUSED}
    path = deliver(inbox, "1", **tables)
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (0, len(REFUSED))
    told = sorted(line.split(";")[0::2][:1] + line.split(";")[2:4] for line in report(path))
    assert told == sorted([f"{noun}.csv", column, reason.value] for noun, _, column, reason in REFUSED)


@pytest.mark.parametrize(
    ("noun", "row"),
    [
        ("parties", PARTY.format("sole", "500100732259", "", "304500116000180")),
        ("contracts", "C1;P1;97000001;2020-01-15;2020-01-15;6;1;a@b.example;1;B1;K1;0"),
        ("installations", "T1;M1;2020-01-15;2026-01-01;40;0"),
        ("windows", WINDOW.format("C1", "12-02")),
        ("invoices", INVOICE.format("C1", "-12.5")),
        ("payments", PAYMENT.format("C1", "№ 12/" + "3" * 490, "-0.01")),
        ("tariffs", TARIFF.format("*", 6, "0.000001", 0)),
        ("tariffs", TARIFF.format("C1", 1, "8.436725", 22)),
        ("services", SERVICE.format("0", "", "object")),
    ],
)
@pytest.mark.usefixtures("directory")
async def test_what_is_unusual_but_right_goes_in(inbox, take, noun, row):
    deliver(inbox, "1", **{noun: [row]})
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (1, 0)


@pytest.mark.usefixtures("directory")
async def test_a_meter_is_replaced_when_the_end_comes_before_the_beginning(inbox, take):
    ends, begins = "T1;M1;2020-01-15;2026-11-10;40;0", "T1;M2;2026-11-10;;40;0"
    deliver(inbox, "1", installations=[begins, ends, begins])
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (2, 1)
    assert len(await rows("SELECT id FROM sheet_row")) == 2


@pytest.mark.usefixtures("directory")
async def test_a_hidden_installation_is_in_nobodys_way(inbox, take):
    deliver(inbox, "1", installations=["T1;M1;2020-01-15;;40;1", "T1;M2;2026-11-10;;40;0"])
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (2, 0)
