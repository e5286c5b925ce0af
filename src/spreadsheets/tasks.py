"""What a child of the workshop can be asked to do with workbooks: plain arguments and answers; a refusal is one."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from src.domain.workbooks import CellFault, FileFault, Mark, ReadSheet, SheetHead, SheetRow, TypedCell, WorkbookRefused
from src.spreadsheets.mark import mark
from src.spreadsheets.reading import read
from src.spreadsheets.table import write_tables
from src.spreadsheets.writing import write

READ, WRITE, MARK, TABLES = "readings.read", "readings.write", "readings.mark", "tables.write"


STRETCH = 100
"""Rows that go to a child or come from it at once: a fraction of a millisecond of the event loop."""
T = TypeVar("T")


def stretches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + STRETCH] for start in range(0, len(rows), STRETCH))


class Unanswered(ValueError):
    """The answer has another shape than the task's: whoever gave it is not to be believed."""


def _read(source: str) -> Generator[Sequence[TypedCell], None, dict[str, Any]]:
    try:
        found = read(Path(source))
    except WorkbookRefused as refusal:
        return _refused(refusal)
    yield from stretches(found.cells)
    return {**found._asdict(), "cells": len(found.cells)}


def _write(target: str, head: dict[str, Any], told: Iterable[list[list[Any]]]) -> dict[str, Any]:
    return {"registers": write(Path(target), SheetHead(**head), (SheetRow(*row) for row in chain.from_iterable(told)))}


def _mark(source: str, target: str, told: Iterable[list[list[str]]]) -> dict[str, Any]:
    try:
        return {"marked": mark(Path(source), Path(target), (Mark(*each) for each in chain.from_iterable(told)))}
    except WorkbookRefused as refusal:
        return _refused(refusal)


def _tables(source: str, target: str, far: str) -> dict[str, Any]:
    return {"rows": write_tables(Path(source), Path(target), Path(far))}


def _refused(refusal: WorkbookRefused) -> dict[str, Any]:
    return {"refused": str(refusal.fault), "place": refusal.place}


TASKS: dict[str, Callable[..., Any]] = {
    READ: _read,
    WRITE: _write,
    MARK: _mark,
    TABLES: _tables,
}


class Reading:
    """What `readings.read` says, believed piece by piece only in its shape."""

    def __init__(self) -> None:
        self._cells = list[TypedCell]()

    def hear(self, cells: Any) -> None:
        """A stretch of cells; raises Unanswered."""
        try:
            self._cells += [_cell_in(*cell) for cell in cells]
        except (TypeError, ValueError) as error:
            raise Unanswered from error

    def sheet(self, answer: Mapping[str, Any]) -> ReadSheet:
        """All of it; raises WorkbookRefused as the reading did, Unanswered when it is no answer at all."""
        raise_refusal(answer)
        try:
            words = ("contract", "period", "version", "name", "registers")
            contract, period, version, name, registers = (answer[word] for word in words)
        except LookupError as error:
            raise Unanswered from error
        if not (all(map(_whole, (contract, version, registers))) and isinstance(period, str) and isinstance(name, str)):
            raise Unanswered
        if answer.get("cells") != len(self._cells):
            raise Unanswered
        return ReadSheet(contract, period, version, name, registers, self._cells)


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
