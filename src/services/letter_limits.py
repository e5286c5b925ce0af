"""Nobody's mailbox is flooded: a few letters of a kind to an address, more from a network; then «Я не робот», waits."""

from collections.abc import Mapping
from dataclasses import dataclass

from src.domain.journal import Actor
from src.services import throttling
from src.services.account import Tools
from src.services.captcha import Proof

NETWORK_FREE = 10


def limits_of(tools: Tools, kind: str, folded: str, actor: Actor) -> throttling.Limits:
    """The counters of one more letter of this kind to this address."""
    return {
        throttling.key_of("letter", kind, folded): tools.free,
        throttling.key_of("letters", throttling.network_of(actor.address)): tools.free * NETWORK_FREE,
    }


async def count(tools: Tools, kind: str, folded: str, actor: Actor) -> None:
    """Count one more letter; throttling.TooSoon after too many."""
    await throttling.attempt(limits_of(tools, kind, folded, actor), actor.now)


def form_of(kind: str) -> str:
    """The name under which «Я не робот» knows the form that asks for a letter of this kind."""
    return f"letter-{kind}"


async def prove(tools: Tools, kind: str, folded: str, actor: Actor, fields: Mapping[str, str]) -> Proof | None:
    """«Я не робот» before one more letter; None while it is not asked. captcha.NotProved, throttling.TooSoon."""
    return await prove_within(tools, limits_of(tools, kind, folded, actor), Form(form_of(kind), folded), actor, fields)


@dataclass(frozen=True, slots=True)
class Form:
    """The name of a form under which «Я не робот» knows it, and what makes a second click of it the same."""

    name: str
    bound: str


async def prove_within(
    tools: Tools, limits: throttling.Limits, form: Form, actor: Actor, fields: Mapping[str, str]
) -> Proof | None:
    """«Я не робот» before one more attempt of these counters; None while it is not asked. NotProved, TooSoon.

    Whoever must wait keeps the puzzle. A proof that comes `again` is a second click: the first was answered.
    """
    if not await throttling.proof_needed(limits, actor.now):
        return None
    try:
        await throttling.refuse_waiting(limits, actor.now)
    except throttling.TooSoon:
        if await tools.captcha.second_click(form.name, fields, actor.now, form.bound):
            return Proof(form.name, 0, 0, again=True)
        raise
    return await tools.captcha.check(form.name, fields, actor.now, form.bound)
