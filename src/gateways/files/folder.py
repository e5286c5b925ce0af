"""Files in a folder of this machine: its owner's alone, written whole, and on the disk before anybody hears of them."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from src.gateways.files.files import FilesDown, FileTooLarge, NoSuchFile, checked

_HALF: Final = ".half"
"""Ends the name of what is still being written. It is a key like others, so that what a killed process left of it is
found with the files that nobody needs."""


class FolderFiles:
    """`root` is made when the first file comes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, key: str, data: bytes) -> None:
        await asyncio.to_thread(_put, self._path(key), data, self._root)

    async def get(self, key: str, most: int) -> bytes:
        return await asyncio.to_thread(_get, self._path(key), most)

    async def delete(self, keys: Sequence[str]) -> None:
        await asyncio.to_thread(_delete, [self._path(key) for key in keys])

    async def keys(self, folder: str) -> AsyncIterator[str]:
        for key in await asyncio.to_thread(_keys, self._root, self._path(folder)):
            yield key

    async def folders(self, folder: str) -> list[str]:
        found = await asyncio.to_thread(_folders, self._path(folder))
        return [path.relative_to(self._root).as_posix() for path in found]

    async def drop_empty(self, folder: str) -> None:
        with suppress(OSError):  # something is in it, or it is gone already
            await asyncio.to_thread(self._path(folder).rmdir)

    def _path(self, key: str) -> Path:
        return self._root.joinpath(*checked(key).split("/"))


def _put(path: Path, data: bytes, root: Path) -> None:
    half = path.with_name(f"{secrets.token_hex(16)}{_HALF}")
    try:
        _make_folders(path.parent, root)
        try:
            with open(os.open(half, _WRITE, 0o600), "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            half.replace(path)
            _sync_folder(path.parent)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise FilesDown(error.strerror) from error


_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def _make_folders(folder: Path, root: Path) -> None:
    if folder.is_dir():
        return
    if folder != root:
        _make_folders(folder.parent, root)
    folder.mkdir(mode=0o700, parents=folder == root, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """The name is on the disk too, not the bytes alone."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _get(path: Path, most: int) -> bytes:
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            found = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoSuchFile from error
    except OSError as error:
        raise FilesDown(error.strerror) from error
    if len(found) > most:
        raise FileTooLarge
    return found


def _delete(paths: Sequence[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        raise FilesDown(error.strerror) from error


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def _keys(root: Path, folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return [path.relative_to(root).as_posix() for path in found]
