"""A picture is taken for what its bytes are, and nothing but what it shows is kept."""

from pathlib import Path

import pytest
from PIL import Image

from src.domain.photos import LARGEST, SMALL_SIDE, PhotoFault, PhotoRefused
from src.photos.answers import Unanswered, developed_in, is_plain_jpeg, kept_bytes
from src.photos.develop import SIDE, develop
from tests.photos import pictures


def developed(folder: Path, data: bytes, name: str = "picture") -> Image.Image:
    whole, small = folder / "whole", folder / "small"
    found = develop(pictures.written(folder, data, name), whole, small)
    with Image.open(small) as image:
        assert max(image.size) <= SMALL_SIDE
    assert is_plain_jpeg(kept_bytes(whole))
    assert is_plain_jpeg(kept_bytes(small))
    with Image.open(whole) as image:
        assert image.size == found
        image.load()
    return image


GOOD = {
    "jpeg": pictures.jpeg(),
    "png": pictures.as_bytes(pictures.meter(), "PNG", exif=pictures.told()),
    "heic": pictures.heic(),
    "grey jpeg": pictures.as_bytes(pictures.meter().convert("L"), "JPEG"),
    "jpeg of a printer": pictures.as_bytes(pictures.meter().convert("CMYK"), "JPEG"),
    "png with a palette": pictures.as_bytes(pictures.meter().convert("P"), "PNG"),
    "png of two colours": pictures.as_bytes(pictures.meter().convert("1"), "PNG"),
    "png of sixteen bits": pictures.as_bytes(Image.new("I;16", (200, 200), 30_000), "PNG"),
    "png one sees through": pictures.as_bytes(Image.new("RGBA", (200, 200), (255, 0, 0, 90)), "PNG"),
    "progressive jpeg": pictures.as_bytes(pictures.meter(), "JPEG", progressive=True),
}


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.exe", "../../photo"])
def test_every_good_kind_is_taken_whatever_its_name(tmp_path: Path, kind: str, name: str) -> None:
    assert developed(tmp_path, GOOD[kind], Path(name).name).mode == "RGB"


@pytest.mark.parametrize("kind", ["jpeg", "png", "heic"])
def test_neither_place_nor_maker_is_kept(tmp_path: Path, kind: str) -> None:
    assert pictures.MAKER.encode() in GOOD[kind]
    image = developed(tmp_path, GOOD[kind])
    kept = (tmp_path / "whole").read_bytes() + (tmp_path / "small").read_bytes()
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert not [word for word in (b"Exif", b"GPS", pictures.MAKER.encode(), b"ICC", b"http") if word in kept]


