"""Days off, key rates with their caps, days of payment, VAT and terms of contracts come by the exchange."""

from datetime import date

import pytest

from src.domain.exchange import Reason
from src.domain.payment_rules import PaymentGroup, PenaltyGroup
from src.services.recount import follow_calendar
from src.services.vat import general_rate
from src.storage.engine import rows
from src.storage.working_days import load_told
from tests.deliveries import deliver, report
from tests.factories import MOSCOW, NOW

INVOICE = "И9;C1;1;2026-11-05;2026-10;1000.00;0;2026-11-18;0"


async def dues(key: str = "C1") -> list[str]:
    [row] = await rows("SELECT dues FROM contract WHERE key = {}", key)
    return [item.rpartition(" ")[0] for item in row["dues"].split(";")]


@pytest.mark.usefixtures("directory")
async def test_one_delivery_tells_all_of_it(inbox, take):
    deliver(
        inbox, "1", invoices=[INVOICE], days_off=["2026-11-25;off;0", "2026-11-28;work;0"],
        key_rates=["2026-10-26;16.25;0"], contract_terms=["C2;utility;citizens;;;0"],
        vat_rates=["2028-01-01;24;0"],
    )  # fmt: skip
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (6, 0)
    assert (await dues())[1] == "2026-11-26 40000 1 second_advance 2026-11"
    assert await rows("SELECT percent FROM key_rate") == [{"percent": 16_250_000}]
    assert [await general_rate(date(year, 1, 1)) for year in (2027, 2028)] == [22, 24]


@pytest.mark.usefixtures("directory")
async def test_terms_and_a_balance_are_counted_at_once(inbox, take):
    deliver(inbox, "1", invoices=[INVOICE])
    deliver(inbox, "2", contract_terms=["C1;utility;utility;2026-11-01;-12.34;0"])
    await take()
    assert await dues() == ["2026-10-31 101234 1 balance 2026-10", "2026-12-15 100000 0 rest 2026-11"]
    deliver(inbox, "3", contract_terms=["C1;utility;utility;2026-11-01;-12.34;1"])
    await take()
    assert (await dues())[0] == "2026-11-10 130000 1 balance 2026-11"


@pytest.mark.usefixtures("directory")
async def test_payments_are_taken_off_where_they_are_and_no_more_where_they_were(inbox, take):
    deliver(inbox, "1", invoices=[INVOICE])
    await take()
    before = await dues()
    deliver(inbox, "2", payments=["П1;C1;1;2026-11-10;300.00;;;0"])
    await take()
    assert (before[0], (await dues())[0]) == ("2026-11-10 130000 1 balance 2026-11", "2026-11-18 100000 1 rest 2026-10")
    deliver(inbox, "3", payments=["П1;C2;1;2026-11-10;300.00;;;0"])
    await take()
    assert await dues() == before


@pytest.mark.usefixtures("directory")
async def test_a_contract_that_ends_asks_no_more_in_advance(inbox, take):
    deliver(inbox, "1", invoices=[INVOICE], contracts=["C1;P1;97000001;2020-01-15;2026-10-31;1;0;;;B1;K1;0"])
    await take()
    assert await dues() == ["2026-11-18 100000 1 rest 2026-10"]


@pytest.mark.usefixtures("directory")
async def test_days_off_alone_are_followed_by_the_job(inbox, take):
    deliver(inbox, "1", invoices=[INVOICE])
    await take()
    deliver(inbox, "2", days_off=["2026-11-25;off;0"])
    await take()
    assert await follow_calendar(NOW, MOSCOW) == 2  # every contract that was counted
    assert (await dues())[1] == "2026-11-26 40000 1 second_advance 2026-11"
    deliver(inbox, "3", days_off=["2026-11-25;off;1"])
    await take()
    await follow_calendar(NOW, MOSCOW)
    assert (await dues())[1] == "2026-11-25 40000 1 second_advance 2026-11"


@pytest.mark.usefixtures("directory")
async def test_days_of_payment_that_change_are_followed_as_well(inbox, take):
    deliver(inbox, "1", invoices=[INVOICE])
    await take()
    deliver(inbox, "2", payment_terms=["general;2026-11-01;50;15;;;20;п. 1;0", "utility;2026-11-01;;;;;12;;0"])
    await take()
    assert await follow_calendar(NOW, MOSCOW) == 2
    # October by the rules of before; half of 1000,00 by Sunday the 15th, the rest by Sunday the 20th of December
    assert await dues() == [
        "2026-11-16 150000 1 balance 2026-11", "2026-12-15 50000 1 first_advance 2026-12",
        "2026-12-21 50000 0 rest 2026-11",
    ]  # fmt: skip
    told = await load_told()
    assert [each.day for each in told.rules.terms_of(PaymentGroup.UTILITY, NOW.date())] == [12]


