"""What has photos: readings of a receipt, entries of history, files."""

from collections.abc import Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.history import Photographed
from src.storage.engine import tuples
from src.storage.forms import instant_out

_CHUNK: Final = 500


async def known_files(keys: Sequence[str]) -> set[str]:
    """Those of the keys that some photo needs."""
    known = set[str]()
    for start in range(0, len(keys), _CHUNK):
        some = list(keys[start : start + _CHUNK])
        for file, small in await tuples(
            "SELECT file, small FROM photo WHERE file IN ({}) OR small IN ({})", some, some
        ):
            known |= {file, small}
    return known


async def registers_with_photos(reading_ids: Sequence[int]) -> dict[int, int]:
    """Registers by reading, of those readings that have photos."""
    if not reading_ids:
        return {}
    found = await tuples("SELECT reading, register FROM photo WHERE reading IN ({})", list(reading_ids))
    return dict(found)


async def photographed(contract: GuardedContract, row_ids: Sequence[int]) -> Photographed:
    """Registers by row, instant and version of the readings with photos at these rows; version 0: not sent yet."""
    if not row_ids:
        return {}
    found = await tuples(
        """SELECT DISTINCT s.id, f.as_of, COALESCE(g.version, 0), f.register FROM sheet_row s
        JOIN photo f ON f.contract = s.contract AND f.register = s.register LEFT JOIN reading g ON g.id = f.reading
        WHERE s.contract + 0 = {} AND s.id IN ({})""",
        contract.id,
        list(row_ids),
    )
    return {(row, instant_out(as_of), version): register for row, as_of, version, register in found}
