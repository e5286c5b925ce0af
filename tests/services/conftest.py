"""Anna and the others at the sheet."""

import pytest

from tests.services.sheets import Desk


@pytest.fixture
def desk(cast, settings, clock) -> Desk:
    return Desk(cast, settings(), clock)
