"""LibreOffice, where the machine has it: opens a workbook and saves it anew."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def resaved(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it; skips the test where there is none, which `./test` tells of."""
    if OFFICE is None:
        assert "CI" not in os.environ, "no LibreOffice: apt-get install libreoffice-calc-nogui"
        pytest.skip("no LibreOffice on this machine")
    saved = folder / "resaved"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    asked = [OFFICE, profile, "--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*asked, "--outdir", saved, path], check=True, capture_output=True, timeout=180)
    return saved / path.name
