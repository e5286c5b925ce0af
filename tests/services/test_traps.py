"""The unseen field and the time stamp."""

from datetime import timedelta

import pytest

from src.services.signing import Signer
from src.services.traps import Caught, caught, new_stamp

SIGNER = Signer("k" * 40)


@pytest.mark.parametrize(
    ("seconds", "found"),
    [(0, Caught.TOO_FAST), (2, Caught.TOO_FAST), (3, None), (3599, None), (3600, Caught.TOO_OLD)],
)
def test_a_form_is_filled_in_between_three_seconds_and_an_hour(clock, seconds, found):
    fields = {"stamp": new_stamp(SIGNER, "sign-up", clock())}
    assert caught(SIGNER, "sign-up", fields, clock.pass_by(timedelta(seconds=seconds)), 3) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"website": "http://spam.example"}, Caught.HONEYPOT),
        ({}, Caught.FORGED),
        ({"stamp": "forged"}, Caught.FORGED),
    ],
)
def test_machines_are_caught(clock, fields, found):
    assert caught(SIGNER, "sign-up", fields, clock(), 3) == found


def test_the_stamp_of_another_form_does_not_serve(clock):
    fields = {"stamp": new_stamp(SIGNER, "recovery", clock())}
    assert caught(SIGNER, "sign-up", fields, clock.pass_by(timedelta(seconds=9)), 3) == Caught.FORGED
