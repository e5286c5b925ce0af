"""How lines of the journal are sealed: a keyed sum over a line and the seal before it in the same chain.

A line belongs to the chain of its contract and to that of its account; a round holds all lines that were sealed at once
and follows the round before. Whoever lacks the key can make none of the three anew.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Chain(StrEnum):
    CONTRACT = "contract"
    ACCOUNT = "account"


class Line(NamedTuple):
    """A line as the base holds it; `at` in microseconds, `contract` and `account` are ids or None."""

    id: int
    at: int
    account: int | None
    contract: int | None
    action: str
    address: str
    details: str

    def owner(self, chain: Chain) -> int | None:
        return self.contract if chain is Chain.CONTRACT else self.account


class Link(NamedTuple):
    """The place of a line in a chain, counted from 1, and its seal; NO_LINK: not in this chain."""

    place: int | None
    seal: str | None


NO_LINK = Link(None, None)


class Sealed(NamedTuple):
    line: Line
    links: dict[Chain, Link]


class Head(NamedTuple):
    """The last link of a chain, with a seal of its own: a cut chain does not fit an old one."""

    chain: Chain
    owner: int
    place: int
    seal: str
    head_seal: str


class Round(NamedTuple):
    """What was sealed at once, `at` in microseconds; numbered from 1 without gaps."""

    number: int
    at: int
    lines: int
    seal: str


NO_ROUND = Round(0, 0, 0, "")


class Fault(StrEnum):
    CHANGED = "changed"
    """the line is not what was sealed at this place of its chain: changed, moved, or put in"""
    MISSING = "missing"
    """a line was here"""
    CUT = "cut"
    """the end of the chain is gone"""
    BEYOND = "beyond"
    """the line stands behind the end of its chain, or in a chain that has none"""
    HEAD = "head"
    """the end of the chain as it was written down is not ours"""
    ROUND = "round"
    """what was sealed at once is not what it was: a line too few, too many or changed"""
    ROUND_MISSING = "round_missing"
    UNREADABLE = "unreadable"
    """a value of another kind than the column's, which no line of ours has"""
    WITNESS = "witness"
    """the round that somebody wrote down is another one, or gone: the whole base is an older one, or made anew"""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place that does not fit; what does not apply is None."""

    fault: Fault
    line: int | None = None
    chain: Chain | None = None
    owner: int | None = None
    place: int | None = None
    round: int | None = None


class Sealer:
    """Seals with one key. Every text that is summed begins with what it is for, so that none passes for another."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def link(self, chain: Chain, line: Line, place: int, before: str) -> Link:
        """The link of this line at this place, behind the seal `before` ('' at the first)."""
        return Link(place, self._sum("line", chain.value, line.owner(chain), place, before, *line))

    def head(self, chain: Chain, owner: int, last: Link) -> Head:
        place, seal = last.place or 0, last.seal or ""
        return Head(chain, owner, place, seal, self._sum("head", chain.value, owner, place, seal))

    def round(self, before: Round, at: int, sealed: Iterable[Sealed]) -> Round:
        """The round that follows `before`; lines by id."""
        content, count = hashlib.sha256(), 0
        for each in sealed:
            links = [part for chain in Chain for part in each.links.get(chain, NO_LINK)]
            content.update(_text([*each.line, *links]))
            count += 1
        number = before.number + 1
        return Round(number, at, count, self._sum("round", number, at, count, before.seal, content.hexdigest()))

    def _sum(self, *parts: str | int | None) -> str:
        return hmac.new(self._key, _text(parts), hashlib.sha256).hexdigest()


def _text(parts: Iterable[str | int | None]) -> bytes:
    """Unlike parts never come to the same text; the line end keeps neighbours apart.

    What SQLite may be made to hold besides, a float or bytes, is a text that no line of ours has."""
    return json.dumps(list(parts), separators=(",", ":"), default=lambda other: {"other": repr(other)}).encode() + b"\n"


def same(one: str | None, other: str | None) -> bool:
    """Compared without telling by the time how much fits; whatever stands there in the place of a seal."""
    return hmac.compare_digest(_text([one]), _text([other]))
