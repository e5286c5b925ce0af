"""The repository: no trace of where it was made, hashed locks, licences of what others made."""

import hashlib
import re
import tomllib
from pathlib import Path

from tests.house.source import ROOT, files, name_of, text_of

REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
WORKPLACE = ["/" + "work/", "../" + "shared", "index" + "-url"]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PICTURES = {".png", ".gz", ".wav", ".ogg", ".mp3", ".ico"}


def test_no_text_names_a_registry_or_a_place_outside() -> None:
    texts = [path for path in files() if path.suffix not in PICTURES and "vendor" not in path.parts]
    found = [(name_of(path), word) for path in texts for word in REGISTRIES + WORKPLACE if word in text_of(path)]
    assert not found


def test_locks_name_nothing_without_a_hash() -> None:
    for lock in LOCKS:
        entries = re.split(r"\n(?=[a-z])", text_of(ROOT / lock))
        assert len(entries) > 30
        assert not [
            entry for entry in entries if not re.match(r"[a-z0-9._-]+==\S+( ; .*?)? \\\n +--hash=sha256:", entry)
        ]


def test_the_locks_agree_with_each_other_and_with_the_project() -> None:
    portal, everything = (set(re.findall(r"^([a-z0-9._-]+==[^\s\\;]+)", text_of(ROOT / lock), re.M)) for lock in LOCKS)
    assert portal <= everything
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    wanted = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["sandbox"]
    pinned = {re.sub(r"\[.*\]", "", each) for each in wanted if "==" in each}
    assert pinned <= portal
    assert {each for each in project["dependency-groups"]["dev"] if "==" in each} <= everything


def listed(folder: Path) -> dict[str, str]:
    """File names and digests of a folder's SHA256SUMS."""
    lines = text_of(folder / "SHA256SUMS").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def test_files_of_others_are_what_they_were_and_have_licences() -> None:
    folders = {path.parent for path in files() if path.name == "SHA256SUMS"} | {ROOT / "static/vendor"}
    for folder in folders:
        sums = listed(folder)
        assert sums, f"{folder} lists nothing"
        for name, digest in sums.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
            owner = re.split(r"-\d|\.", name)[0]
            assert (folder / f"{owner}.LICENSE").stat().st_size > 100, name


def test_every_file_under_vendor_is_listed_with_its_version() -> None:
    found = {path.name for path in files("static/vendor/*") if path.suffix not in {".LICENSE"}} - {"SHA256SUMS"}
    assert found == set(listed(ROOT / "static/vendor"))
    assert not [name for name in found if not re.match(r"[a-z-]+-\d+(\.\d+)+\.", name)]


def test_scripts_can_be_started() -> None:
    assert all((ROOT / name).stat().st_mode & 0o111 for name in ("run", "test", "bench", ".ci/run", ".ci/venv"))
