"""What travels in the wheel."""

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from tests.house.source import ROOT, files, name_of


def test_the_wheel_holds_code_templates_and_static_files(tmp_path: Path) -> None:
    built = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(built) as wheel:
        inside = set(wheel.namelist())
    expected = {name_of(path) for path in files("src/*")} | {f"src/{name_of(path)}" for path in files("static/*")}
    assert {name for name in inside if name.startswith("src/")} == expected
    assert any(name.startswith("src/static/") for name in inside)
