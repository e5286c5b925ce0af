"""A filtered list as CSV: all that its filters find."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from src.routes.listing.cells import CUT, csv_line
from src.routes.listing.subject import Subject
from src.web.csv_file import Line


async def csv_lines(
    subject: Subject, found: AsyncIterator[tuple[Sequence[Any], bool]]
) -> AsyncIterator[Sequence[Line]]:
    """Batch by batch; where something is left out, the last line says so."""
    async for things, cut in found:
        lines = [csv_line(subject.cells(thing)) for thing in things]
        yield [*lines, (CUT,)] if cut else lines
