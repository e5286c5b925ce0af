"""Documents of billing, with the files that come beside them."""

from dataclasses import dataclass
from typing import Any, Final

from src.domain.directory import Fault
from src.domain.documents import fault_of_document
from src.domain.enclosures import NOTHING, Enclosure
from src.domain.lists import number_key
from src.exchange import nouns
from src.exchange.document_rows import DocumentRow
from src.exchange.files import Read, Refusal, RefusedFile
from src.services.exchange.enclosures import Keeping
from src.services.exchange.loading import Moment, Prepared, refusal, unknown
from src.storage import imported_documents as storage
from src.storage.imports import CONTRACT, DOCUMENT, ids_of

FOLDER: Final = "documents"
"""Of the files in the storage."""


class DocumentsLoader:
    noun = nouns.DOCUMENTS
    table = DOCUMENT.table

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        known, keeping, prepared = await _known(read), Keeping(moment.enclosing, FOLDER, moment.now), Prepared()
        row: DocumentRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := known.fault(row):
                prepared.refused.append(refusal(line, row, fault))
                continue
            there = known.files.get(row.document, NOTHING)
            try:
                kept = there if row.deleted else await keeping.keep(row.file, there)
            except RefusedFile as refused:
                prepared.refused.append(Refusal(line, "file", refused.reason, row.file))
                continue
            prepared.values[row.document] = known.stored(row, kept)
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        await storage.write_documents(list(prepared.values.values()))
        return []


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of a stretch name: ids of contracts, ids of requests with those of their contracts, kept files."""

    contracts: dict[str, int]
    requests: dict[str, tuple[int, int]]
    files: dict[str, Enclosure]

    def fault(self, row: DocumentRow) -> Fault | None:
        if fault := unknown(row, [("contract", self.contracts)]):
            return fault
        asked = None
        if row.request:
            asked = self.requests.get(row.request, (0, 0))[1] == self.contracts[row.contract]
        return fault_of_document(row.kind, row.issued_on, row.total, row.vat, asked)

    def stored(self, row: DocumentRow, kept: Enclosure) -> tuple[Any, ...]:
        request = self.requests[row.request][0] if row.request else None
        return (
            row.document, self.contracts[row.contract], row.kind, row.number, number_key(row.number), row.issued_on,
            str(row.period or ""), row.total is not None, row.total or 0, row.vat or 0, kept.file, kept.digest,
            kept.size, request, row.deleted,
        )  # fmt: skip


async def _known(read: Read) -> _Known:
    return _Known(
        await ids_of(CONTRACT, {row.contract for row in read.rows}),
        await storage.requests_of({row.request for row in read.rows if row.request}),
        await storage.files_of({row.document for row in read.rows}),
    )
