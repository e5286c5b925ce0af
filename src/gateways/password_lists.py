"""The passwords that everybody tries first: bundled words, and a file of leaked ones."""

import gzip
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

LONGEST_LINE = 64


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """The bundled lists, folded; about 20,000 words, 2 MB."""
    folder = files("src.gateways") / "lists"
    english = gzip.decompress((folder / "common-passwords.txt.gz").read_bytes()).decode()
    russian = (folder / "common-passwords-ru.txt").read_text(encoding="utf-8")
    return frozenset((english + russian).split("\n")) - {""}


def has_line(path: Path, digest: str) -> bool:
    """Binary search for a line that begins with `digest` in a sorted file of any size: some thirty reads."""
    wanted = digest.encode()
    with path.open("rb") as file:
        low, high = 0, path.stat().st_size
        while low < high:  # the line that begins at or after `low`, before `high`
            middle = (low + high) // 2
            line = _line_after(file, middle)
            if line and line[: len(wanted)] < wanted:
                low = middle + 1
            else:
                high = middle
        return _line_after(file, low).startswith(wanted)


def _line_after(file: BinaryIO, position: int) -> bytes:
    """The first whole line that begins at `position` or later; b'' after the last."""
    file.seek(max(position - 1, 0))
    if position > 0:
        file.readline(LONGEST_LINE)
    return file.readline(LONGEST_LINE)
