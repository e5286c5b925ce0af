"""Walk the sealed journal: every chain link by link, its head, every round; tell the first place that does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from src.domain.journal_seals import NO_ROUND, Broken, Chain, Fault, Head, Link, Round, Sealer, same
from src.storage import journal_check as storage
from src.storage.journal_check import Placed
from src.storage.journal_seals import count_waiting, heads_of

BATCH: Final = 2000
ROUNDS: Final = 20
"""Of 500 lines each, at most: as many as are read at once."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A round as the log told it, or whoever wrote it down: the base alone cannot forge what is kept elsewhere."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Report:
    """`lines`: sealed ones; `waiting`: not sealed yet, and not judged; `last`: for the next witness."""

    lines: int
    waiting: int
    last: Round
    broken: Broken | None


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
    found = [broken for chain in Chain if (broken := await _check_chain(sealer, chain))]
    found.sort(key=lambda broken: broken.line or 0)
    cuts = [(chain, await storage.first_cut(chain)) for chain in Chain]
    found += [Broken(Fault.CUT, None, chain, *cut) for chain, cut in cuts if cut]
    last, lines, broken = await _check_rounds(sealer, witness)
    found += [broken] if broken else []
    return Report(lines, await count_waiting(), last, found[0] if found else None)


async def _check_chain(sealer: Sealer, chain: Chain) -> Broken | None:
    walk, owner, place = _Walk(chain), -1, 0
    while batch := await storage.chained(chain, owner, place, BATCH):
        heads = await heads_of(chain, {each.line.owner(chain) or 0 for each in batch})
        for each in batch:
            owner, place = each.line.owner(chain) or 0, each.link.place or 0
            if broken := walk.step(sealer, each, heads.get(owner)):
                return broken
    return None


async def _check_rounds(sealer: Sealer, witness: Witness | None) -> tuple[Round, int, Broken | None]:
    """The last round, the lines of all, and what does not fit first."""
    before, lines, broken, seen = NO_ROUND, 0, None, witness is None
    while found := await storage.rounds_after(before.number, ROUNDS):
        sealed = await storage.lines_of_rounds(found[0].number, found[-1].number)
        for each in found:
            held = sealed.get(each.number, [])
            lines += len(held)
            if each.number != before.number + 1:
                broken = broken or Broken(Fault.ROUND_MISSING, round=before.number + 1)
            elif each != sealer.round(before, each.at, held):
                broken = broken or Broken(Fault.ROUND, round=each.number)
            seen = seen or (witness is not None and (each.number, each.seal) == (witness.number, witness.seal))
            before = each
    if stray := await storage.line_without_round():
        broken = broken or Broken(Fault.ROUND, stray)
    return before, lines, broken or (None if seen else Broken(Fault.WITNESS, round=witness.number if witness else None))
