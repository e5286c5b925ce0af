"""report.csv: what of a delivery was refused, and why. It is there when the delivery has ended: until then it grows
under the name `report.csv.part`, and is cut back after a break."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path

from src.exchange.files import Refusal
from src.exchange.folders import GROWING_REPORT, REPORT

COLUMNS = ("file", "line", "column", "reason", "value")
VALUE_LENGTH = 500


class Report:
    """Opened at the length that the base remembers: what was written after it belongs to rows that come again."""

    def __init__(self, folder: Path, length: int) -> None:
        self._path, self._growing = folder / REPORT, folder / GROWING_REPORT
        if self._path.exists():  # broken off between the end of the report and the word of the base
            self._path.replace(self._growing)
        self._growing.touch()
        self._file = self._growing.open("r+b")
        self._file.truncate(min(length, self._file.seek(0, os.SEEK_END)))
        self.length = self._file.seek(0, os.SEEK_END)
        if not self.length:
            self._write([COLUMNS])

    def __enter__(self) -> Report:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, refused: Iterable[tuple[str, Refusal]]) -> None:
        """Refusals with the names of their files."""
        self._write(_row(file, refusal) for file, refusal in refused)

    def sync(self) -> None:
        """Before the base remembers the new length, the bytes are on the disk."""
        os.fsync(self._file.fileno())

    def end(self) -> None:
        """The delivery has ended: who waits for the report finds it whole."""
        self.sync()
        self._growing.replace(self._path)

    def _write(self, rows: Iterable[Iterable[object]]) -> None:
        self._file.write(_text(rows).encode())
        self._file.flush()
        self.length = self._file.tell()


def add_once(folder: Path, file: str, refusal: Refusal) -> bool:
    """Put this refusal below what the report says of an earlier loading; False when it ends with it already."""
    line = _text([_row(file, refusal)]).encode()
    with (folder / REPORT).open("a+b") as report:
        length = report.seek(0, os.SEEK_END)
        report.seek(max(length - len(line), 0))
        if (tail := report.read()) == line:
            return False
        if not length:
            report.write(_text([COLUMNS]).encode())
        elif not tail.endswith(b"\n"):  # a loading was broken off within a line
            report.write(b"\n")
        report.write(line)
    return True


def _row(file: str, refusal: Refusal) -> Iterable[object]:
    """Line 0 stands for the whole file and is written empty."""
    return file, refusal.line or "", refusal.column, refusal.reason.value, refusal.value[:VALUE_LENGTH]


def _text(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()
