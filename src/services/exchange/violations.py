"""Acts of violation, as billing sends them, with copies of some of them."""

from src.domain.enclosures import NOTHING
from src.exchange.files import Read, Refusal, RefusedFile
from src.exchange.violation_rows import ViolationRow
from src.services.exchange.enclosures import Keeping
from src.services.exchange.loading import Moment, Prepared
from src.services.exchange.violation_directory import ROWS
from src.storage.violation_files import files_of

FOLDER = "violations"
"""Of the files in the storage."""
_FILE = slice(-4, -1)
"""Of the values of a row: key, digest and size of its file."""


class ViolationsLoader:
    """As other rows of the directory; a file is kept before the row that knows it."""

    noun = ROWS.noun
    table = ROWS.table

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        prepared = await ROWS.prepare(read, moment)
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
        return await ROWS.write(prepared, moment)
