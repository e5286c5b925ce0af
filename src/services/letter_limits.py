"""Nobody's mailbox is flooded: a few letters of a kind to an address, more from a network, then waits."""

from src.domain.journal import Actor
from src.services import throttling
from src.services.account import Tools

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
