"""What is told when access to many contracts was changed at once: one letter to the person, one to each address."""

from collections.abc import Sequence

from src.domain.journal import Actor
from src.domain.many import Act, Choice, Outcome
from src.services.letters import Letters
from src.services.members import opened
from src.services.members.telling import NAMED, AccessLetter, What, name_of, post
from src.storage import granting, memberships
from src.storage.members import choosing, many


async def tell_person(letters: Letters, actor: Actor, choice: Choice) -> None:
    """Nothing where nothing was done."""
    done = (await choosing.count(choice.id)).of(Outcome.DONE)
    if not done:
        return
    numbers = await many.done_numbers(choice.id, NAMED)
    what = What.WITHDRAWN if choice.act is Act.WITHDRAW else What.CHANGED
    role, until = choice.terms or (None, None)
    who, others = await name_of(actor.user_id), done - len(numbers)
    letter = AccessLetter(what, numbers, letters.link("/contracts"), role, until, who, others=others)
    await post(letters, await memberships.login_of(choice.person), letter, actor.now, f"access-many.{choice.id}")


async def tell_contracts(letters: Letters, actor: Actor, choice: Choice, new: Sequence[int]) -> None:
    """The contracts' own addresses hear of everybody who comes."""
    if new and choice.terms:
        managed = await granting.managed_of(choice.user_id, new, actor.now)
        login, (_, by) = await memberships.login_of(choice.person), await granting.name_of(choice.user_id)
        await opened.tell_contracts(letters, actor, login, by, managed, choice.terms)