@pytest.mark.usefixtures("directory")
async def test_caps_on_the_rate_are_told_with_and_without_an_end(inbox, take):
    caps = ["*;2027-01-01;2027-12-31;9.5;ПП;0", "general;2027-06-01;;;;0", "citizens;2027-06-01;;8;;1"]
    deliver(inbox, "1", key_rates=["2026-10-26;16.25;0"], rate_caps=caps)
    await take()
    told = await load_told()
    days = date(2027, 5, 31), date(2027, 6, 1), date(2028, 1, 1)
    assert [str(told.rates.at(day, PenaltyGroup.GENERAL, told.rules).percent) for day in days] == [
        "9.5",
        *["16.25"] * 2,
    ]
    assert told.rules.cap_of(PenaltyGroup.CITIZENS, days[1]).clause == "ПП"


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("days_off", "2026-11-31;off;0", f"day;{Reason.BAD_DATE};2026-11-31"),
        ("days_off", "2026-11-30;holiday;0", f"kind;{Reason.UNKNOWN_WORD};holiday"),
        ("key_rates", "2026-11-30;-1;0", f"percent;{Reason.BAD_NUMBER};-1"),
        ("key_rates", "2026-11-30;1000.5;0", f"percent;{Reason.OUT_OF_RANGE};1000.5"),
        ("rate_caps", "utilities;2026-11-30;;9;;0", f"penalty_group;{Reason.UNKNOWN_WORD};utilities"),
        ("rate_caps", "*;2026-11-30;2026-11-29;9;;0", f"until;{Reason.DATES_REVERSED};2026-11-29"),
        ("rate_caps", "*;2026-11-30;;1001;;0", f"percent;{Reason.OUT_OF_RANGE};1001"),
        ("vat_rates", "2028-01-01;100;0", f"percent;{Reason.OUT_OF_RANGE};100"),
        ("payment_terms", "general;2026-11-01;60;10;40;25;18;;0", f"second_percent;{Reason.OUT_OF_RANGE};40"),
        ("payment_terms", "general;2026-11-01;30;;40;25;18;;0", f"first_day;{Reason.OUT_OF_RANGE};0"),
        ("payment_terms", "general;2026-11-01;30;10;0;25;18;;0", f"second_day;{Reason.OUT_OF_RANGE};25"),
        ("payment_terms", "general;2026-11-01;;;;;29;;0", f"rest_day;{Reason.OUT_OF_RANGE};29"),
        ("contract_terms", "C9;general;general;;;0", f"contract;{Reason.UNKNOWN_PARENT};C9"),
        ("contract_terms", "C1;other;general;;;0", f"payment_group;{Reason.UNKNOWN_WORD};other"),
        ("contract_terms", "C1;general;general;2026-11-02;5;0", f"balance_on;{Reason.NOT_FIRST_DAY};2026-11-02"),
        ("contract_terms", "C1;general;general;2026-12-01;5;0", f"balance_on;{Reason.FUTURE_BALANCE};2026-12-01"),
        ("contract_terms", "C1;general;general;;5;0", f"balance_on;{Reason.EMPTY};"),
    ],
)
async def test_a_row_that_cannot_be_is_refused_alone(inbox, take, table, row, fault):
    path = deliver(inbox, "1", **{table: [row]})
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (0, 1)
    assert report(path) == [f"{table}.csv;2;{fault}"]


@pytest.mark.usefixtures("directory")
async def test_what_was_paid_for_services_pays_no_energy(inbox, take):
    """Whichever of the order and its payment is known first."""
    payment = "{};C1;1;2026-11-20;1000.00;;{};0"
    deliver(inbox, "1", invoices=[INVOICE], payments=[payment.format("L1", "У1"), payment.format("L2", "")])
    await take()
    assert (await dues())[0] == "2026-12-18 30000 0 rest 2026-11"
    order = "У1;C1;У-1;S1;2026-11-20;paid;1000.00;С-1;2026-11-20;;0"
    deliver(inbox, "2", services=["S1;Поверка;На месте;1000;прибор;;Срок;none;0"], service_orders=[order])
    await take()
    assert (await dues())[0] == "2026-11-18 30000 1 rest 2026-10"
