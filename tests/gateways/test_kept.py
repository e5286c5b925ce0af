import os
import threading
from pathlib import Path

import pytest

from src.gateways.kept import KeptFiles, TooLarge

NAMES = ["a" * 32, "b" * 32, "c" * 32]


async def test_a_full_folder_is_gone_through_once_and_beside_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [*NAMES, "d" * 32]:
        (tmp_path / f"{name}.xlsx").touch()
    (tmp_path / f"{NAMES[0]}.marked.xlsx").touch()
    threads = list[int]()
    for word in ("listdir", "scandir"):
        look = getattr(os, word)
        monkeypatch.setattr(os, word, lambda at, look=look: (threads.append(threading.get_ident()), look(at))[1])
    await KeptFiles(tmp_path, ".xlsx").drop(NAMES)
    assert len(threads) == 1
    assert threads != [threading.get_ident()]
    monkeypatch.undo()
    assert os.listdir(tmp_path) == [f"{'d' * 32}.xlsx"]


async def test_a_file_is_settled_before_anybody_hears_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First its bytes, then its name in the folder; what is made of it is settled under its half name."""
    source, kept, settled = tmp_path / "came", KeptFiles(tmp_path / "kept", ".xlsx"), list[tuple[str, list[str]]]()
    source.write_bytes(b"bytes")
    look = os.fsync

    def settle(number: int) -> None:
        settled.append((Path(os.readlink(f"/proc/self/fd/{number}")).name, os.listdir(tmp_path / "kept")))
        look(number)

    monkeypatch.setattr(os, "fsync", settle)
    file = f"{(await kept.take(source, 5)).name}.xlsx"
    assert settled == [(file, [file]), ("kept", [file])]
    half = kept.half(NAMES[0])
    half.write_bytes(b"marked")
    await kept.settle(half, kept.path(NAMES[0]))
    assert [name for name, _ in settled[2:]] == [half.name, "kept"]


async def test_of_what_is_too_large_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "came").write_bytes(b"123456")
    with pytest.raises(TooLarge):
        await KeptFiles(tmp_path / "kept", ".xlsx").take(tmp_path / "came", 5)
    assert os.listdir(tmp_path / "kept") == []
