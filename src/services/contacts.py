"""«Контакты»: branch and curator of each of a person's contracts."""

from datetime import datetime
from typing import Final

from src.domain.access import GuardedContract
from src.services.paging import Slice, one_page
from src.storage import contacts as storage
from src.storage import directory
from src.storage.contacts import Known
from src.storage.contracts import Wanted
from src.storage.directory import Branch, Curator

PAGE: Final = 50


async def list_contacts(user_id: int, wanted: Wanted, now: datetime) -> Slice[Known]:
    """One query, whatever number of contracts the person has."""

    async def ask(wanted: Wanted, limit: int) -> list[Known]:
        return await storage.list_contacts(user_id, wanted, now, limit)

    return await one_page(ask, wanted, lambda known: known.listed.id, PAGE)


async def load_contacts(contract: GuardedContract) -> directory.ContractCard:
    """Of one contract, with its party."""
    return await directory.load_card(contract)


__all__ = ["Branch", "Curator", "Known", "Wanted", "list_contacts", "load_contacts"]
