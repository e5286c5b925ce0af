"""The permanent cast of the tests: Anna administers, Boris submits readings, Galina keeps the books, Vera only looks.

Dmitry is a stranger: he administers another company's contract.
"""

from __future__ import annotations

from dataclasses import dataclass

from src.domain.access import Role
from src.storage.engine import transaction
from tests import factories
from tests.factories import Contract, Metered


@dataclass(frozen=True)
class Person:
    id: int
    email: str
    role: Role


@dataclass(frozen=True)
class Cast:
    """`contract` has one register (`metered`) and an invoice; `foreign` is Dmitry's, with the same."""

    anna: Person
    boris: Person
    galina: Person
    vera: Person
    dmitry: Person
    contract: Contract
    metered: Metered
    foreign: Contract
    foreign_metered: Metered

    @property
    def members(self) -> tuple[Person, ...]:
        return (self.anna, self.boris, self.galina, self.vera)


async def assemble() -> Cast:
    """Write them all into the base, with two contracts that have a year of readings each."""
    async with transaction():
        ours, our_register = await _contract("97000001", "ООО «Вега»")
        theirs, their_register = await _contract("97000002", "ООО «Чужой дом»")
        return Cast(
            anna=await _person("anna@vega.example", "Иванова", "Анна", Role.ADMIN, ours),
            boris=await _person("boris@vega.example", "Петров", "Борис", Role.SUBMITTER, ours),
            galina=await _person("galina@vega.example", "Счетова", "Галина", Role.ACCOUNTANT, ours),
            vera=await _person("vera@vega.example", "Смирнова", "Вера", Role.VIEWER, ours),
            dmitry=await _person("dmitry@other.example", "Чужой", "Дмитрий", Role.ADMIN, theirs),
            contract=ours,
            metered=our_register,
            foreign=theirs,
            foreign_metered=their_register,
        )


async def _contract(number: str, name: str) -> tuple[Contract, Metered]:
    made = await factories.contract(number, await factories.party(name))
    register = await factories.metered(made.id, values=range(1000, 1000 + 14 * 100, 100))
    await factories.invoice(made.id, number=f"А-{number[-2:]}")
    return made, register


async def _person(email: str, family_name: str, given_name: str, role: Role, contract: Contract) -> Person:
    id_ = await factories.user(email, family_name, given_name)
    await factories.member(id_, contract.id, role)
    return Person(id_, email, role)
