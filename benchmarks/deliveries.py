"""Deliveries to load: the directory first, then so many readings of it, once and once more under another name."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from src.demo.delivery import write_delivery
from src.demo.plan import Plan
from src.exchange.nouns import INCOMING, READINGS, Noun
from src.exchange.writing import DeliveryWriter

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Moscow")
_READINGS_A_CONTRACT = 15
_SLICE = 10_000


@dataclass(frozen=True, slots=True)
class Inboxes:
    directory: Path
    readings: Path
    again: Path


def make_deliveries(folder: Path, rows: int) -> Inboxes:
    made = write_delivery(folder / "made", "1", Plan(NOW, ZONE, contracts=rows // _READINGS_A_CONTRACT))
    inboxes = Inboxes(folder / "directory", folder / "readings", folder / "again")
    with DeliveryWriter(inboxes.directory, "0") as delivery:
        for noun in INCOMING:
            if noun is not READINGS:
                _copy(made, delivery, noun, None)
    with DeliveryWriter(inboxes.readings, "1") as delivery:
        _copy(made, delivery, READINGS, rows)
    shutil.copytree(inboxes.readings / "1", inboxes.again / "2")
    shutil.rmtree(made)
    return inboxes


def _copy(made: Path, delivery: DeliveryWriter, noun: Noun, limit: int | None) -> None:
    table = delivery.table(noun)
    with (made / noun.file).open(encoding="utf-8", newline="") as file:
        records = islice(csv.reader(file, delimiter=";"), 1, limit and limit + 1)
        while some := list(islice(records, _SLICE)):
            table.write_texts(some)
    assert limit is None or table.rows == limit, f"only {table.rows} rows were made"
