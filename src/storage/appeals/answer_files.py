"""Files that came with answers."""

from collections.abc import Sequence

from src.domain.access import GuardedContract
from src.domain.enclosures import Enclosure
from src.storage.engine import bound, tuples
from src.storage.imports import among, listed


async def file_of(contract: GuardedContract, appeal_id: int, answer_id: int) -> tuple[str, Enclosure] | None:
    """What billing calls the file of an answer, and where it is kept."""
    found = await tuples(
        """SELECT s.file_name, s.file, s.digest, s.size FROM appeal_answer s JOIN appeal a ON a.id = s.appeal
        WHERE s.id = {} AND s.appeal = {} AND a.contract = {} AND s.deleted = FALSE AND s.file <> ''""",
        answer_id,
        appeal_id,
        contract.id,
    )
    return (found[0][0], Enclosure(*found[0][1:])) if found else None


async def known_files(keys: Sequence[str]) -> set[str]:
    """Those of the keys that some answer needs."""
    found = await tuples(
        f"SELECT file FROM appeal_answer WHERE file <> '' AND file IN {among(bound().dialect)}",  # noqa: S608 our words
        listed(keys),
    )
    return {file for (file,) in found}
