"""The supplier's billing, on the other side of the exchange folder."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from src.demo import identifiers
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter
from tests.e2e.waiting import eventually

FIRST = 700_000
"""Parties of the demo have smaller numbers."""
STOCK = 12
"""Contracts of one delivery."""


@dataclass(frozen=True)
class Contract:
    """What a newcomer knows of it, and the registers as billing calls them."""

    key: str
    index: int
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
        self._stock: dict[tuple[str, ...], list[Contract]] = {}

    def open_a_contract(self, *last_values: str) -> Contract:
        """A contract with one object and a working meter for each of the values, which were read a month ago.

        It comes in a delivery of its own, which the portal takes in within seconds; then its sheets are made.
        """
        return self._deliver([last_values])[0]

    def a_contract(self, *last_values: str) -> Contract:
        """As `open_a_contract`, out of a stock that was delivered at once: nobody waits for each."""
        stock = self._stock.setdefault(last_values, [])
        if not stock:
            stock += self._deliver([last_values] * STOCK)
        return stock.pop()

    def _deliver(self, wanted: list[tuple[str, ...]]) -> list[Contract]:
        contracts = [_invent(next(self._numbers), len(values)) for values in wanted]
        name = f"e2e-{contracts[0].key}"
        period, start = self._period()
        with self._delivering(name) as delivery:
            for contract, values in zip(contracts, wanted, strict=True):
                _write_directory(delivery, contract)
                _write_invoice(delivery, contract, period)
                for number, value in enumerate(values, 1):
                    _write_meter(delivery, contract, number)
                    row = (f"{contract.key}-R{number}", start, "billing", value, "in_calculation", "", "", "0")
                    delivery.table(nouns.READINGS).write(row)
        return contracts

    def received(self, receipt: str) -> tuple[Path, list[dict[str, str]]]:
        """The delivery in `out/` that brings this receipt, and its rows; waits until it is there."""
        eventually(lambda: bool(self._rows_of(receipt)), f"nothing in out/ brings {receipt}")
        return self._rows_of(receipt)[0]

    def acknowledge(self, delivery: Path) -> None:
        delivery.with_suffix(".ack").touch()

    def replace_meter(self, contract: Contract, value: str) -> str:
        """On the ninth the contract's meter went, at this value, and another came, of which only that is told; the
        serial of that one."""
        key, day, serial = contract.key, f"{self._period()[0]}-09", f"{contract.index}9"
        row = (contract.registers[0], f"{day}T00:00:00+03:00", "billing", value, "in_calculation", "", "", "0")
        with self._delivering(f"e2e-{key}-replaced") as delivery:
            delivery.table(nouns.METERS).write((f"{key}-M9", serial, "Меркурий 230", "2039-01-01", "working", "0", "0"))
            installed = delivery.table(nouns.INSTALLATIONS)
            installed.write((f"{key}-1", f"{key}-M1", "2024-01-01", day, "10", "0"))
            installed.write((f"{key}-1", f"{key}-M9", day, "", "10", "0"))
            delivery.table(nouns.REGISTERS).write((f"{key}-R9", f"{key}-M9", "T0", "A+", "6", "0", "0"))
            delivery.table(nouns.READINGS).write(row)
        return serial

    def break_meter(self, contract: Contract, number: int) -> None:
        """From now on it is faulty."""
        meter, serial = f"{contract.key}-M{number}", contract.serials[number - 1]
        row = (meter, serial, "Меркурий 230", "2039-01-01", "faulty", "0", "0")
        with self._delivering(f"e2e-{contract.key}-broken") as delivery:
            delivery.table(nouns.METERS).write(row)

    def take_into_calculation(self, sent: dict[str, str]) -> None:
        """What a row of `out/` brought."""
        said = [sent[name] for name in ("register", "as_of", "source", "value")]
        with self._delivering(f"e2e-{sent['receipt']}-counted") as delivery:
            delivery.table(nouns.READINGS).write((*said, "in_calculation", "", sent["receipt"], "0"))

    def ask_for_payment(self, contract: Contract, order: str, roubles: str) -> None:
        """The supplier has taken up an order of the portal, which waits for its payment."""
        day = f"{self._period()[0]}-09"
        told = ("S12", day, "awaiting_payment", roubles, "С-77", day, "", "0")
        with self._delivering(f"e2e-{contract.key}-order") as delivery:
            delivery.table(nouns.SERVICE_ORDERS).write((order, contract.key, order, *told))

    def answer(self, appeal: str, contract_key: str, status: str, text: str) -> None:
        """What the supplier says to an appeal, once its delivery in `out/` is there."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._delivering(f"e2e-{appeal}-{status}") as delivery:
            delivery.table(nouns.APPEALS).write((appeal, contract_key, status, text, at, "", "0"))

    @contextmanager
    def _delivering(self, name: str) -> Iterator[DeliveryWriter]:
        """A delivery that the portal takes in whole, before this ends."""
        with DeliveryWriter(self._inbox, name) as delivery:
            yield delivery
        report = self._inbox / name / "report.csv"
        eventually(report.exists, f"{name} was not taken in")
        assert report.read_text(encoding="utf-8").count("\n") == 1, report.read_text(encoding="utf-8")

    def _rows_of(self, receipt: str) -> list[tuple[Path, list[dict[str, str]]]]:
        brought = sorted(self._outbox.glob(f"{'[0-9]' * 6}/{nouns.SENT_READINGS.file}"))  # others bring other things
        found = ((file.parent, [row for row in read_rows(file) if row["receipt"] == receipt]) for file in brought)
        return [(folder, ours) for folder, ours in found if ours]

    def _period(self) -> tuple[str, str]:
        """The period whose window is open, and the instant at which it began."""
        period = max(row["period"] for row in read_rows(self._inbox / "demo" / "windows.csv"))
        return period, f"{period}-01T00:00:00+03:00"


