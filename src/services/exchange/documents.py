"""Documents of billing, with the files that come beside them."""

from typing import Any, Final

from src.domain.directory import Fault
from src.domain.documents import fault_of_document
from src.domain.enclosures import NOTHING, Enclosure
from src.domain.exchange import Reason
from src.domain.lists import number_key
from src.exchange import nouns
from src.exchange.files import Read, Refusal, RefusedFile
from src.exchange.rows import DocumentRow
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
        contracts = await ids_of(CONTRACT, {row.contract for row in read.rows})
        requests = await storage.requests_of({row.request for row in read.rows if row.request})
        known = await storage.files_of({row.document for row in read.rows})
        keeping, prepared = Keeping(moment.enclosing, FOLDER, moment.now), Prepared()
        row: DocumentRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := unknown(row, [("contract", contracts)]) or _fault(row, contracts[row.contract], requests):
                prepared.refused.append(refusal(line, row, fault))
                continue
            there = known.get(row.document, NOTHING)
            try:
                kept = there if row.deleted else await keeping.keep(row.file, there)
            except RefusedFile as refused:
                prepared.refused.append(Refusal(line, "file", refused.reason, row.file))
                continue
            request = requests[row.request][0] if row.request else None
            prepared.values[row.document] = _stored(row, contracts[row.contract], kept, request)
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        await storage.write_documents(list(prepared.values.values()))
        return []


def _fault(row: DocumentRow, contract: int, requests: dict[str, tuple[int, int]]) -> Fault | None:
    if row.request and requests.get(row.request, (0, 0))[1] != contract:
        return "request", Reason.NO_SUCH_REQUEST
    return fault_of_document(row.kind, row.issued_on, row.total, row.vat, row.request)


def _stored(row: DocumentRow, contract: int, kept: Enclosure, request: int | None) -> tuple[Any, ...]:
    return (
        row.document, contract, row.kind, row.number, number_key(row.number), row.issued_on, str(row.period or ""),
        row.total is not None, row.total or 0, row.vat or 0, kept.file, kept.digest, kept.size, request, row.deleted,
    )  # fmt: skip
