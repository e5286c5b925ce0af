"""The status table of the model."""

import pytest

from src.domain.statuses import Status, after_correction, billing_may_set, may_draft

S = Status


@pytest.mark.parametrize(
    ("old", "allowed"),
    [
        (S.SENT, {S.ACCEPTED, S.REJECTED, S.IN_CALCULATION}),
        (S.ACCEPTED, {S.IN_CALCULATION, S.REJECTED}),
        (S.CORRECTED, set()),
        (S.IN_CALCULATION, set()),
        (S.REJECTED, set()),
    ],
)
def test_billing(old, allowed):
    assert {new for new in Status if billing_may_set(old, new)} == allowed


@pytest.mark.parametrize(
    ("latest", "allowed"),
    [(None, True), (S.SENT, True), (S.ACCEPTED, True), (S.REJECTED, True), (S.IN_CALCULATION, False)],
)
def test_a_new_draft_needs_an_open_window_and_no_calculation(latest, allowed):
    assert may_draft(latest, window_open=True) is allowed
    assert may_draft(latest, window_open=False) is False


@pytest.mark.parametrize(("old", "after"), [(S.SENT, S.CORRECTED), (S.ACCEPTED, S.CORRECTED), (S.REJECTED, S.REJECTED)])
def test_a_corrected_sending_takes_the_place(old, after):
    assert after_correction(old) is after
