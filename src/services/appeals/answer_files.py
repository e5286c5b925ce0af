"""Files that came with answers."""

from src.domain.access import GuardedContract
from src.domain.enclosures import Enclosure
from src.services.access import known_id
from src.storage.appeals import answer_files


class NoSuchAnswer(Exception):
    """The appeal has no answer of this number that brought a file."""


async def find(contract: GuardedContract, appeal_id: int, answer_id: int) -> tuple[str, Enclosure]:
    """What billing calls it, and where it is kept. Raises NoSuchAnswer."""
    known = known_id(appeal_id) and known_id(answer_id)
    found = await answer_files.file_of(contract, appeal_id, answer_id) if known else None
    if found is None:
        raise NoSuchAnswer
    return found
