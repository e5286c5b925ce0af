import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.launch.conftest import Kabinet


def process(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command as people start it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KABINET_")}
    return subprocess.run(
        [sys.executable, "-m", "src.cli", *arguments],
        cwd=ROOT,
        env=environment | settings,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_serve_is_production_and_names_what_it_lacks() -> None:
    ended = process("serve")
    assert ended.returncode == 2
    assert all(name in ended.stderr for name in ("KABINET_SECRET_KEY", "KABINET_BASE_URL", "KABINET_SMTP_HOST"))
    assert "Traceback" not in ended.stderr


def test_a_slip_in_a_setting_is_said(kabinet: Kabinet, tmp_path: Path) -> None:
    ended = kabinet("migrate", KABINET_DATA_DIR=str(tmp_path), KABINET_PROT="8000")
    assert (ended.returncode, "KABINET_PROT" in ended.stderr) == (2, True)


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_folder_that_cannot_be_one_is_said(kabinet: Kabinet, tmp_path: Path, command: str) -> None:
    (tmp_path / "var").write_text("")
    ended = kabinet(command, KABINET_DATA_DIR=str(tmp_path / "var"), KABINET_PORT="0")
    assert (ended.returncode, "KABINET_DATA_DIR" in ended.stderr, "Traceback" in ended.stderr) == (2, True, False)


def test_migrate_tells_what_it_did_and_may_be_repeated(kabinet: Kabinet, tmp_path: Path) -> None:
    first = kabinet("migrate", KABINET_DATA_DIR=str(tmp_path))
    assert first.stdout.startswith("applied 0001 first\n")
    again = kabinet("migrate", KABINET_DATA_DIR=str(tmp_path))
    assert (again.returncode, again.stdout) == (0, "nothing to apply: the database is up to date\n")


def test_work_does_not_begin_on_an_old_base(tmp_path: Path) -> None:
    ended = process("work", KABINET_MODE="demo", KABINET_DATA_DIR=str(tmp_path), KABINET_SECRET_KEY="k" * 40)
    assert ended.returncode == 2
    assert "kabinet migrate" in ended.stderr


def test_an_invented_delivery_of_any_size_is_written_once(kabinet: Kabinet, tmp_path: Path) -> None:
    made = kabinet("demo", str(tmp_path), "--contracts", "3", "--months", "1")
    assert made.stdout.strip() == str(tmp_path / "invented")
    assert len((tmp_path / "invented" / "contracts.csv").read_text().splitlines()) == 4
    again = kabinet("demo", str(tmp_path))
    assert (again.returncode, "--name" in again.stderr) == (2, True)


def test_a_base_of_another_version_is_refused_with_what_to_do(kabinet: Kabinet, tmp_path: Path) -> None:
    kabinet("migrate", KABINET_DATA_DIR=str(tmp_path))
    with closing(sqlite3.connect(tmp_path / "kabinet.sqlite")) as base:
        base.execute("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1")
        base.commit()
    ended = kabinet("migrate", KABINET_DATA_DIR=str(tmp_path))
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "0001 first differs" in ended.stderr


def test_work_does_not_seal_the_journal_without_a_key(kabinet: Kabinet, tmp_path: Path) -> None:
    ended = kabinet("work", KABINET_MODE="demo", KABINET_DATA_DIR=str(tmp_path))
    assert (ended.returncode, "KABINET_SECRET_KEY" in ended.stderr) == (2, True)
