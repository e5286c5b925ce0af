"""A page of a keyed list, and the ways to its neighbours."""

from dataclasses import dataclass

import pytest

from src.services.paging import Slice, one_page


@dataclass(frozen=True, slots=True)
class Wanted:
    after: int = 0
    before: int = 0


def upto(last):
    """A list of 1…last; of a mark that is not among them nothing is found."""

    async def ask(wanted, limit):
        if wanted.before:
            return list(range(1, wanted.before))[-limit:] if wanted.before <= last else []
        return list(range(wanted.after + 1, last + 1))[:limit]

    return ask


@pytest.mark.parametrize(
    ("last", "wanted", "rows", "before", "after"),
    [
        (0, Wanted(), [], 0, 0),
        (2, Wanted(), [1, 2], 0, 0),
        (3, Wanted(), [1, 2], 0, 2),
        (5, Wanted(after=2), [3, 4], 3, 4),
        (4, Wanted(after=2), [3, 4], 3, 0),
        (5, Wanted(before=5), [3, 4], 3, 4),
        (5, Wanted(before=3), [1, 2], 0, 2),
        (3, Wanted(after=9), [1, 2], 0, 2),
        (3, Wanted(before=9), [1, 2], 0, 2),
        (0, Wanted(before=9), [], 0, 0),
    ],
)
async def test_a_page_knows_its_neighbours(last, wanted, rows, before, after):
    page = await one_page(upto(last), wanted, lambda row: row, 2)
    assert page == Slice(page.rows, before, after)
    assert list(page.rows) == rows
