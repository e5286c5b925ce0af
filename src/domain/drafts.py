"""A draft that several tabs may write to: which of them goes on from it, and which would write over it unseen."""

from dataclasses import dataclass, replace
from typing import Final

TAB_LENGTH: Final = 32
"""Of the name of a page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """On what a form stands: the version that it showed, 0 where nothing was saved, and the name of its page. What that
    very page has saved meanwhile, over a slow line, is no other's change, unless (`last` False) a later word of it may
    be there already."""

    version: int
    tab: str
    last: bool = True

    def over(self, version: int) -> "Seen":
        """The same page, which has seen another version."""
        return replace(self, version=version)

    def fits(self, version: int, tab: str) -> bool:
        """Whether nothing of another page is lost when this takes the place of what is there."""
        return version == self.version or (self.last and bool(self.tab) and tab == self.tab)
