"""Walk the sealed journal: every chain link by link, its head, every round; tell the first place that does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from src.domain.journal_seals import NO_ROUND, Broken, Chain, Fault, Head, Link, Round, Sealed, Sealer, same
from src.storage import journal_check as storage
from src.storage.journal_check import Placed
from src.storage.journal_seals import count_waiting, heads_of

BATCH: Final = 2000
ROUNDS: Final = 20
"""Of 500 lines each, at most: as many as are read at once."""
LATE: Final = 600 * 1_000_000
"""Microseconds between a line's own moment and its seal that are told: the worker seals every half a minute."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A round as the log told it, or whoever wrote it down: the base alone cannot forge what is kept elsewhere."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Late:
    """Lines that were sealed long after their moment, or before it: no worker ran then, or somebody put them in."""

    lines: int = 0
    first: int = 0

    def and_of(self, round_: Round, held: Sequence[Sealed]) -> Late:
        found = [each.line.id for each in held if abs(round_.at - each.line.at) > LATE]
        return Late(self.lines + len(found), self.first or (found[0] if found else 0))


@dataclass(frozen=True, slots=True)
class Report:
    """`lines`: sealed ones; `waiting`: not sealed yet, and not judged; `last`: for the next witness."""

    lines: int
    waiting: int
    last: Round
    broken: Broken | None
    late: Late = Late()


@dataclass(slots=True)
class _Walk:
    """How far a walk along one kind of chain has come."""

    chain: Chain
    owner: int = 0
    last: Link = field(default_factory=lambda: Link(0, ""))

    def step(self, sealer: Sealer, placed: Placed, head: Head | None) -> Broken | None:
        """Whether the next line fits to the last one and to the head of its chain."""
        line, link = placed
        owner, place = line.owner(self.chain) or 0, link.place or 0
        if owner != self.owner:
            self.owner, self.last = owner, Link(0, "")
        wanted = (self.last.place or 0) + 1
        told = Broken(Fault.CHANGED, line.id, self.chain, owner, wanted)
        if head is None or place > head.place:
            return _with(told, Fault.BEYOND)
        if place != wanted:
            return _with(told, Fault.MISSING)
        if not same(link.seal, sealer.link(self.chain, line, place, self.last.seal or "").seal):
            return told
        self.last = link
        if place == head.place and head != sealer.head(self.chain, owner, link):
            return _with(told, Fault.HEAD)
        return None


def _with(told: Broken, fault: Fault) -> Broken:
    return Broken(fault, told.line, told.chain, told.owner, told.place)


async def check_journal(sealer: Sealer, witness: Witness | None = None) -> Report:
    """Everything that is sealed; memory stays that of a batch. The first line wins, then cut ends, then rounds."""
    try:
        return await _walked(sealer, witness)
    except (TypeError, ValueError):  # SQLite takes a text for a number, and only then does nothing fit
        return Report(0, await count_waiting(), NO_ROUND, Broken(Fault.UNREADABLE))


async def _walked(sealer: Sealer, witness: Witness | None) -> Report:
    found = [broken for chain in Chain if (broken := await _check_chain(sealer, chain))]
    found.sort(key=lambda broken: broken.line or 0)
    cuts = [(chain, await storage.first_cut(chain)) for chain in Chain]
    found += [Broken(Fault.CUT, None, chain, *cut) for chain, cut in cuts if cut]
    last, lines, late, broken = await _check_rounds(sealer, witness)
    found += [broken] if broken else []
    return Report(lines, await count_waiting(), last, found[0] if found else None, late)


async def _check_chain(sealer: Sealer, chain: Chain) -> Broken | None:
    walk, owner, place = _Walk(chain), -1, 0
    while batch := await storage.chained(chain, owner, place, BATCH):
        heads = await heads_of(chain, {each.line.owner(chain) or 0 for each in batch})
        for each in batch:
            owner, place = each.line.owner(chain) or 0, each.link.place or 0
            if broken := walk.step(sealer, each, heads.get(owner)):
                return broken
    return None


async def _check_rounds(sealer: Sealer, witness: Witness | None) -> tuple[Round, int, Late, Broken | None]:
    """The last round, the lines of all, those that came late, and what does not fit first."""
    before, lines, late, broken, seen = NO_ROUND, 0, Late(), None, witness is None
    while found := await storage.rounds_after(before.number, ROUNDS):
        sealed = await storage.lines_of_rounds(found[0].number, found[-1].number)
        for each in found:
            held = sealed.get(each.number, [])
            lines, late = lines + len(held), late.and_of(each, held)
            if each.number != before.number + 1:
                broken = broken or Broken(Fault.ROUND_MISSING, round=before.number + 1)
            elif each != sealer.round(before, each.at, held):
                broken = broken or Broken(Fault.ROUND, round=each.number)
            seen = seen or (witness is not None and (each.number, each.seal) == (witness.number, witness.seal))
            before = each
    if stray := await storage.line_without_round():
        broken = broken or Broken(Fault.ROUND, stray)
    if witness and not seen:
        broken = broken or Broken(Fault.WITNESS, round=witness.number)
    return before, lines, late, broken
