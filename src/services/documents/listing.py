"""«Документы»: the list of a contract, and what a selection comes to by kind."""

from collections.abc import Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.documents import KINDS, Document, Sum
from src.domain.lists import Asked
from src.services.lists import Lists
from src.storage import documents as storage
from src.storage.totals import by_kind

DOCUMENTS: Final[Lists[Document]] = Lists(storage.DOCUMENTS)


async def sums(contract: GuardedContract, asked: Asked) -> Sequence[Sum] | None:
    """By kind, for the sum of an invoice and its act says nothing; None: too many are to be looked at."""
    found = await by_kind(storage.DOCUMENTS, contract, asked)
    if found is None:
        return None
    return [Sum(kind, found[kind].count, *found[kind].sums) for kind in KINDS if kind in found]
