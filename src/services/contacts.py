"""«Контакты»: branch and curator of each of a person's contracts."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from src.domain.access import GuardedContract
from src.storage import contacts as storage
from src.storage import directory
from src.storage.contacts import Known
from src.storage.contracts import Wanted
from src.storage.directory import Branch, Curator

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class ContactList:
    """One page; `before` and `after` are the ids that lead to its neighbours, 0 where there is none."""

    rows: tuple[Known, ...]
    before: int = 0
    after: int = 0


async def list_contacts(user_id: int, wanted: Wanted, now: datetime) -> ContactList:
    """One query, whatever number of contracts the person has."""
    found = await storage.list_contacts(user_id, wanted, now, PAGE + 1)
    if not found and (wanted.after or wanted.before):  # the mark was withdrawn meanwhile: begin anew
        wanted = replace(wanted, after=0, before=0)
        found = await storage.list_contacts(user_id, wanted, now, PAGE + 1)
    more = len(found) > PAGE
    shown = found[-PAGE:] if wanted.before else found[:PAGE]
    if not shown:
        return ContactList(())
    earlier = more if wanted.before else bool(wanted.after)
    first, last = shown[0].listed.id, shown[-1].listed.id
    return ContactList(tuple(shown), first if earlier else 0, last if more or wanted.before else 0)


async def load_contacts(contract: GuardedContract) -> directory.ContractCard:
    """Of one contract, with its party."""
    return await directory.load_card(contract)


__all__ = ["Branch", "ContactList", "Curator", "Known", "Wanted", "list_contacts", "load_contacts"]
