"""Photos of meters: what may be brought, why one is not taken, what is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LARGEST: Final = 15 * 2**20
"""Bytes of a picture that is brought; a phone's best is about ten million."""
LARGEST_KEPT: Final = 4 * 2**20
"""Bytes of a developed picture; a usual one has a tenth of it."""
LARGEST_PIXELS: Final = 50_000_000
LARGEST_HEIC_PIXELS: Final = 30_000_000
"""A heic is decoded whole, others may be decoded smaller at once."""
LONGEST_SIDE: Final = 20_000
SHORTEST_SIDE: Final = 100
"""Pixels; on less nobody reads a meter."""
SMALL_SIDE: Final = 240
"""Pixels of the longer side of the small picture in a list."""
AT_ONCE: Final = 5
"""Photos of one register and period that are not sent yet."""
IN_ALL: Final = 20
"""Photos of one register and period, all versions together."""
IN_AN_HOUR: Final = 300
"""Photos of one person, whatever the contract."""
FREE_FAILURES: Final = 10
"""Pictures in a row that were not taken, before their person must wait."""


class PhotoFault(StrEnum):
    """Why a picture is not taken."""

    NONE = "none"
    """no file was chosen"""
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_PICTURE = "not_picture"
    OTHER_FORMAT = "other_format"
    """a picture, but neither png nor jpeg nor heic"""
    DRAWING = "drawing"
    """svg: a program rather than a picture"""
    MOVING = "moving"
    """several pictures in a row"""
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    BROKEN = "broken"
    TOO_HARD = "too_hard"
    """decoding would have taken more time or memory than one picture may cost"""
    TOO_MANY = "too_many"
    """of this register and period"""
    TOO_OFTEN = "too_often"
    """of this person within an hour"""
    SENDING = "sending"
    """several files of this person are still on their way"""
    CROWDED = "crowded"
    """so are those of too many others"""


class PhotoRefused(Exception):
    """The picture is not taken."""

    def __init__(self, fault: PhotoFault, seconds: int = 0) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.seconds = seconds
        """until the next one may be brought; 0 where that is not the matter"""


@dataclass(frozen=True, slots=True)
class Photo:
    """`version` and `receipt` are of the reading that it was sent with; 0 and '' while it waits for one.
    Width and height are pixels of the whole picture."""

    id: int
    width: int
    height: int
    who: str
    added_at: datetime
    version: int
    receipt: str

    @property
    def small(self) -> tuple[int, int]:
        """Width and height of the small picture."""
        longer = max(self.width, self.height, SMALL_SIDE)
        return max(1, self.width * SMALL_SIDE // longer), max(1, self.height * SMALL_SIDE // longer)

    @property
    def waits(self) -> bool:
        """Whether it may still be taken away: nobody has sent it."""
        return not self.version
