"""Cases of delays."""

import pytest

from src.domain.throttling import delay_after, needs_proof


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (5, 0), (6, 1), (7, 2), (8, 4), (15, 512), (16, 900), (17, 900), (10**9, 900)]
)
def test_delay_doubles_to_a_quarter_of_an_hour(failures, seconds):
    assert delay_after(failures, free=5).total_seconds() == seconds


@pytest.mark.parametrize(("failures", "needed"), [(0, False), (4, False), (5, True), (50, True)])
def test_proof_after_the_free_attempts(failures, needed):
    assert needs_proof(failures, free=5) is needed
