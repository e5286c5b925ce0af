"""Anna and the others at the sheet."""

from pathlib import Path

import pytest

from tests.services.readings.desk import Desk
from tests.services.readings.uploads import Table


@pytest.fixture
def desk(cast, settings, clock) -> Desk:
    return Desk(cast, settings(), clock)


@pytest.fixture
def table(desk: Desk, tmp_path: Path) -> Table:
    return Table(desk, tmp_path)
