"""Acts of violation, as billing sends them, with copies of some of them."""

from datetime import datetime
from typing import Any

from src.domain.directory import Fault
from src.domain.enclosures import NOTHING
from src.domain.violations import fault_of_act, fault_of_volume
from src.exchange import nouns
from src.exchange.files import Read, Refusal, RefusedFile
from src.exchange.violation_rows import ViolationRow
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.services.exchange.enclosures import Keeping
from src.services.exchange.loading import Moment, Prepared
from src.storage import imports
from src.storage.forms import scaled_in
from src.storage.violation_files import files_of
from src.storage.waiting import recount_violations

FOLDER = "violations"
"""Of the files in the storage."""

_MEASURES = ("power_kw", "volts", "amperes", "cos_phi", "hours")


def _stored(row: ViolationRow, ids: Ids) -> tuple[Any, ...]:
    measures = [scaled_in(getattr(row, name)) for name in _MEASURES]
    asked = 0 if row.status == "cancelled" else row.total or 0
    head = (row.violation, ids["contract"][row.contract], *row[2:8], scaled_in(row.energy), row.total, asked)
    return (*head, *row[10:12], *measures, *row[17:26], "", "", 0, row.deleted)


def _fault(row: ViolationRow) -> Fault | None:
    measures = {name: getattr(row, name) for name in _MEASURES}
    return fault_of_act(row.drawn_on, row.since, row.until, row.object_until) or fault_of_volume(row.method, measures)


async def _count(contracts: list[int], now: datetime) -> None:
    """The newest act stands beside each membership."""
    await recount_violations(contracts)


_ROWS = DirectoryLoader(
    nouns.VIOLATIONS, imports.VIOLATION, _stored, (("contract", imports.CONTRACT),), _fault, "violation", _count
)
_FILE = slice(-4, -1)
"""Of the values of a row: key, digest and size of its file."""


class ViolationsLoader:
    """As other rows of the directory; a file is kept before the row that knows it."""

    noun = _ROWS.noun
    table = _ROWS.table

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        prepared = await _ROWS.prepare(read, moment)
        known, keeping = await files_of(sorted(prepared.keys)), Keeping(moment.enclosing, FOLDER, moment.now)
        refused = {each.line for each in prepared.refused}
        row: ViolationRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if line in refused or (row.violation,) not in prepared.values:
                continue
            there = known.get(row.violation, NOTHING)
            try:
                kept = there if row.deleted else await keeping.keep(row.file, there)
            except RefusedFile as error:
                del prepared.values[row.violation,]
                prepared.refused.append(Refusal(line, "file", error.reason, row.file))
            else:
                told = list(prepared.values[row.violation,])
                told[_FILE] = kept.file, kept.digest, kept.size
                prepared.values[row.violation,] = tuple(told)
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        return await _ROWS.write(prepared, moment)
