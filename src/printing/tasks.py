"""What a child of the workshop can be asked to print, and what it says: the file itself, in stretches."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Generator, Iterable, Mapping
from itertools import chain
from typing import Any, Final

from src.printing.codes import picture
from src.printing.press import press

PRINT: Final = "printing.print"
STRETCH: Final = 96 * 2**10
"""Bytes of a file in a line: taking it in holds the portal up for a fraction of a millisecond."""
_BEGIN: Final = b"%PDF-"
_END: Final = b"%%EOF"


class Unanswered(ValueError):
    """The answer has another shape than the task's: whoever gave it is not to be believed."""


def _print(
    template: str, paper: dict[str, Any], told: Iterable[list[list[str]]]
) -> Generator[str, None, dict[str, Any]]:
    code = bytes.fromhex(paper.get("code", ""))
    pdf = press(template, {**paper, "code": picture(code) if code else "", "rows": list(chain.from_iterable(told))})
    for start in range(0, len(pdf), STRETCH):
        yield b64encode(pdf[start : start + STRETCH]).decode("ascii")
    return {"size": len(pdf)}


TASKS: dict[str, Callable[..., Any]] = {PRINT: _print}


class Printed:
    """What `printing.print` says, taken in piece by piece."""

    def __init__(self) -> None:
        self._pdf = bytearray()

    def hear(self, stretch: Any) -> None:
        """Raises Unanswered."""
        try:
            self._pdf += b64decode(stretch, validate=True)
        except (TypeError, ValueError) as error:
            raise Unanswered from error

    def pdf(self, answer: Mapping[str, Any]) -> bytes:
        """All of it; raises Unanswered when it is no PDF, or not the whole one."""
        whole = self._pdf.startswith(_BEGIN) and self._pdf.rstrip().endswith(_END)
        if answer.get("size") != len(self._pdf) or not whole:
            raise Unanswered
        return bytes(self._pdf)
