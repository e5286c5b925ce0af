"""Spans, and which entries belong to the place where a meter stood."""

from datetime import date
from decimal import Decimal

import pytest

from src.domain.consumption import Channel, Counting, Zone
from src.domain.history import Entry, Place, Span, history_of, span_of
from src.domain.periods import Period
from src.domain.statuses import Source, Status
from tests.rows import MOSCOW, THIS

JULY, AUGUST, SEPTEMBER, OCTOBER = (Period(2026, month) for month in (7, 8, 9, 10))
OLDEST = THIS.plus(-35)


def place(since=JULY, until=None, first=True, last=True):
    ends = (since.start(MOSCOW), until and until.start(MOSCOW), until and date(until.year, until.month, 1))
    counting = Counting(Decimal(20), Decimal("2.5"), 1)
    names = ("Склад", "", "Ввод 1", "Меркурий", "001", Zone.WHOLE, Channel.ACTIVE_IN, 6)
    return Place(1, *names, counting, *ends, first, last)


def entry(period, value=100, source=Source.BILLING, status=Status.IN_CALCULATION, **more):
    return Entry(period, period.end(MOSCOW), source, status, Decimal(value), **more)


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ((3, None, None), Span(SEPTEMBER, THIS)),
        ((24, JULY, AUGUST), Span(THIS.plus(-23), THIS)),
        ((0, JULY, OCTOBER), Span(JULY, OCTOBER)),
        ((0, OCTOBER, JULY), Span(JULY, OCTOBER)),
        ((0, JULY, None), Span(JULY, THIS)),
        ((0, None, OCTOBER), Span(Period(2025, 11), OCTOBER)),
        ((0, None, OLDEST), Span(OLDEST, OLDEST)),
        ((0, OLDEST.previous, THIS.next), Span(THIS.plus(-11), THIS)),
        ((7, None, None), Span(THIS.plus(-11), THIS)),
    ],
)
def test_spans(asked, span):
    assert span_of(THIS, *asked) == span


def test_energy_is_counted_from_the_reading_before_the_span():
    found = [entry(JULY, 100), entry(AUGUST, 110), entry(SEPTEMBER, 130)]
    shown = history_of(place(), found, JULY.end(MOSCOW)).entries
    assert [(each.period, each.energy) for each in shown] == [(SEPTEMBER, 410), (AUGUST, 205)]


def test_what_was_kept_with_a_sent_reading_counts_before_the_directory():
    found = [entry(JULY, 100), entry(AUGUST, 110, Source.CLIENT, Status.SENT, mine=True, energy=200)]
    assert history_of(place(), found, JULY.end(MOSCOW)).entries[0].energy == 200


def test_what_a_client_gave_for_the_day_of_its_coming_belongs_where_it_stands():
    given = entry(JULY, 50, Source.OPENING, Status.SENT, mine=True, version=1)
    here, before = place(since=AUGUST, first=False), place(since=JULY.previous, until=AUGUST, last=False)
    assert [each.holds(given) for each in (here, before)] == [True, False]
    assert given.given
    shown = history_of(here, [given, entry(AUGUST, 60)], JULY.start(MOSCOW)).entries
    assert [each.energy for each in shown] == [205, None]


def test_what_does_not_stand_has_no_energy_and_nothing_is_counted_from_it():
    rejected = entry(AUGUST, 999, Source.CLIENT, Status.REJECTED)
    found = [entry(JULY, 100), rejected, entry(SEPTEMBER, 110)]
    shown = history_of(place(), found, JULY.end(MOSCOW)).entries
    assert [each.energy for each in shown] == [205, None]


def test_a_draft_stands_above_what_was_sent():
    draft = Entry(AUGUST, AUGUST.end(MOSCOW), Source.CLIENT, None, None, typed="много", mine=True)
    sent = [entry(AUGUST, 110, Source.CLIENT, Status.CORRECTED, version=n) for n in (1, 2)]
    shown = history_of(place(), [*sent, draft], JULY.start(MOSCOW)).entries
    assert [(each.status, each.version) for each in shown] == [(None, 0), ("corrected", 2), ("corrected", 1)]


@pytest.mark.parametrize("first", [True, False])
def test_what_was_read_before_it_came_is_anothers(first):
    stood = place(since=SEPTEMBER, first=first)
    assert not stood.holds(entry(JULY))
    assert stood.holds(entry(AUGUST, source=Source.OPENING))
    assert stood.holds(entry(AUGUST, mine=True)) is first
    assert stood.holds(entry(JULY, mine=True)) is first


@pytest.mark.parametrize("last", [True, False])
def test_what_was_read_after_it_went_is_anothers_unless_the_client_sent_it(last):
    stood = place(until=SEPTEMBER, last=last)
    assert stood.holds(entry(AUGUST))
    assert not stood.holds(entry(AUGUST, source=Source.OPENING))
    assert not stood.holds(entry(SEPTEMBER))
    assert stood.holds(entry(SEPTEMBER, mine=True)) is last


def test_the_first_reading_of_a_place_is_counted_from_nothing():
    found = [entry(JULY, 90), entry(AUGUST, 100, Source.OPENING), entry(SEPTEMBER, 110)]
    shown = history_of(place(since=SEPTEMBER), found, JULY.start(MOSCOW)).entries
    assert [(each.value, each.energy) for each in shown] == [(110, 205), (100, None)]
