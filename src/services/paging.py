"""A page of a keyed list: what is asked, and the ids that lead to its neighbours."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

T = TypeVar("T")


class Wanted(Protocol):
    """A frozen dataclass that says what is wanted; the ids at the end of the page beside, 0 for the first page."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def after(self) -> int: ...
    @property
    def before(self) -> int: ...


W = TypeVar("W", bound=Wanted)


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """`before` and `after` are the ids that lead to the neighbouring pages, 0 where there is none; `broken_off`: enough
    was looked at for one page, and what lies beyond may fit as well."""

    rows: Sequence[T]
    before: int = 0
    after: int = 0
    broken_off: bool = False


async def one_page(
    ask: Callable[[W, int], Awaitable[Sequence[T]]], wanted: W, id_of: Callable[[T], int], size: int
) -> Slice[T]:
    """`ask(wanted, limit)` is asked for one more than the page has room for; a mark that is gone begins anew."""
    found = await ask(wanted, size + 1)
    if not found and (wanted.after or wanted.before):
        wanted = replace(wanted, after=0, before=0)
        found = await ask(wanted, size + 1)
    more = len(found) > size
    shown = found[-size:] if wanted.before else found[:size]
    if not shown:
        return Slice(())
    earlier, later = more if wanted.before else bool(wanted.after), more or bool(wanted.before)
    return Slice(shown, id_of(shown[0]) if earlier else 0, id_of(shown[-1]) if later else 0)
