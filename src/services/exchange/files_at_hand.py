"""Files that go to billing along with a line, had from where they are kept."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from src.gateways.files.files import Files, FilesDown, FileTooLarge, NoSuchFile
from src.storage.leaving import Leaving, LeavingFile

TRIES: Final = 3
"""Lines in a row whose files cannot be had: then it is not theirs, it is the storage that is silent."""


class FilesAtHand:
    """`lost`: keys of files that are not there any more; `silent`: why the storage did not answer, '' if it did."""

    def __init__(self, files: Files) -> None:
        self.lost = list[str]()
        self.silent = ""
        self._files = files
        self._failed = 0

    async def ready(self, waiting: Sequence[Leaving]) -> list[int]:
        """Which lines may leave now. A storage that is silent holds up lines that have files, and what was said later
        of the same subjects, but nothing else."""
        ready, held = list[int](), set[tuple[str, int]]()
        for each in waiting:
            subject = (each.noun, each.subject)
            if subject in held or not await self._are_there(each.files):
                held.add(subject)
            else:
                ready.append(each.id)
        return ready

    async def _are_there(self, files: Sequence[LeavingFile]) -> bool:
        if not files:
            return True
        if self._failed >= TRIES:
            return False
        try:
            for file in files:
                await self._get(file)
        except FilesDown as error:
            self.silent = str(error) or "?"
            self._failed += 1
            return False
        self._failed = 0
        return True

    def fell_silent(self, error: FilesDown) -> None:
        """While something was written: this round asks for no file any more."""
        self.silent, self._failed = str(error) or "?", TRIES

    async def bytes_of(self, file: LeavingFile) -> bytes | None:
        """None: it is lost. Its line goes without it, rather than that nothing ever goes again. FilesDown."""
        data = await self._get(file)
        if data is None:
            self.lost.append(file.key)
        return data

    async def look_after(self, gone: Sequence[Leaving]) -> None:
        """Which files of these lines are lost, though the lines have left with what there was of them."""
        with suppress(FilesDown):
            for file in (file for each in gone for file in each.files):
                await self.bytes_of(file)

    async def _get(self, file: LeavingFile) -> bytes | None:
        try:
            return await self._files.get(file.key, file.size)
        except (NoSuchFile, FileTooLarge):
            return None
