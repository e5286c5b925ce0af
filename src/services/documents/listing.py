"""«Документы»: the list of a contract, and what a selection comes to by kind."""

from collections.abc import Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.documents import Document, Sum
from src.domain.lists import Asked
from src.services.lists import Lists
from src.storage import documents as storage

DOCUMENTS: Final[Lists[Document]] = Lists(storage.DOCUMENTS)


async def sums(contract: GuardedContract, asked: Asked) -> Sequence[Sum] | None:
    """By kind, for the sum of an invoice and its act says nothing; None: too many are to be looked at."""
    return await storage.sums(contract, asked)
