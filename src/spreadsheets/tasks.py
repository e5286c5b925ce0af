"""What a child of the workshop can be asked to do with workbooks: plain arguments and answers; a refusal is one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from src.domain.workbooks import CellFault, FileFault, Mark, ReadSheet, SheetHead, SheetRow, TypedCell, WorkbookRefused
from src.spreadsheets.mark import mark
from src.spreadsheets.reading import read
from src.spreadsheets.table import write_tables
from src.spreadsheets.writing import write

READ, WRITE, MARK, TABLES = "readings.read", "readings.write", "readings.mark", "tables.write"


class Unanswered(ValueError):
    """The answer has another shape than the task's: whoever gave it is not to be believed."""


def _read(source: str) -> dict[str, Any]:
    try:
        found = read(Path(source))
    except WorkbookRefused as refusal:
        return _refused(refusal)
    return {**found._asdict(), "cells": [list(cell) for cell in found.cells]}


def _write(target: str, head: dict[str, Any], rows: list[list[Any]]) -> dict[str, Any]:
    return {"registers": write(Path(target), SheetHead(**head), (SheetRow(*row) for row in rows))}


def _mark(source: str, target: str, marks: list[list[str]]) -> dict[str, Any]:
    try:
        return {"marked": mark(Path(source), Path(target), (Mark(*each) for each in marks))}
    except WorkbookRefused as refusal:
        return _refused(refusal)


def _tables(source: str, target: str, told: str) -> dict[str, Any]:
    return {"rows": write_tables(Path(source), Path(target), Path(told))}


def _refused(refusal: WorkbookRefused) -> dict[str, Any]:
    return {"refused": str(refusal.fault), "place": refusal.place}


TASKS: dict[str, Callable[..., dict[str, Any]]] = {READ: _read, WRITE: _write, MARK: _mark, TABLES: _tables}


def sheet_in(answer: Mapping[str, Any]) -> ReadSheet:
    """What `readings.read` found; raises WorkbookRefused as the reading did, Unanswered when it is no answer at all."""
    raise_refusal(answer)
    try:
        cells = tuple(_cell_in(*cell) for cell in answer["cells"])
        words = ("contract", "period", "version", "name", "registers")
        contract, period, version, name, registers = (answer[word] for word in words)
    except (LookupError, TypeError, ValueError) as error:
        raise Unanswered from error
    if not (all(map(_whole, (contract, version, registers))) and isinstance(period, str) and isinstance(name, str)):
        raise Unanswered
    return ReadSheet(contract, period, version, name, registers, cells)


def raise_refusal(answer: Mapping[str, Any]) -> None:
    if "refused" in answer:
        try:
            raise WorkbookRefused(FileFault(answer["refused"]), str(answer.get("place", ""))[:200])
        except ValueError as error:
            raise Unanswered from error


def lines_told(told: Path) -> int:
    """How many rows `tables.write` has written by now, as far as it has said."""
    try:
        text = told.read_text(encoding="ascii")[:9]
    except (OSError, ValueError):
        return 0
    return int(text) if text.isdecimal() else 0


def _cell_in(row: Any, cell: Any, key: Any, serial: Any, typed: Any, fault: Any, seen: Any) -> TypedCell:
    if not _whole(row) or not all(isinstance(text, str) for text in (cell, key, serial, typed, seen)):
        raise Unanswered
    return TypedCell(row, cell, key, serial, typed, CellFault(fault) if fault is not None else None, seen)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
