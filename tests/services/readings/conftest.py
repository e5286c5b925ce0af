"""Anna and the others at the sheet."""

import pytest

from tests.services.readings.desk import Desk


@pytest.fixture
def desk(cast, settings, clock) -> Desk:
    return Desk(cast, settings(), clock)
