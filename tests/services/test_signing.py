"""Signed and sealed texts."""

from datetime import timedelta

import pytest

from src.services.signing import Expired, Forged, Signer

SIGNER = Signer("k" * 40)
HOUR = timedelta(hours=1)
WAYS = {"signed": (SIGNER.sign, SIGNER.read), "sealed": (SIGNER.seal, SIGNER.open)}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_given_comes_back_until_its_time_is_over(clock, way):
    give, take = WAYS[way]
    text = give("letter", ["Анна", 7], clock())
    assert take("letter", text, clock.pass_by(HOUR - timedelta(seconds=1)), HOUR) == ["Анна", 7]
    with pytest.raises(Expired) as old:
        take("letter", text, clock.pass_by(timedelta(seconds=1)), HOUR)
    assert old.value.payload == ["Анна", 7]


@pytest.mark.parametrize("way", WAYS)
def test_another_purpose_another_secret_and_junk_are_refused(clock, way):
    give, take = WAYS[way]
    others = Signer("x" * 40)
    foreign = (others.sign if way == "signed" else others.seal)("letter", 1, clock())
    for purpose, text in (("form", give("letter", 1, clock())), ("letter", foreign), ("letter", ""), ("letter", "ы.ы")):
        with pytest.raises(Forged):
            take(purpose, text, clock(), HOUR)


@pytest.mark.parametrize("way", WAYS)
def test_every_changed_letter_is_noticed(clock, way):
    give, take = WAYS[way]
    text = give("letter", "Анна", clock())
    for place in range(0, len(text) - 1, 7):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises(Forged):
            take("letter", changed, clock(), HOUR)


def test_a_sealed_text_cannot_be_read(clock):
    assert "0KD" not in SIGNER.seal("letter", "Анна", clock())
    assert SIGNER.seal("letter", "Анна", clock()) != SIGNER.seal("letter", "Анна", clock())
