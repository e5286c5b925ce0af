import pytest

from src.domain.attachments import Fault
from src.papers.tasks import TASKS


@pytest.fixture
def look(tmp_path):
    def go(data):
        (tmp_path / "brought").write_bytes(data)
        said = TASKS["papers.look"](str(tmp_path / "brought"))
        return said.get("kind") or Fault(said["refused"])

    return go
