"""The way into the base of rows whose faults show in the row itself or in its parents."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from src.domain.directory import Fault
from src.exchange.files import Read, Refusal
from src.exchange.nouns import Noun
from src.services.exchange.loading import Moment, Prepared, refusal, unknown
from src.storage.imports import Target, ids_of, upsert
from src.storage.recount_queue import mark
from src.storage.touched import contracts_of

Ids = Mapping[str, dict[str, int]]
"""Ids of the parents, by column."""


@dataclass(frozen=True, slots=True)
class DirectoryLoader:
    """`stored` makes of a row and its parents' ids what the target's columns hold; `fault` hears what day it is;
    `touches` is the column whose contracts are to be counted again by `count`, empty where nothing is derived of these
    rows; `besides` are words that stand where a parent's code stands and name nobody."""

    noun: Noun
    target: Target
    stored: Callable[[Any, Ids], tuple[Any, ...]]
    parents: tuple[tuple[str, Target], ...] = ()
    fault: Callable[[Any, date], Fault | None] = lambda row, today: None
    touches: str = ""
    count: Callable[[list[int], datetime], Awaitable[None]] = mark
    besides: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.target.table

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        ids = {
            column: await ids_of(target, {getattr(row, column) for row in read.rows}) for column, target in self.parents
        }
        for known in ids.values():
            known.update(dict.fromkeys(self.besides, 0))
        prepared, today = Prepared(), moment.now.astimezone(moment.zone).date()
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := self.fault(row, today) or unknown(row, ids.items()):
                prepared.refused.append(refusal(line, row, fault))
                continue
            values = self.stored(row, ids)
            prepared.values[values[: self.target.keys]] = values
            prepared.keys.add(row[0])
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        """What a row touched before it moves to another contract is counted again as well as what it touches then."""
        before = await contracts_of(self.touches, prepared.keys) if self.touches else set()
        await upsert(self.target, list(prepared.values.values()))
        if self.touches:
            after = await contracts_of(self.touches, prepared.keys)
            await self.count(sorted(before | after), moment.now)
        return []
