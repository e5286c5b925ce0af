"""Writing a delivery: under a name ending in `.tmp`, the manifest last, then renamed."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Self

from src.exchange.enclosed import FILES
from src.exchange.folders import MANIFEST, MANIFEST_COLUMNS, digest_there, manifest_digest
from src.exchange.nouns import Noun
from src.exchange.table import TableWriter


class AnotherDelivery(RuntimeError):
    """A delivery of this name is there already and says something else."""


class DeliveryWriter:
    """A delivery in the making; leaving the context without an error makes it appear under its name, whole.

    Where the same delivery is there already, it stays; where another one is, AnotherDelivery is raised.
    """

    def __init__(self, parent: Path, name: str) -> None:
        self.path = parent / name
        self._making = parent / f"{name}.tmp"
        self._files: dict[str, TableWriter] = {}
        self._kept: dict[str, str] = {}
        self._digest = ""

    def __enter__(self) -> Self:
        shutil.rmtree(self._making, ignore_errors=True)
        self._making.mkdir(parents=True)
        return self

    def table(self, noun: Noun) -> TableWriter:
        """The file of this noun; it is there, empty or not, once it was asked for."""
        if noun.file not in self._files:
            self._files[noun.file] = TableWriter(self._making / noun.file, noun.columns)
        return self._files[noun.file]

    def file(self, name: str, data: bytes) -> None:
        """A file as it is, in the folder of files; the manifest names it with no rows."""
        folder = self._making / FILES
        folder.mkdir(exist_ok=True)
        with (folder / name).open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        self._kept[f"{FILES}/{name}"] = hashlib.sha256(data).hexdigest()

    def seal(self) -> str:
        """Nothing is added any more, and all of it is on the disk; what leaving the context will make appear is known
        by this digest of its manifest."""
        if not self._digest:
            self._write_manifest()
            self._digest = manifest_digest(self._making)
        return self._digest

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.seal()
            self._appear()
            return
        for table in self._files.values():
            table.abandon()
        shutil.rmtree(self._making, ignore_errors=True)

    def _write_manifest(self) -> None:
        manifest = TableWriter(self._making / MANIFEST, MANIFEST_COLUMNS)
        for name, table in self._files.items():
            digest = table.close()
            manifest.write((name, table.rows, digest))
        for name, digest in self._kept.items():
            manifest.write((name, 0, digest))
        manifest.close()
        if self._kept:
            sync_folder(self._making / FILES)
        sync_folder(self._making)

    def _appear(self) -> None:
        if self.path.exists():
            self._compare()
            shutil.rmtree(self._making)
        else:
            self._making.rename(self.path)
            sync_folder(self.path.parent)

    def _compare(self) -> None:
        """The manifest holds the digests of everything else."""
        if digest_there(self.path) != self._digest:
            raise AnotherDelivery(str(self.path))


def sync_folder(path: Path) -> None:
    """A rename or a new file survives a power cut only when its folder is written too."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
