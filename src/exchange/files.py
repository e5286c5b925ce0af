"""Reading one file of a delivery: first whole, against its manifest line, then row by row.

The first pass touches every byte and changes nothing, so that a file which is refused whole has had no row loaded.
Memory is constant: the longest line and the longest field are limited.
"""

import codecs
import csv
import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self, TextIO

from src.domain.exchange import Reason
from src.exchange.nouns import Noun
from src.exchange.values import Reader, Unreadable

LINE_BYTES = 64 * 1024
_CHUNK = 1024 * 1024


class RefusedFile(ValueError):
    """The file is refused whole."""

    def __init__(self, reason: Reason, value: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


class Refusal(NamedTuple):
    """Why one row stays outside: `column` is empty where no single column is to blame."""

    line: int
    column: str
    reason: Reason
    value: str


class Read(NamedTuple):
    """A stretch of a file: the rows that have the form of their noun, the line of each, the refused, and how many
    records were consumed in all."""

    rows: list[Any]
    lines: list[int]
    refused: list[Refusal]
    records: int


def check_file(path: Path, noun: Noun, rows: int, sha256: str) -> None:
    """Compare encoding, header, count and digest; RefusedFile says which differs."""
    with path.open("rb") as file:
        digest, lines, plain = _measure(file)
    if digest != sha256:
        raise RefusedFile(Reason.OTHER_DIGEST)
    try:
        with _open_text(path) as text:
            header, count = _count(text, lines if plain else None)
    except csv.Error:
        raise RefusedFile(Reason.NOT_CSV) from None
    if header != noun.columns:
        raise RefusedFile(Reason.OTHER_HEADER, ";".join(header))
    if count != rows:
        raise RefusedFile(Reason.OTHER_COUNT, str(count))


class RowReader:
    """Stretches of a checked file, after its first `skip` records; a context that closes the file."""

    def __init__(self, path: Path, noun: Noun, skip: int) -> None:
        self._file = _open_text(path)
        self._records = csv.reader(self._file, delimiter=";", strict=True)
        self._noun = noun
        self._columns = [
            (column, reader, column in noun.empty, noun.empty.get(column))
            for column, reader in zip(noun.columns, noun.readers, strict=True)
        ]
        for _ in islice(self._records, skip + 1):
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int) -> Read:
        """The next `size` records or as many as there are; `records` 0 is the end."""
        rows, lines, refused, count = [], [], [], 0
        make, columns, records = self._noun.row._make, self._columns, self._records
        for fields in islice(records, size):
            count += 1
            row = _typed(fields, columns, records.line_num)
            if type(row) is Refusal:
                refused.append(row)
            else:
                rows.append(make(row))
                lines.append(records.line_num)
        return Read(rows, lines, refused, count)


def _typed(fields: list[str], columns: list[tuple[str, Reader, bool, Any]], line: int) -> list[Any] | Refusal:
    if len(fields) != len(columns):
        return Refusal(line, "", Reason.FIELD_COUNT, str(len(fields)))
    row = []
    for text, (column, reader, may_be_empty, empty) in zip(fields, columns, strict=True):
        if text:
            try:
                row.append(reader(text))
            except Unreadable as error:
                return Refusal(line, column, error.reason, text)
        elif may_be_empty:
            row.append(empty)
        else:
            return Refusal(line, column, Reason.EMPTY, "")
    return row


def _open_text(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


def _measure(file: BinaryIO) -> tuple[str, int, bool]:
    """Digest, number of lines, and whether every record is one line; refuses a wrong encoding and endless lines."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    lines, tail, plain, chunk = 0, 0, True, b" "
    while chunk:
        chunk = file.read(_CHUNK)
        digest.update(chunk)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            raise RefusedFile(Reason.NOT_UTF8) from None
        plain = plain and b'"' not in chunk and b"\r" not in chunk
        pieces = chunk.split(b"\n")
        if max(tail + len(pieces[0]), max(map(len, pieces))) > LINE_BYTES:
            raise RefusedFile(Reason.LONG_LINE, str(lines + 1))
        tail = len(pieces[-1]) if len(pieces) > 1 else tail + len(chunk)
        lines += len(pieces) - 1
    return digest.hexdigest(), lines + (tail > 0), plain


def _count(text: TextIO, lines: int | None) -> tuple[tuple[str, ...], int]:
    """Header and number of records after it; `lines` is known where a record is a line."""
    source = _Bounded(text)
    records = csv.reader(source, delimiter=";", strict=True)
    header = tuple(next(records, []))
    if lines is not None:
        return header, max(lines - 1, 0)
    count = 0
    for _ in records:
        count += 1
        source.taken = 0
    return header, count


class _Bounded:
    """Lines of a text, for a reader whose record may span many of them: at most so much between two records."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken = 0
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        if self.taken > LINE_BYTES:
            raise RefusedFile(Reason.LONG_LINE)
        return line
