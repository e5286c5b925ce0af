"""Documents on their way in: the files that are kept already, the requests that they answer."""

from collections.abc import Iterable, Sequence

from src.domain.enclosures import Enclosure
from src.storage.documents import DOCUMENTS
from src.storage.engine import bound, execute, tuples
from src.storage.imports import DOCUMENT, among, listed, upsert
from src.storage.list_months import carry, held
from src.storage.touched import keyed


async def files_of(keys: Iterable[str]) -> dict[str, Enclosure]:
    """By the code of the document, hidden ones included."""
    found = await tuples(
        f"SELECT k.key, k.file, k.digest, k.size FROM {keyed('document', bound().dialect)}",  # noqa: S608
        listed(keys),
    )
    return {key: Enclosure(file, digest, size) for key, file, digest, size in found}


async def requests_of(numbers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Ids of the requests of these numbers, and of their contracts."""
    found = await tuples(
        f"SELECT number, id, contract FROM reconciliation WHERE number IN {among(bound().dialect)}",  # noqa: S608
        listed(numbers),
    )
    return {number: (id_, contract) for number, id_, contract in found}


async def write_documents(values: Sequence[Sequence[object]]) -> None:
    """In the open transaction, with the months; requests that a document answers, or answers no longer, know it."""
    codes = [str(row[0]) for row in values]
    keys = listed(codes)
    before, gone = await _answered(keys), await held(DOCUMENTS, codes)
    await upsert(DOCUMENT, values)
    await carry(DOCUMENTS, gone, await held(DOCUMENTS, codes))
    if touched := sorted(before | await _answered(keys)):
        await execute(
            """UPDATE reconciliation SET document = (SELECT MAX(d.id) FROM document d
                WHERE d.reconciliation = reconciliation.id AND d.deleted = FALSE) WHERE id IN ({})""",
            touched,
        )


async def _answered(keys: str) -> set[int]:
    found = await tuples(f"SELECT k.reconciliation FROM {keyed('document', bound().dialect)}", keys)  # noqa: S608
    return {id_ for (id_,) in found if id_}


async def known_files(keys: Sequence[str]) -> set[str]:
    """Those of the keys that some document needs, hidden ones included: they may come back."""
    found = await tuples(
        f"SELECT file FROM document WHERE file <> '' AND file IN {among(bound().dialect)}",  # noqa: S608
        listed(keys),
    )
    return {file for (file,) in found}
