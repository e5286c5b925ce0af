"""Files that come with a delivery: they lie in its folder `files/`, the manifest names each with its digest.

Names come from outside: none leads out of the folder, no link is followed, nothing but a plain file is opened.
"""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from src.domain.enclosures import LARGEST
from src.domain.exchange import Reason
from src.exchange.files import RefusedFile
from src.exchange.values import is_file_name

FILES = "files"
MOST = 2_000
IN_ALL = 2**30
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


def is_enclosed(file: str) -> bool:
    """Whether a line of the manifest speaks of a file in the folder."""
    return file.startswith(f"{FILES}/")


def fault_of(file: str) -> Reason | None:
    """Of such a line, before anything is opened."""
    return None if is_file_name(file.removeprefix(f"{FILES}/")) else Reason.BAD_FILE_NAME


def legible(name: str) -> str:
    """A name as the disk has it, which need not be text."""
    return os.fsencode(name).decode(errors="replace")


def names_in(delivery: Path) -> list[str]:
    """What lies in the delivery's folder of files, as far as one delivery may have any."""
    try:
        opened = os.open(delivery / FILES, _FOLDER)
    except OSError:
        return []
    try:
        with os.scandir(opened) as found:
            return [legible(entry.name) for entry, _ in zip(found, range(2 * MOST), strict=False)]
    finally:
        os.close(opened)


class Enclosed:
    """The files of one delivery, by their names without the folder."""

    def __init__(self, delivery: Path, lines: Iterable[tuple[str, str]]) -> None:
        named = [(file.removeprefix(f"{FILES}/"), digest) for file, digest in lines if is_enclosed(file)]
        self._folder = delivery / FILES
        self._times = Counter(name for name, _ in named)
        self._digests = dict(named)
        self.too_many = len(named) > MOST or self._size() > IN_ALL

    def digest(self, name: str) -> str:
        """What the manifest says of this file; raises RefusedFile."""
        if self.too_many:
            raise RefusedFile(Reason.MANY_FILES)
        if self._times[name] > 1:
            raise RefusedFile(Reason.TWICE_IN_MANIFEST)
        if name not in self._digests:
            raise RefusedFile(Reason.FILE_NOT_LISTED)
        return self._digests[name]

    def read(self, name: str) -> bytes:
        """The bytes that the manifest tells of; raises RefusedFile."""
        digest = self.digest(name)
        try:
            data = self._open(name)
        except OSError as error:  # not there, a link, no folder
            raise RefusedFile(Reason.FILE_MISSING) from error
        if not 0 < len(data) <= LARGEST:
            raise RefusedFile(Reason.LARGE_FILE)
        if hashlib.sha256(data).hexdigest() != digest:
            raise RefusedFile(Reason.OTHER_DIGEST)
        return data

    def _open(self, name: str) -> bytes:
        folder = os.open(self._folder, _FOLDER)
        try:
            with open(os.open(name, _FILE, dir_fd=folder), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise FileNotFoundError(name)
                return file.read(LARGEST + 1)
        finally:
            os.close(folder)

    def _size(self) -> int:
        """Of all that are named and there."""
        size = 0
        for name in filter(is_file_name, self._times):
            path = self._folder / name
            size += path.lstat().st_size if os.path.lexists(path) else 0
        return size