@pytest.mark.parametrize("kind", ["jpeg", "heic"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (400, 300)), (3, (400, 300)), (6, (300, 400)), (8, (300, 400))])
def test_the_picture_stands_upright(tmp_path: Path, kind: str, orientation: int, size: tuple[int, int]) -> None:
    upright = {1: ("red", (0, -1)), 3: ("red", (0, 1)), 6: ("red", (1, 0)), 8: ("red", (-1, 0))}
    image = developed(tmp_path, getattr(pictures, kind)(orientation))
    assert image.size == size
    x, y = upright[orientation][1]
    red, _, blue = image.getpixel((size[0] // 2 + x * size[0] // 3, size[1] // 2 + y * size[1] // 3))
    assert red > 200 > 60 > blue


def test_a_large_one_is_made_smaller(tmp_path: Path) -> None:
    assert developed(tmp_path, pictures.jpeg(size=(4000, 2000))).size == (SIDE, SIDE // 2)


@pytest.mark.parametrize("behind", [b"PK\3\4 a zip", b"<script>alert(1)</script>", b"%PDF-1.7"])
def test_what_is_hidden_behind_a_picture_is_lost(tmp_path: Path, behind: bytes) -> None:
    developed(tmp_path, pictures.jpeg() + behind)
    assert behind not in (tmp_path / "whole").read_bytes()


def test_ten_megabytes_of_exif_cost_nothing(tmp_path: Path) -> None:
    developed(tmp_path, pictures.jpeg_with_large_exif())
    assert (tmp_path / "whole").stat().st_size < 50_000


def test_a_broken_word_of_the_camera_turns_nothing(tmp_path: Path) -> None:
    plain = pictures.as_bytes(pictures.meter(), "JPEG")
    broken = b"Exif\0\0II*\0\xff\xff\xff\x7f" + b"\xff" * 40
    segment = b"\xff\xe1" + (len(broken) + 2).to_bytes(2) + broken
    assert developed(tmp_path, plain[:2] + segment + plain[2:]).size == (400, 300)


ANIMATED = pictures.as_bytes(
    pictures.meter(), "PNG", save_all=True, append_images=[Image.new("RGB", (400, 300), "green")], duration=50
)
HOSTILE = {
    "nothing": (b"", PhotoFault.EMPTY),
    "too many bytes": (GOOD["jpeg"] + bytes(LARGEST), PhotoFault.TOO_LARGE),
    "words": (b"just words", PhotoFault.NOT_PICTURE),
    "a program": (b"MZ\x90\0" + bytes(100), PhotoFault.NOT_PICTURE),
    "a page that begins like a script": (b"<!DOCTYPE html><script>", PhotoFault.NOT_PICTURE),
    "a pdf that is a jpeg too": (b"%PDF-1.7\n" + GOOD["jpeg"], PhotoFault.NOT_PICTURE),
    "a gif that is a script too": (b"GIF89a/*" + b"*/=1;alert(1)", PhotoFault.OTHER_FORMAT),
    "webp": (pictures.as_bytes(pictures.meter(), "WEBP"), PhotoFault.OTHER_FORMAT),
    "tiff": (pictures.as_bytes(pictures.meter(), "TIFF"), PhotoFault.OTHER_FORMAT),
    "bmp": (pictures.as_bytes(pictures.meter(), "BMP"), PhotoFault.OTHER_FORMAT),
    "avif": (b"\0\0\0 ftypavif" + bytes(100), PhotoFault.OTHER_FORMAT),
    "video": (b"\0\0\0 ftypisom" + bytes(100), PhotoFault.NOT_PICTURE),
    "svg": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', PhotoFault.DRAWING),
    "svg after blanks": (b"\xef\xbb\xbf \n<svg/>", PhotoFault.DRAWING),
    "moving png": (ANIMATED, PhotoFault.MOVING),
    "moving heic": (b"\0\0\0 ftyphevc" + bytes(100), PhotoFault.MOVING),
    "png bomb": (pictures.png_bomb(19_000, 19_000), PhotoFault.TOO_MANY_PIXELS),
    "png of one endless row": (pictures.png_bomb(2**31 - 1, 1), PhotoFault.TOO_MANY_PIXELS),
    "heic bomb": (pictures.heic_bomb(16_000, 16_000), PhotoFault.TOO_MANY_PIXELS),
    "heic of other size": (pictures.heic_bomb(4_000, 4_000), PhotoFault.BROKEN),
    "one pixel": (pictures.as_bytes(Image.new("RGB", (1, 1)), "PNG"), PhotoFault.TOO_SMALL),
    "png of less than it says": (pictures.png_bomb(5_000, 5_000), PhotoFault.BROKEN),
    "png with text that unfolds": (pictures.png_with_text(200 * 2**20), PhotoFault.BROKEN),
    "half a jpeg": (pictures.jpeg(size=(2000, 2000))[:8_000], PhotoFault.BROKEN),
    "half a png": (GOOD["png"][: len(GOOD["png"]) - 40], PhotoFault.BROKEN),
    "half a heic": (GOOD["heic"][: len(GOOD["heic"]) // 2], PhotoFault.BROKEN),
    "the head of a jpeg": (b"\xff\xd8\xff", PhotoFault.BROKEN),
    "png by name and head alone": (b"\x89PNG\r\n\x1a\n" + GOOD["jpeg"], PhotoFault.BROKEN),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_by_one_word(tmp_path: Path, kind: str) -> None:
    data, fault = HOSTILE[kind]
    with pytest.raises(PhotoRefused) as refusal:
        developed(tmp_path, data, "photo.jpg")
    assert refusal.value.fault is fault


@pytest.mark.parametrize(
    "answer", [{}, {"width": 1}, {"width": "1", "height": 2}, {"width": True, "height": 1}, {"refused": "so"}]
)
def test_a_child_that_talks_nonsense_is_not_believed(answer: dict[str, object]) -> None:
    with pytest.raises(Unanswered):
        developed_in(answer)


def test_a_picture_with_more_than_itself_in_it_is_not_kept(tmp_path: Path) -> None:
    plain = pictures.as_bytes(pictures.meter(), "JPEG")
    assert is_plain_jpeg(plain)
    scan = plain.index(b"\xff\xda")
    told = pictures.jpeg()
    for other in (told, plain + b"x", plain + plain, plain[:-2], plain[:scan], b"<html>", b"", plain[:2] + plain):
        assert not is_plain_jpeg(other)
