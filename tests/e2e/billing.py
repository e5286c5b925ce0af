"""The supplier's billing, on the other side of the exchange folder."""

import csv
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from src.demo import identifiers
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

FIRST = 700_000
"""Parties of the demo have smaller numbers."""


@dataclass(frozen=True)
class Contract:
    """What a newcomer knows of it, and the registers as billing calls them."""

    number: str
    inn: str
    kpp: str
    invoice_number: str
    invoice_sum: str
    email: str
    registers: tuple[str, ...]
    serials: tuple[str, ...]


class Billing:
    """Drops new contracts into `in/`, finds what was sent in `out/`, acknowledges it."""

    def __init__(self, exchange: Path) -> None:
        self._inbox, self._outbox = exchange / "in", exchange / "out"
        self._numbers = count(FIRST)

    def open_a_contract(self, *last_values: str) -> Contract:
        """A contract with one object and a working meter for each of the values, which were read a month ago."""
        index = next(self._numbers)
        key, name = f"E{index}", f"e2e-{index}"
        period, start = self._period()
        contract = Contract(
            f"{index}-Э", identifiers.inn_of_legal_entity(index), identifiers.kpp(index), f"Э-{index}/1", "48210.55",
            f"buh{index}@client.example", tuple(f"{key}-R{n}" for n in range(1, len(last_values) + 1)),
            tuple(f"{index}{n}" for n in range(1, len(last_values) + 1)),
        )  # fmt: skip
        with DeliveryWriter(self._inbox, name) as delivery:
            _write_directory(delivery, key, index, contract)
            for number, value in enumerate(last_values, 1):
                _write_meter(delivery, key, number)
                row = (f"{key}-R{number}", start, "billing", value, "in_calculation", "", "", "0")
                delivery.table(nouns.READINGS).write(row)
            row = (
                f"{key}-I",
                key,
                contract.invoice_number,
                f"{period}-05",
                period,
                contract.invoice_sum,
                "0",
                f"{period}-18",
                "0",
            )
            delivery.table(nouns.INVOICES).write(row)
        report = self._inbox / name / "report.csv"
        eventually(report.exists, f"{name} was not taken in")
        assert report.read_text(encoding="utf-8").count("\n") == 1, report.read_text(encoding="utf-8")
        return contract

    def received(self, receipt: str) -> tuple[Path, list[dict[str, str]]]:
        """The delivery in `out/` that brings this receipt, and its rows; waits until it is there."""
        eventually(lambda: bool(self._rows_of(receipt)), f"nothing in out/ brings {receipt}")
        return self._rows_of(receipt)[0]

    def acknowledge(self, delivery: Path) -> None:
        delivery.with_suffix(".ack").touch()

    def _rows_of(self, receipt: str) -> list[tuple[Path, list[dict[str, str]]]]:
        found = []
        for path in sorted(self._outbox.glob("[0-9]" * 6)):
            rows = read_rows(path / nouns.SENT_READINGS.file)
            if ours := [row for row in rows if row["receipt"] == receipt]:
                found.append((path, ours))
        return found

    def _period(self) -> tuple[str, str]:
        """The period whose window is open, and the instant at which it began."""
        period = max(row["period"] for row in read_rows(self._inbox / "demo" / "windows.csv"))
        return period, f"{period}-01T00:00:00+03:00"


def _write_directory(delivery: DeliveryWriter, key: str, index: int, contract: Contract) -> None:
    party = (f"{key}-P", "legal", f"ООО «Новосёл № {index}»", contract.inn, contract.kpp, identifiers.ogrn(index),
             "601404, г. Ветрогорск, ул. Новая, д. 1", "0")  # fmt: skip
    delivery.table(nouns.PARTIES).write(party)
    delivery.table(nouns.CONTRACTS).write((
        key,
        f"{key}-P",
        contract.number,
        "2020-01-01",
        "",
        "1",
        "0",
        contract.email,
        "+7 495 000-00-00",
        "B1",
        "K1",
        "0",
    ))
    delivery.table(nouns.OBJECTS).write((f"{key}-O", key, "Пекарня", "601404, г. Ветрогорск, ул. Новая, д. 1", "0"))


def _write_meter(delivery: DeliveryWriter, key: str, number: int) -> None:
    point, meter = f"{key}-{number}", f"{key}-M{number}"
    code = f"77{int(key[1:]):08}{number:05}"
    delivery.table(nouns.POINTS).write((point, f"{key}-O", code, f"Ввод {number}", "15", "NN", "1", "0", "0", "1", "0"))
    delivery.table(nouns.METERS).write((meter, f"{key[1:]}{number}", "Меркурий 230", "2039-01-01", "working", "0", "0"))
    delivery.table(nouns.INSTALLATIONS).write((point, meter, "2024-01-01", "", "10", "0"))
    delivery.table(nouns.REGISTERS).write((f"{key}-R{number}", meter, "T0", "A+", "6", "0", "0"))


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def eventually(happened: Callable[[], bool], otherwise: str) -> None:
    """Wait for what other processes do; half a minute at most."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)
