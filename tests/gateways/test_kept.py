import os
import threading
from pathlib import Path

import pytest

from src.gateways.kept import KeptFiles

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
