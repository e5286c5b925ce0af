"""A page of a keyed list: what is asked, and the ids that lead to its neighbours."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """`before` and `after` are the ids that lead to the neighbouring pages, 0 where there is none."""

    rows: Sequence[T]
    before: int = 0
    after: int = 0


async def one_page(
    ask: Callable[[int, int, int], Awaitable[list[T]]], id_of: Callable[[T], int], after: int, before: int, size: int
) -> Slice[T]:
    """`ask(after, before, limit)` is asked for one more than the page has room for; a mark that is gone begins anew."""
    found = await ask(after, before, size + 1)
    if not found and (after or before):
        after = before = 0
        found = await ask(0, 0, size + 1)
    more = len(found) > size
    shown = found[-size:] if before else found[:size]
    if not shown:
        return Slice(())
    earlier, later = more if before else bool(after), more or bool(before)
    return Slice(shown, id_of(shown[0]) if earlier else 0, id_of(shown[-1]) if later else 0)
