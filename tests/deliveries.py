"""Deliveries of billing for tests: rows as they stand in the files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from src.exchange.nouns import INCOMING
from src.exchange.report import COLUMNS
from src.exchange.writing import DeliveryWriter

DIRECTORY = {
    "parties": ["P1;legal;ООО «Вега»;7736520080;772901001;1057746557329;Москва;0"],
    "branches": ["B1;Отделение;Орлов;Москва;1;;0"],
    "curators": ["K1;Зуев;2;0"],
    "contracts": ["C1;P1;97000001;2020-01-15;;1;0;;;B1;K1;0", "C2;P1;97000002;2020-01-15;;1;0;;;B1;K1;0"],
    "objects": ["O1;C1;Склад;Москва;0"],
    "points": ["T1;O1;770000000000101;Ввод 1;150;NN;1;;;;0"],
    "meters": ["M1;00123456;Меркурий;2030-01-01;working;0;0", "M2;00123457;Меркурий;;working;0;0"],
    "installations": ["T1;M1;2020-01-15;;40;0"],
    "registers": ["R1;M1;T0;A+;6;1;0", "R2;M2;T0;A+;6;0;0"],
}
"""Two contracts; the first has an object with one meter, the second meter lies in store."""


def deliver(inbox: Path, name: str, *, files: Mapping[str, bytes] | None = None, **tables: list[str]) -> Path:
    """Rows are texts with `;` between the fields; `files` lie beside them."""
    with DeliveryWriter(inbox, name) as delivery:
        for file, data in (files or {}).items():
            delivery.file(file, data)
        for noun in INCOMING:
            if noun.name in tables:
                delivery.table(noun).write_texts([row.split(";") for row in tables[noun.name]])
    return delivery.path


def report(folder: Path) -> list[str]:
    """The lines of the report behind its header, without quotes."""
    text = (folder / "report.csv").read_text(encoding="utf-8")
    header, *lines = csv.reader(text.splitlines(), delimiter=";", strict=True)
    assert header == list(COLUMNS)
    return [";".join(line) for line in lines]
