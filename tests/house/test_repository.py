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
PICTURES = {".png", ".gz", ".wav", ".ogg", ".mp3", ".ico", ".ttf"}
OWN = {"passkey.js", "portal.js", "portal.css", "robot.js", "sheet.js", "upload.js"}
THEIRS = ("htmx-", "altcha-")


def test_no_text_names_a_registry_or_a_place_outside() -> None:
    texts = [path for path in files() if path.suffix not in PICTURES and not path.name.startswith(THEIRS)]
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


def listed() -> dict[Path, str]:
    """Digests that the `.sha256` files beside other people's files tell."""
    sums = [path for path in files() if path.suffix == ".sha256"]
    pairs = [(path, *line.split(maxsplit=1)) for path in sums for line in text_of(path).splitlines()]
    return {path.parent / name: digest for path, digest, name in pairs}


def test_files_of_others_are_what_they_were() -> None:
    sums = listed()
    assert sums
    assert not [path for path, digest in sums.items() if hashlib.sha256(path.read_bytes()).hexdigest() != digest]


def test_files_of_others_have_a_licence_beside_them() -> None:
    licensed = {path.parent for path in files() if "LICENSE" in path.name and path.stat().st_size > 500}
    assert not [path for path in listed() if path.parent not in licensed]


def test_every_script_of_others_is_listed_and_has_its_version_in_the_name() -> None:
    served = {path for path in files("static/*") if path.suffix in {".js", ".css", ".wasm"}}
    foreign = {path for path in served if path.name not in OWN}
    assert foreign <= listed().keys()
    assert not [path.name for path in foreign if not re.match(r"[a-z-]+-\d+(\.\d+)+\.", path.name)]
    assert not [path for path in foreign if not list(path.parent.glob(f"{path.name.split('-')[0]}-*LICENSE*"))]


def test_every_packed_file_of_others_is_listed() -> None:
    assert {path for path in files("src/*") if path.suffix in PICTURES} <= listed().keys()


def test_scripts_can_be_started() -> None:
    assert all((ROOT / name).stat().st_mode & 0o111 for name in ("run", "test", "bench", ".ci/run", ".ci/venv"))
