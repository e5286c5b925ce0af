"""How many photos there may be, and how often one may bring them."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.photos import AT_ONCE, FREE_FAILURES, IN_AN_HOUR, PhotoFault, PhotoRefused
from src.services.readings import photo_attempts, photos
from tests.services.readings.album import Album, other


@pytest.fixture
def album(desk, tmp_path):
    return Album(desk, tmp_path / "brought")


async def test_no_more_than_so_many_wait(album):
    for number in range(AT_ONCE):
        await album.add(other(number))
    with pytest.raises(PhotoRefused) as refusal:
        await album.add(other(AT_ONCE))
    assert refusal.value.fault is PhotoFault.TOO_MANY
    files, known = await album.kept()
    assert (len(files), files) == (2 * AT_ONCE, known)


async def test_many_at_once_are_no_way_round(album):
    outcomes = await asyncio.gather(*(album.add(other(number)) for number in range(8)), return_exceptions=True)
    assert sum(isinstance(each, PhotoRefused) for each in outcomes) == 8 - AT_ONCE
    files, known = await album.kept()
    assert (len(files), files) == (2 * AT_ONCE, known)


async def test_a_person_adds_no_more_than_so_many_an_hour(album, monkeypatch):
    monkeypatch.setattr(photo_attempts, "PHOTOS", photo_attempts.PHOTOS._replace(an_hour=2))
    assert IN_AN_HOUR > 100
    for number in range(2):
        await album.add(other(number))
    with pytest.raises(PhotoRefused) as refusal:
        await album.add(other(3))
    assert refusal.value.fault is PhotoFault.TOO_OFTEN
    await album.add(other(3), person=album.desk.cast.boris)
    album.desk.clock.pass_by(timedelta(hours=1, seconds=1))
    await album.add(other(4))


async def test_who_brings_bad_ones_again_and_again_waits(album):
    for number in range(FREE_FAILURES + 1):
        with pytest.raises(PhotoRefused) as refusal:
            await album.add(b"no picture %d" % number)
        assert refusal.value.fault is PhotoFault.NOT_PICTURE
    with pytest.raises(PhotoRefused) as refusal:
        await album.add()
    assert (refusal.value.fault, refusal.value.seconds > 0) == (PhotoFault.TOO_OFTEN, True)


async def test_good_ones_are_not_counted_against_a_person(album, monkeypatch):
    monkeypatch.setattr(photo_attempts, "PHOTOS", photo_attempts.PHOTOS._replace(free=1))
    for number in range(4):
        await album.add(other(number))
    assert len(await album.photos()) == 4


async def test_a_sent_reading_that_is_full_of_photos_takes_no_more(album):
    await album.send("2450", "form-1")
    for number in range(AT_ONCE):
        await album.add(other(number))
    assert (await photos.show(album.desk.contract(), await album.head(), album.register)).full


async def test_what_was_taken_away_counts_in_the_hour_too(album, monkeypatch):
    monkeypatch.setattr(photo_attempts, "PHOTOS", photo_attempts.PHOTOS._replace(an_hour=2))
    for number in range(2):
        await album.add(other(number))
        await album.remove((await album.photos())[0])
    with pytest.raises(PhotoRefused) as refusal:
        await album.add(other(3))
    assert refusal.value.fault is PhotoFault.TOO_OFTEN
