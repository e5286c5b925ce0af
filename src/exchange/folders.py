"""Delivery folders: which are ready, what their manifest says, who may work in them now.

A folder is ready when its name does not end in `.tmp` and it holds a manifest: both are made last.
"""

import csv
import fcntl
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from src.domain.exchange import Reason
from src.exchange.enclosed import FILES, Enclosed, legible, names_in

MANIFEST = "manifest.csv"
REPORT = "report.csv"
GROWING_REPORT = REPORT + ".part"
OURS = {MANIFEST, REPORT, GROWING_REPORT}
MANIFEST_COLUMNS = ["file", "rows", "sha256"]
_MANIFEST_BYTES = 2**20
NAME_LENGTH = 200


class BrokenManifest(ValueError):
    """The manifest cannot be read, so nothing of the delivery can."""

    reason = Reason.BROKEN_MANIFEST


class FolderBusy(RuntimeError):
    """Another process works in this folder."""


@dataclass(frozen=True, slots=True)
class ManifestLine:
    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A ready folder. `digest` is that of the manifest, which names the digests of all files."""

    path: Path
    digest: str
    lines: tuple[ManifestLine, ...]

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def enclosed(self) -> Enclosed:
        return Enclosed(self.path, [(line.file, line.sha256) for line in self.lines])

    def files_on_disk(self) -> tuple[str, ...]:
        """Names of what lies in the folder and in `files/`, our own report and the manifest left out."""
        own = [legible(path.name) for path in self.path.iterdir() if path.name not in OURS and path.is_file()]
        found = [*own, *(f"{FILES}/{name}" for name in names_in(self.path))]
        return tuple(sorted(found))


def ready_folders(inbox: Path) -> list[Path]:
    """In the order of their names: that is the order in which a supplier numbers them."""
    if not inbox.is_dir():
        return []
    return sorted(
        path
        for path in inbox.iterdir()
        if not path.name.startswith(".")
        and not path.name.endswith(".tmp")
        and len(path.name) <= NAME_LENGTH
        and (path / MANIFEST).is_file()
    )


def open_delivery(path: Path) -> Delivery:
    with (path / MANIFEST).open("rb") as file:
        raw = file.read(_MANIFEST_BYTES + 1)
    digest = hashlib.sha256(raw).hexdigest()
    try:
        return Delivery(path, digest, _lines(raw))
    except (ValueError, csv.Error) as error:
        raise BrokenManifest from error


def manifest_digest(path: Path) -> str:
    """The digest even of a manifest that cannot be read."""
    with (path / MANIFEST).open("rb") as file:
        return hashlib.sha256(file.read(_MANIFEST_BYTES + 1)).hexdigest()


def digest_there(path: Path) -> str:
    """The same, '' where no delivery lies there."""
    return manifest_digest(path) if (path / MANIFEST).is_file() else ""


def _lines(raw: bytes) -> tuple[ManifestLine, ...]:
    if len(raw) > _MANIFEST_BYTES:
        raise ValueError("longer than any manifest")
    records = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
    if next(records, []) != MANIFEST_COLUMNS:
        raise ValueError("other columns")
    return tuple(ManifestLine(file, _rows(file, rows), sha256.lower()) for file, rows, sha256 in records)


def _rows(file: str, rows: str) -> int:
    """An enclosed file has none: nothing or 0 is written there."""
    return int(rows or 0) if file.startswith(f"{FILES}/") else int(rows)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One process at a time works in a folder; the lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderBusy(str(folder)) from None
        yield
