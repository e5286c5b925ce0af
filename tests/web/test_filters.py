"""Filters in a query string: read as people write them, refused beside their fields, kept as they were typed."""

from datetime import date

import pytest

from src.domain.lists import Asked
from src.web.filters import KIND, NUMBER, PERIOD, SUM, read_filters

FIELDS = (*PERIOD, *NUMBER, *SUM, *KIND)
KINDS = {"act": "Акт"}


def read(**given):
    return read_filters(given, "/list", FIELDS, KINDS)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, Asked()),
        ({"since": "2026-11-05", "until": "05.12.2026"}, Asked(date(2026, 11, 5), date(2026, 12, 6))),
        ({"since": "2026-11-05", "until": "2026-11-05"}, Asked(date(2026, 11, 5), date(2026, 11, 6))),
        ({"number": "  Ё-12  "}, Asked(number="е-12")),
        ({"least": "184 320,50", "most": "184320.5"}, Asked(least=18432050, most=18432050)),
        ({"least": "−0,01"}, Asked(least=-1)),
        ({"least": "0"}, Asked(least=0)),
        ({"kind": "act"}, Asked(kind="act")),
        ({"since": "", "number": " ", "least": "", "kind": "", "other": "x"}, Asked()),
    ],
)
def test_what_is_asked_for(given, asked):
    filters = read(**given)
    assert filters.form
    assert filters.asked == asked


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("since", "31.02.2026"), ("since", "вчера"), ("until", "0001-01-01"), ("until", "9999-12-31"),
        ("number", "1" * 41), ("number", "1\0"), ("number", "1\ud800"), ("least", "1,234"), ("least", "1e3"),
        ("most", "--1"), ("most", "9" * 13), ("most", "9" * 300), ("least", "nan"), ("kind", "bill"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_beside_its_field(name, text):
    filters = read(**{name: text})
    assert filters.form is None
    assert list(filters.typed.errors) == [name]
    assert filters.typed.value(name) == text[:200].replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert filters.asked == Asked()


@pytest.mark.parametrize("pair", [("since", "2026-02-01", "until", "2026-01-31"), ("least", "2", "most", "1,99")])
def test_a_pair_the_wrong_way_round_is_refused_at_its_end(pair):
    first, low, second, high = pair
    filters = read(**{first: low, second: high})
    assert list(filters.typed.errors) == [second]


def test_addresses_hold_what_was_typed_and_days_as_a_browser_reads_them():
    filters = read(since="5.12.2026", least="10,5", number="12/3")
    assert filters.address(".csv") == "/list.csv?since=2026-12-05&number=12%2F3&least=10%2C5"
    assert filters.address(after=7).endswith("&after=7")
    assert read_filters(filters.given, "/list", FIELDS).asked == filters.asked


def test_a_list_takes_the_filters_that_it_names():
    assert read_filters({"number": "1", "kind": "act", "since": "x"}, "/list", NUMBER).given == {"number": "1"}
