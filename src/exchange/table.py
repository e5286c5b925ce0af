"""One file of a delivery in the making.

The files are for machines: values go out exactly as they are, quoted by RFC 4180 where they must be, and nothing is
put before a text that a spreadsheet would take for a formula.
"""

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from src.exchange.values import as_text

_BUFFER_CHARACTERS = 256 * 1024


class TableWriter:
    """One file of rows; text passes as it is, other values by `as_text`."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()
        self._file = path.open("wb")
        self._buffer = io.StringIO(newline="")
        self._csv = csv.writer(self._buffer, delimiter=";", lineterminator="\n")
        self._csv.writerow(columns)

    def write(self, row: Iterable[object]) -> None:
        self.write_texts([[as_text(value) for value in row]])

    def write_texts(self, rows: Sequence[Sequence[str]]) -> None:
        """Many rows of finished texts at once."""
        self._csv.writerows(rows)
        self.rows += len(rows)
        if self._buffer.tell() > _BUFFER_CHARACTERS:
            self._flush()

    def close(self) -> str:
        """Bring everything to the disk and give the digest."""
        self._flush()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._digest.hexdigest()

    def abandon(self) -> None:
        self._file.close()

    def _flush(self) -> None:
        data = self._buffer.getvalue().encode()
        self._buffer.seek(0)
        self._buffer.truncate()
        self._digest.update(data)
        self._file.write(data)
