"""Windows for readings: one open around the moment, those before it closed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from src.demo.calendar import add_calendar
from src.demo.plan import HALF_OF_MONTH, Plan, contract_key
from src.demo.tariffs import add_tariffs
from src.domain.periods import Period
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_EVERYONE = "*"


def write_windows(inbox: Path, plan: Plan) -> Path | None:
    """A small delivery of windows, prices and days off, once a day; None where this day's is there already."""
    name = f"windows-{plan.day_from_now(0)}"
    if (inbox / name).exists():
        return None
    with DeliveryWriter(inbox, name) as delivery:
        add_windows(delivery, plan)
    return delivery.path


def add_windows(delivery: DeliveryWriter, plan: Plan) -> None:
    """For all: last period's closed, this one's open. Contracts of a closed shape had an earlier end of their own. The
    prices of the periods, days off and key rates come with them."""
    period, table = plan.open_period, delivery.table(nouns.WINDOWS)
    before = period.previous
    rows = [(_EVERYONE, before, _at(plan, before, 23), _at(plan, before.next, 2))]
    rows.append((_EVERYONE, period, *_open(plan)))
    opened = _open(plan)[0]
    rows += [(contract_key(i), period, opened, _midnight(plan)) for i in plan.indexes() if plan.shape(i).window_closed]
    for row in rows:
        table.write((*row, False))
    add_tariffs(delivery, plan)
    add_calendar(delivery, plan)


def _open(plan: Plan) -> tuple[datetime, datetime]:
    period = plan.open_period
    if Period.containing(plan.now, plan.zone) == period:
        return _at(plan, period, HALF_OF_MONTH), _at(plan, period.next, 2)
    return _at(plan, period, 23), _at(plan, period.next, HALF_OF_MONTH + 5)


def _midnight(plan: Plan) -> datetime:
    """The beginning of this day: by now it is past."""
    return plan.now.astimezone(plan.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _at(plan: Plan, period: Period, day: int) -> datetime:
    return datetime(period.year, period.month, day, tzinfo=plan.zone)
