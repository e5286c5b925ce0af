"""Uploaded workbooks: where they are kept, finding one, forgetting the old ones."""

from datetime import datetime, timedelta

from src.domain.access import GuardedContract
from src.domain.uploads import Upload
from src.gateways.kept import KeptFiles
from src.settings import Settings
from src.spreadsheets.guard import LARGEST_FILE
from src.storage.engine import transaction
from src.storage.readings import uploads

__all__ = ["LARGEST_FILE", "KeptFiles"]

REMEMBERED = timedelta(days=14)
"""Longer than a window is open: what one's own workbooks wrote is no news to one's next workbook."""
_FORGET_AT_ONCE = 100


class NoSuchUpload(Exception):
    """The contract has no upload of this number, or it was forgotten."""


def kept_workbooks(settings: Settings) -> KeptFiles:
    """The one folder of uploaded workbooks; every process of the portal on this machine must see the same one."""
    return KeptFiles(settings.data_dir / "workbooks", ".xlsx")


async def find(contract: GuardedContract, number: int) -> Upload:
    """Raises NoSuchUpload."""
    found = await uploads.find(contract, number) if 0 < number < 2**63 else None
    if found is None:
        raise NoSuchUpload
    return found


async def forget_old(now: datetime, files: KeptFiles, incoming: KeptFiles) -> None:
    """Old uploads go, with their files; so do files that a process left behind which died while it took them in."""
    forgotten = _FORGET_AT_ONCE
    while forgotten == _FORGET_AT_ONCE:
        async with transaction():
            forgotten, goes = await uploads.forget_old(now - REMEMBERED, _FORGET_AT_ONCE)
        await files.drop(goes)
    strangers = await files.strangers()
    if strangers:
        await files.drop_unknown(strangers, await uploads.all_files())
    await incoming.drop(await incoming.strangers())
