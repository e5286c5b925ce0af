"""The worker seals the journal: whoever writes a line only inserts it, and waits for nobody."""

import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from src.domain.journal_seals import NO_LINK, Chain, Head, Line, Link, Round, Sealed, Sealer
from src.settings import Settings
from src.storage import journal_seals as storage
from src.storage.engine import transaction
from src.storage.forms import instant_in
from src.storage.links import Violation

AT_ONCE = 500
"""Lines of one round: a tenth of a second at most in which nobody else writes on SQLite."""


class Done(NamedTuple):
    """How many lines were sealed, and the last round of them; None: nothing waited."""

    lines: int
    last: Round | None


def sealer_of(settings: Settings) -> Sealer:
    """With the key of the journal, or one that follows from the secret key of the portal."""
    secret = settings.journal_key or settings.secret_key
    return Sealer(hmac.new(secret.encode(), b"kabinet journal", "sha256").digest())


def nobody(line: Line) -> None:
    """Nobody is told."""


async def seal_waiting(
    sealer: Sealer, now: datetime, at_once: int = AT_ONCE, tell: Callable[[Line], None] = nobody
) -> Done:
    """Round after round until nothing waits; one that another worker made first is left to it.

    `tell` hears of every line, once, after it was sealed.
    """
    lines, last = 0, None
    while await storage.is_waiting():
        try:
            async with transaction():
                last, sealed = await _one_round(sealer, now, at_once)
        except Violation as broken:
            if broken.constraint != "journal_round_unique":
                raise
            break
        lines += last.lines
        for line in sealed:
            tell(line)
        if last.lines < at_once:
            break
    return Done(lines, last)


async def _one_round(sealer: Sealer, now: datetime, at_once: int) -> tuple[Round, Sequence[Line]]:
    before = await storage.last_round()
    lines = await storage.waiting_lines(at_once)
    if not lines:  # another worker was faster
        return before._replace(lines=0), ()
    links: dict[Chain, list[Link]] = {}
    heads: list[Head] = []
    for chain in Chain:
        links[chain], ends = _linked(sealer, chain, lines, await _ends(chain, lines))
        heads += [sealer.head(chain, owner, link) for owner, link in sorted(ends.items())]
    sealed = [Sealed(line, {chain: links[chain][at] for chain in Chain}) for at, line in enumerate(lines)]
    made = sealer.round(before, instant_in(now), sealed)
    await storage.write(sealed, heads, made)
    return made, lines


async def _ends(chain: Chain, lines: Sequence[Line]) -> dict[int, Link]:
    owners = {owner for line in lines if (owner := line.owner(chain)) is not None}
    found = await storage.heads_of(chain, owners) if owners else {}
    return {owner: Link(head.place, head.seal) for owner, head in found.items()}


def _linked(
    sealer: Sealer, chain: Chain, lines: Sequence[Line], ends: dict[int, Link]
) -> tuple[list[Link], dict[int, Link]]:
    """The link of each line, NO_LINK where it is not in this kind of chain, and where the chains end then."""
    links = []
    for line in lines:
        owner = line.owner(chain)
        if owner is None:
            links.append(NO_LINK)
            continue
        last = ends.get(owner, Link(0, ""))
        ends[owner] = sealer.link(chain, line, (last.place or 0) + 1, last.seal or "")
        links.append(ends[owner])
    return links, ends