def _invent(index: int, meters: int) -> Contract:
    key = f"E{index}"
    return Contract(
        key=key,
        index=index,
        number=f"{index}-Э",
        inn=identifiers.inn_of_legal_entity(index),
        kpp=identifiers.kpp(index),
        invoice_number=f"Э-{index}/1",
        invoice_sum="48210.55",
        email=f"buh{index}@client.example",
        registers=tuple(f"{key}-R{number}" for number in range(1, meters + 1)),
        serials=tuple(f"{index}{number}" for number in range(1, meters + 1)),
    )


def _write_directory(delivery: DeliveryWriter, contract: Contract) -> None:
    key, name, ogrn = contract.key, f"ООО «Новосёл № {contract.index}»", identifiers.ogrn(contract.index)
    address = "601404, г. Ветрогорск, ул. Новая, д. 1"
    delivery.table(nouns.PARTIES).write((
        f"{key}-P", "legal", name, contract.inn, contract.kpp, ogrn, address, "0",
    ))  # fmt: skip
    delivery.table(nouns.CONTRACTS).write((
        key, f"{key}-P", contract.number, "2020-01-01", "", "1", "0", contract.email, "", "B1", "K1", "0",
    ))  # fmt: skip
    delivery.table(nouns.OBJECTS).write((f"{key}-O", key, "Пекарня", address, "0"))


def _write_invoice(delivery: DeliveryWriter, contract: Contract, period: str) -> None:
    number, total, due = contract.invoice_number, contract.invoice_sum, f"{period}-18"
    row = (f"{contract.key}-I", contract.key, number, f"{period}-05", period, total, "0", due, "0")
    delivery.table(nouns.INVOICES).write(row)


def _write_meter(delivery: DeliveryWriter, contract: Contract, number: int) -> None:
    key, point, meter = contract.key, f"{contract.key}-{number}", f"{contract.key}-M{number}"
    code = f"77{contract.index:08}{number:05}"
    delivery.table(nouns.POINTS).write((
        point, f"{key}-O", code, f"Ввод {number}", "15", "NN", "1", "0", "0", "1", "0",
    ))  # fmt: skip
    serial = contract.serials[number - 1]
    delivery.table(nouns.METERS).write((meter, serial, "Меркурий 230", "2039-01-01", "working", "0", "0"))
    delivery.table(nouns.INSTALLATIONS).write((point, meter, "2024-01-01", "", "10", "0"))
    delivery.table(nouns.REGISTERS).write((contract.registers[number - 1], meter, "T0", "A+", "6", "0", "0"))


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
