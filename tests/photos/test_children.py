"""Pictures are developed by a real child, within its limits."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from src.domain.photos import PhotoFault, PhotoRefused
from src.gateways.all import DANGEROUS
from src.gateways.workshop.workshop import TooHard, Workshop
from src.photos.answers import DEVELOP, Unanswered, developed_in, kept_bytes
from tests.photos import pictures


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    async with Workshop(DANGEROUS) as opened:
        yield opened


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.heic])
async def test_a_child_develops_what_a_phone_takes(workshop: Workshop, tmp_path: Path, make: object) -> None:
    source = pictures.written(tmp_path, make(size=(2016, 1512)))  # type: ignore[operator]
    answer = await workshop.do(DEVELOP, cpu_seconds=6.0, source=source, whole=tmp_path / "w", small=tmp_path / "s")
    assert developed_in(answer) == (1600, 1200)
    assert len(kept_bytes(tmp_path / "s")) < len(kept_bytes(tmp_path / "w"))


async def test_a_bomb_is_refused_by_its_head(workshop: Workshop, tmp_path: Path) -> None:
    source = pictures.written(tmp_path, pictures.png_bomb(19_999, 19_999))
    answer = await workshop.do(DEVELOP, source=source, whole=tmp_path / "w", small=tmp_path / "s")
    with pytest.raises(PhotoRefused) as refusal:
        developed_in(answer)
    assert refusal.value.fault is PhotoFault.TOO_MANY_PIXELS


async def test_a_picture_that_takes_for_ever_is_given_up(workshop: Workshop, tmp_path: Path) -> None:
    """A progressive jpeg that goes over the same picture again and again."""
    source = pictures.written(tmp_path, pictures.jpeg_of_many_scans())
    with pytest.raises(TooHard):
        await workshop.do(DEVELOP, cpu_seconds=1.0, source=source, whole=tmp_path / "w", small=tmp_path / "s")


def test_only_a_plain_file_of_ones_own_is_believed(tmp_path: Path) -> None:
    """A child that was taken over may leave a link or a pipe where its picture should be."""
    picture = pictures.written(tmp_path, pictures.jpeg(), "theirs")
    (tmp_path / "link").symlink_to(picture)
    (tmp_path / "second name").hardlink_to(picture)
    os.mkfifo(tmp_path / "pipe")
    pictures.written(tmp_path, pictures.jpeg(), "telling")  # of the place where it was taken
    for name in ("link", "second name", "theirs", "pipe", "nothing", ".", "telling"):
        with pytest.raises(Unanswered):
            kept_bytes(tmp_path / name)
