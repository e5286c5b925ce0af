"""Files that are on the disk, bytes and name, before anybody hears of them."""

import hashlib
import os
import shutil
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def copy(source: Path, path: Path) -> str:
    """A copy for its owner alone, under a name that was free; the SHA-256 of its bytes, in hexadecimal."""
    with source.open("rb") as coming, open(os.open(path, _NEW, 0o600), "wb") as out:
        digest = hashlib.file_digest(coming, "sha256").hexdigest()
        coming.seek(0)
        shutil.copyfileobj(coming, out)
        out.flush()
        os.fsync(out.fileno())
    _settle_name(path)
    return digest


def rename(half: Path, path: Path) -> None:
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(path)
    _settle_name(path)


def _settle_name(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
