"""Files that came with answers."""

from src.domain.access import GuardedContract
from src.gateways.files.files import Files
from src.services.access import known_id
from src.storage.appeals import answer_files


class NoSuchAnswer(Exception):
    """The appeal has no answer of this number that brought a file."""


async def read(contract: GuardedContract, files: Files, appeal_id: int, answer_id: int) -> tuple[str, bytes]:
    """What billing calls it, and the bytes. Raises NoSuchAnswer, and what the gateway raises."""
    known = known_id(appeal_id) and known_id(answer_id)
    found = await answer_files.file_of(contract, appeal_id, answer_id) if known else None
    if found is None:
        raise NoSuchAnswer
    name, kept = found
    return name, await files.get(kept.file, kept.size)
