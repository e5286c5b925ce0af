"""Choosing contracts for one act: tick by tick, or all that a filter finds; then whose access, and what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.domain.access import Role
from src.domain.inviting import over
from src.domain.journal import Actor
from src.domain.many import GOING, Act, CannotBegin, Choice, Counts, Fault, NoSuchChoice, Refused, State
from src.domain.members import Terms
from src.services.access import known_id
from src.services.paging import Slice, one_page
from src.storage import contracts, engine, memberships
from src.storage.members import choosing as storage
from src.storage.members import many

PAGE = 50
FIRST = 300
"""Contracts to which a link from here adds somebody new: their ids stand in its address."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A page of contracts that the person administers; those of them that are chosen; how many are chosen in all."""

    page: Slice[contracts.Listed]
    ticked: frozenset[int]
    chosen: int


@dataclass(frozen=True, slots=True)
class Made:
    """A choice with the person's login, '' while nobody is named, and what came of it so far."""

    choice: Choice
    login: str
    counts: Counts


async def offer(actor: Actor, wanted: contracts.Wanted) -> Offered:
    user_id = actor.person

    async def ask(wanted: contracts.Wanted, limit: int) -> list[contracts.Listed]:
        return await contracts.list_contracts(user_id, replace(wanted, role=Role.ADMIN), actor.now, limit)

    page = await one_page(ask, wanted, lambda listed: listed.id, PAGE)
    choice = await storage.open_choice(user_id)
    if choice is None:
        return Offered(page, frozenset(), 0)
    ticked = await storage.chosen_of(choice.id, [listed.id for listed in page.rows])
    return Offered(page, frozenset(ticked), (await storage.count(choice.id)).all)


async def tick(actor: Actor, shown: Sequence[int], ticked: Sequence[int]) -> None:
    """Of the contracts that were shown these are chosen, and no others."""
    async with engine.transaction():
        choice_id = await storage.begin(actor.person, actor.now)
        await storage.leave_out(choice_id, sorted(set(shown) - set(ticked)))
        await storage.add(choice_id, actor.person, sorted(set(ticked)), actor.now)


async def tick_found(actor: Actor, words: Sequence[str]) -> None:
    """All that these words find is chosen too."""
    async with engine.transaction():
        choice_id = await storage.begin(actor.person, actor.now)
        await storage.add_found(choice_id, actor.person, words, actor.now)


async def untick_all(actor: Actor) -> None:
    async with engine.transaction():
        await storage.leave_out(await storage.begin(actor.person, actor.now), None)


async def open_one(user_id: int) -> Made | None:
    choice = await storage.open_choice(user_id)
    return await _made(choice) if choice else None


async def first_chosen(user_id: int) -> list[int]:
    choice = await storage.open_choice(user_id)
    return await storage.first_chosen(choice.id, FIRST) if choice else []


async def say(actor: Actor, folded: str, act: Act, terms: Terms | None) -> None:
    """Whose access, by the folded login, and what is to be done. Raises CannotBegin."""
    async with engine.transaction():
        choice_id = await storage.begin(actor.person, actor.now)
        found = await storage.shared_person(actor.person, folded, actor.now)
        if found is None:
            raise CannotBegin(Fault.UNKNOWN)
        if found[0] == actor.user_id:
            raise CannotBegin(Fault.ONESELF)
        if not (await storage.count(choice_id)).all:
            raise CannotBegin(Fault.NOTHING)
        await storage.say(choice_id, found[0], act, terms)


async def start(actor: Actor, choice_id: int, stamp: str) -> bool:
    """Begin what was shown with this stamp; False for a second click. Raises CannotBegin, NoSuchChoice."""
    made = await find(actor.person, choice_id)
    if made.choice.state is not State.OPEN:
        return False
    if made.choice.terms and over(made.choice.terms, actor.now):
        raise CannotBegin(Fault.OVER)
    async with engine.transaction():
        if not made.counts.all:
            raise CannotBegin(Fault.NOTHING)
        if await storage.going(actor.person) >= GOING:
            raise CannotBegin(Fault.BUSY)
        if not await storage.start(choice_id, actor.person, actor.address, actor.now):
            return False
        if stamp != await many.stamp_of(choice_id):  # from here on nobody chooses or says anything else
            raise CannotBegin(Fault.CHANGED)
    return True


async def find(user_id: int, choice_id: int) -> Made:
    """Raises NoSuchChoice."""
    choice = await storage.find(user_id, choice_id) if known_id(choice_id) else None
    if choice is None:
        raise NoSuchChoice
    return await _made(choice)


async def _made(choice: Choice) -> Made:
    login = await memberships.login_of(choice.person) if choice.person else ""
    return Made(choice, login, await storage.count(choice.id))


async def stamp_of(made: Made) -> str:
    return await many.stamp_of(made.choice.id)


async def refused(made: Made, after: int) -> tuple[Sequence[Refused], int]:
    """Where it could not be done, a page of it, and what leads to the next one."""
    found = await many.refused(made.choice.id, after, PAGE + 1)
    return found[:PAGE], found[PAGE - 1].contract_id if len(found) > PAGE else 0
