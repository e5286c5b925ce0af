import pytest

from tests.services.appeals.office import Writing


@pytest.fixture
def writing(cast, clock, settings, tmp_path):
    return Writing(cast, clock, settings, tmp_path)
