"""Where files are kept: a folder and a bucket of a real S3 server do the same."""

import asyncio
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from moto.server import ThreadedMotoServer

from src.gateways.files.files import Files, FilesDown, FileTooLarge, NoSuchFile, day_folder, new_key
from src.gateways.files.opened import open_files
from src.settings import SettingsError

MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEYS = {"files_access_key": "k", "files_secret_key": "s" * 20}


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    httpx.put(f"http://{host}:{port}/photos").raise_for_status()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket", "folder of a bucket"])
def kept(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Files:
    """A storage of this test's own."""
    if request.param == "folder":
        return open_files(settings())
    address, below = request.getfixturevalue("s3_address"), tmp_path.name.lower().replace("_", "-")
    url = f"s3://photos/{below}" if request.param == "folder of a bucket" else "s3://photos"
    return open_files(settings(files_url=url, files_endpoint=address, **KEYS))


def bytes_in(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


async def test_what_was_put_comes_back(kept: Files, tmp_path: Path) -> None:
    key, data = new_key("photos", MOMENT, "jpg"), os.urandom(300_000)
    await kept.put(key, data)
    assert await kept.get(key, 300_000) == data
    with pytest.raises(FileTooLarge):
        await kept.get(key, 299_999)


async def test_what_was_deleted_is_gone(kept: Files, tmp_path: Path) -> None:
    first, second = new_key("photos", MOMENT, "jpg"), new_key("photos", MOMENT, "jpg")
    for key in (first, second):
        await kept.put(key, b"x")
    await kept.delete([first, new_key("photos", MOMENT, "jpg")])  # what is not there is no mistake
    with pytest.raises(NoSuchFile):
        await kept.get(first, 10)
    assert await kept.get(second, 10) == b"x"


async def test_a_day_can_be_looked_through(kept: Files, tmp_path: Path) -> None:
    day = MOMENT.replace(day=9)
    keys = {new_key("looked", day, "jpg") for _ in range(3)}
    for key in {*keys, new_key("looked", MOMENT, "jpg")}:
        await kept.put(key, b"x")
    assert {key async for key in kept.keys(day_folder("looked", day))} == keys
    assert [key async for key in kept.keys("nothing/2026-01-01")] == []


@pytest.mark.parametrize("key", ["../a.jpg", "/etc/passwd", "a//b", "a/../b", ".hidden", "a\0b", "a b", "", "A" * 200])
async def test_no_key_leads_elsewhere(kept: Files, tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        await kept.put(key, b"x")
    with pytest.raises(ValueError, match="no key"):
        await kept.get(key, 10)


def test_keys_are_not_guessed() -> None:
    made = {new_key("photos", MOMENT, "jpg") for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"photos/2026-11-24/[0-9a-f]{32}\.jpg", key) for key in made)


async def test_a_folder_is_its_owners_alone(settings: Any, tmp_path: Path) -> None:
    key = new_key("photos", MOMENT, "jpg")
    await open_files(settings()).put(key, b"x")
    path = tmp_path / "files" / key
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert {oct(folder.stat().st_mode)[-3:] for folder in (path.parent, tmp_path / "files")} == {"700"}
    assert [each.name for each in path.parent.iterdir()] == [path.name]


async def test_a_folder_follows_no_link(settings: Any, tmp_path: Path) -> None:
    kept, key = open_files(settings()), new_key("photos", MOMENT, "jpg")
    await kept.put(key, b"x")
    path = tmp_path / "files" / key
    path.unlink()
    path.symlink_to(bytes_in(tmp_path / "secret", b"secret"))
    with pytest.raises(FilesDown):
        await kept.get(key, 100)


async def test_bytes_and_name_are_on_the_disk_before_it_says_so(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, really = list[str](), os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda opened: (synced.append(os.readlink(f"/proc/self/fd/{opened}")), really(opened))
    )
    key = new_key("photos", MOMENT, "jpg")
    await open_files(settings()).put(key, b"x")
    folder = (tmp_path / "files" / key).parent
    assert synced[-2].startswith(f"{folder}/")
    assert synced[-1] == str(folder)


async def test_a_full_disk_leaves_nothing_behind(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    kept, first = open_files(settings()), new_key("photos", MOMENT, "jpg")
    await kept.put(first, b"x")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FilesDown):
        await kept.put(new_key("photos", MOMENT, "jpg"), b"x")
    assert list((tmp_path / "files" / first).parent.iterdir()) == [tmp_path / "files" / first]


async def test_a_silent_storage_is_told_by_one_word(settings: Any, tmp_path: Path) -> None:
    kept = open_files(settings(files_url="s3://photos", files_endpoint="http://127.0.0.1:9", **KEYS))
    with pytest.raises(FilesDown):
        async with asyncio.timeout(60):
            await kept.put(new_key("photos", MOMENT, "jpg"), b"x")


async def test_a_wrong_bucket_is_no_missing_file(settings: Any, s3_address: str, tmp_path: Path) -> None:
    kept = open_files(settings(files_url="s3://no-such-bucket", files_endpoint=s3_address, **KEYS))
    with pytest.raises((FilesDown, NoSuchFile)):
        await kept.put(new_key("photos", MOMENT, "jpg"), b"x")


def test_a_bucket_needs_its_keys(settings: Any) -> None:
    with pytest.raises(SettingsError, match="KABINET_FILES_ACCESS_KEY"):
        open_files(settings(files_url="s3://photos"))


async def test_what_a_killed_process_left_half_written_can_be_found_and_deleted(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, key = open_files(settings()), new_key("photos", MOMENT, "jpg")
    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", lambda *_args, **_options: None)
        killed.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(FilesDown):
            await kept.put(key, b"a person's meter")
    left = [each async for each in kept.keys(day_folder("photos", MOMENT))]
    assert (len(left), left == [key]) == (1, False)
    await kept.delete(left)
    assert [*(tmp_path / "files" / day_folder("photos", MOMENT)).iterdir()] == []


async def test_folders_are_told_and_empty_ones_go(kept: Files) -> None:
    await kept.put("days/2026-11-01/a.jpg", b"x")
    await kept.put("days/2026-11-02/b.jpg", b"x")
    await kept.drop_empty("days/2026-11-01")
    assert sorted(await kept.folders("days")) == ["days/2026-11-01", "days/2026-11-02"]
    await kept.delete(["days/2026-11-01/a.jpg"])
    await kept.drop_empty("days/2026-11-01")
    assert await kept.folders("days") == ["days/2026-11-02"]
    assert await kept.folders("letters") == []
    await kept.delete(["days/2026-11-02/b.jpg"])
