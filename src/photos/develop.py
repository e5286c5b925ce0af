"""A picture that somebody sent becomes two plain JPEG files: what it shows, and nothing of what it says of itself."""

from pathlib import Path
from typing import Final
from warnings import catch_warnings

import pi_heif
from PIL import Image

from src.domain.photos import (
    LARGEST_HEIC_PIXELS,
    LARGEST_PIXELS,
    LONGEST_SIDE,
    SHORTEST_SIDE,
    SMALL_SIDE,
    PhotoFault,
    PhotoRefused,
)
from src.photos.answers import Developed
from src.photos.guard import format_of

SIDE: Final = 1600
"""Pixels of the longer side: the digits of a meter that fills a third of the picture are thirty pixels high."""
QUALITY: Final = 82
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pi_heif.options.DECODE_THREADS = 1  # each more would want memory of its own
pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # `_judge` says it better, and as early


def develop(source: Path, whole: Path, small: Path) -> Developed:
    """Write both; raises PhotoRefused. MemoryError is let through: the child says how it ends."""
    kind = format_of(source)
    try:
        # broken words about a picture are no matter: they are thrown away
        with catch_warnings(action="ignore"), Image.open(source, formats=[kind]) as image:
            _judge(image, kind)
            made = _plain(image, kind)
    except (PhotoRefused, MemoryError):
        raise
    except Exception as error:  # a library has many words for a broken file
        raise PhotoRefused(PhotoFault.BROKEN) from error
    made.save(whole, "JPEG", quality=QUALITY)
    width, height = made.size
    made.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    made.save(small, "JPEG", quality=QUALITY)
    return Developed(width, height)


def _judge(image: Image.Image, kind: str) -> None:
    """By what its head says, before a pixel is decoded."""
    width, height = image.size
    most = LARGEST_HEIC_PIXELS if kind == "HEIF" else LARGEST_PIXELS
    if width * height > most or max(width, height) > LONGEST_SIDE:
        raise PhotoRefused(PhotoFault.TOO_MANY_PIXELS)
    if min(width, height) < SHORTEST_SIDE:
        raise PhotoRefused(PhotoFault.TOO_SMALL)
    # a jpeg or heic of a phone may hold a second picture (depth, light): the first is the photo
    if kind == "PNG" and getattr(image, "is_animated", False):
        raise PhotoRefused(PhotoFault.MOVING)


def _plain(image: Image.Image, kind: str) -> Image.Image:
    """The picture upright, in plain colours, as small as it is kept, with no word of the old file about it."""
    turn = None if kind == "HEIF" else _TURNS.get(_orientation(image))  # heic says it in another way: it is done
    if kind == "JPEG":
        image.draft("RGB", (2 * SIDE, 2 * SIDE))  # decoded smaller at once
    image.load()
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    fresh = Image.new("RGB", image.size, "white")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        fresh.paste(image, mask=image.getchannel("A"))
    else:
        fresh.paste(_in_colours(image))
    return fresh.transpose(turn) if turn is not None else fresh


def _in_colours(image: Image.Image) -> Image.Image:
    """RGB; sixteen bits of grey are made eight first, else all would be white."""
    if image.mode.startswith("I"):
        image = image.point(lambda light: light / 256).convert("L")
    return image.convert("RGB")


def _orientation(image: Image.Image) -> int:
    """What the camera says of how it was held; a broken word says nothing."""
    try:
        said = image.getexif().get(_ORIENTATION, 1)
    except MemoryError:
        raise
    except Exception:
        return 1
    return said if isinstance(said, int) else 1
