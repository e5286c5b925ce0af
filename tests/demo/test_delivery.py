"""The invented delivery: the same for the same plan, valid to the digit, with every awkward state."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from src.demo.delivery import write_delivery
from src.demo.plan import Plan
from src.demo.small import ADMINISTRATOR_CONTRACTS, CONTRACTS_TO_LINK, OTHERS_CONTRACTS, write_small
from src.demo.spare import contract_to_link
from src.demo.windows import write_windows
from src.domain import identifiers
from src.domain.periods import Period
from src.exchange.files import RowReader, check_file
from src.exchange.folders import open_delivery
from src.exchange.nouns import INCOMING

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PLAN = Plan(NOW, MOSCOW)


def read(path):
    """The rows of every file, by noun; nothing may be refused."""
    delivery, found = open_delivery(path), {}
    for line, noun in zip(delivery.lines, INCOMING, strict=True):
        check_file(path / line.file, noun, line.rows, line.sha256)
        with RowReader(path / line.file, noun, 0) as reader:
            stretch = reader.read(10**6)
        assert stretch.refused == []
        found[noun.name] = stretch.rows
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return read(write_delivery(tmp_path_factory.mktemp("demo"), "demo", PLAN))


def test_numbers_of_parties_are_valid(made):
    for party in made["parties"]:
        if party.kind == "sole":
            assert (identifiers.is_inn_of_person(party.inn), identifiers.is_ogrnip(party.ogrn), party.kpp) == (
                True,
                True,
                "",
            )
        else:
            assert identifiers.is_inn_of_legal_entity(party.inn)
            assert identifiers.is_kpp(party.kpp)
            assert identifiers.is_ogrn(party.ogrn)
    assert {party.kind for party in made["parties"]} == {"legal", "sole"}


def test_every_awkward_state_is_there(made):
    meters, today = made["meters"], NOW.date()
    with_objects = {row.contract for row in made["objects"]}
    points = made["points"]
    assert {meter.state for meter in meters} == {"working", "faulty"}
    assert {meter.remote for meter in meters} == {False, True}
    assert any(meter.verified_until is None for meter in meters)
    assert any(meter.verified_until and meter.verified_until < today for meter in meters)
    assert any(meter.verified_until and today < meter.verified_until < today + timedelta(days=60) for meter in meters)
    assert {(row.zone, row.channel) for row in made["registers"]} >= {
        ("T0", "A+"), ("T1", "A+"), ("T2", "A+"), ("T3", "A+"), ("T0", "A-"), ("T0", "R+"), ("T0", "R-"),
    }  # fmt: skip
    assert {row.ratio for row in made["installations"]} >= {Decimal(1), Decimal(4000)}
    assert {row.loss_sign for row in points if row.loss_percent} == {1, -1}
    assert {row.flow_sign for row in points} == {1, -1}
    assert [row.contract for row in made["contracts"] if row.contract not in with_objects] == ["C000010"]


def test_two_meters_were_replaced_within_the_open_month(made):
    """Of the second one that came the supplier does not know yet what it began with."""
    removed = [row for row in made["installations"] if row.removed_on]
    assert {row.removed_on for row in removed} == {datetime(2026, 11, 10, tzinfo=MOSCOW).date()}
    came = [row for row in made["installations"] if row.installed_on == removed[0].removed_on]
    assert [row.point for row in came] == [row.point for row in removed]
    on_that_day = [row for row in made["readings"] if row.as_of == datetime(2026, 11, 10, tzinfo=MOSCOW)]
    assert [row.source for row in on_that_day] == ["billing", "opening", "billing"]
    assert not [row for row in made["readings"] if row.register.startswith(f"{came[1].meter}-T")]


def test_readings_grow_and_one_register_is_near_its_rollover(made):
    registers = {row.register: row for row in made["registers"]}
    values = defaultdict(list)
    for row in made["readings"]:
        values[row.register].append(row.value)
    assert all(sorted(shown) == shown for shown in values.values())
    near = [key for key, shown in values.items() if shown[-1] > Decimal(10) ** registers[key].digits * Decimal("0.98")]
    assert len(near) == 1
    assert Counter(map(len, values.values())).most_common(1)[0][0] == 14


def test_zones_add_up_to_the_whole(made):
    last = {row.register.rpartition("-")[2]: row.value for row in made["readings"] if "M000002-1-1" in row.register}
    assert last["T0A+"] == last["T1A+"] + last["T2A+"] + last["T3A+"]


@pytest.mark.parametrize("day", [1, 2, 10, 15, 16, 23, 24, 30])
def test_one_window_is_open_and_one_closed_on_any_day(tmp_path, day):
    now = datetime(2026, 11, day, 0, 30, tzinfo=MOSCOW)
    plan = Plan(now, MOSCOW)
    rows = read_windows(write_windows(tmp_path, plan))
    of_all = {row.period: row for row in rows if row.contract == "*"}
    opened, before = of_all[plan.open_period], of_all[plan.open_period.previous]
    assert opened.opens_at <= now < opened.closes_at
    assert before.closes_at <= now
    [own] = [row for row in rows if row.contract != "*"]
    assert (own.period, own.opens_at < own.closes_at <= now) == (plan.open_period, True)
    assert write_windows(tmp_path, plan) is None


def read_windows(path):
    noun = next(noun for noun in INCOMING if noun.name == "windows")
    with RowReader(path / noun.file, noun, 0) as reader:
        return reader.read(1000).rows


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    first, second = (write_delivery(tmp_path / name, "1", PLAN) for name in ("a", "b"))
    assert open_delivery(first).digest == open_delivery(second).digest
    other = write_delivery(tmp_path / "c", "1", Plan(NOW, MOSCOW, seed=2))
    assert open_delivery(first).digest != open_delivery(other).digest


def test_any_size(tmp_path):
    found = read(write_delivery(tmp_path, "1", Plan(NOW, MOSCOW, contracts=300, months=2, largest=1000)))
    assert len(found["contracts"]) == 301
    assert sum(row.register.startswith("M000301-") for row in found["registers"]) == 1000
    assert len({row.inn for row in found["parties"]}) == len(found["parties"])


def test_the_small_set_leaves_one_contract_to_link(tmp_path):
    made = read(write_small(tmp_path, PLAN))
    assert write_small(tmp_path, PLAN) is None
    to_link = contract_to_link(tmp_path, CONTRACTS_TO_LINK[0])
    keys = {row.contract for row in made["contracts"]}
    assert keys == {*ADMINISTRATOR_CONTRACTS, *OTHERS_CONTRACTS, *CONTRACTS_TO_LINK}
    assert to_link.key == CONTRACTS_TO_LINK[0]
    assert len(ADMINISTRATOR_CONTRACTS) < 20
    [contract] = [row for row in made["contracts"] if row.contract == to_link.key]
    [party] = [row for row in made["parties"] if row.party == contract.party]
    assert (contract.number, contract.email, party.inn, party.kpp) == (
        to_link.number, to_link.email, to_link.inn, to_link.kpp,
    )  # fmt: skip
    invoices = [row for row in made["invoices"] if row.contract == to_link.key]
    assert len(invoices) == 3
    assert (invoices[-1].number, invoices[-1].period) == (to_link.invoice_number, Period(2026, 10))
    assert Decimal(to_link.invoice_sum) * 100 == invoices[-1].total
