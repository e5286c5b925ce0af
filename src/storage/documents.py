"""Documents of a contract, found one by one; lists are walked by storage/lists.py."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from src.domain.access import GuardedContract
from src.domain.documents import Document
from src.domain.enclosures import Enclosure
from src.storage.engine import tuples
from src.storage.lists import Listing

COLUMNS: Final = ("kind", "number", "issued_on", "period", "summed", "total", "vat", "file", "digest", "size")


def document(
    id_: int, kind: str, number: str, issued_on: date, period: str, summed: bool, total: int, vat: int, *kept: str
) -> Document:
    file, digest, size = kept
    return Document(id_, kind, number, issued_on, period, bool(summed), total, vat, Enclosure(file, digest, int(size)))


async def find_documents(contract: GuardedContract, ids: Sequence[int]) -> list[Document]:
    """The latest first."""
    found = await tuples(
        f"""SELECT id, {", ".join(COLUMNS)} FROM document
        WHERE contract = {{}} AND id IN ({{}}) AND deleted = FALSE ORDER BY issued_on DESC, id DESC""",  # noqa: S608
        contract.id,
        list(ids),
    )
    return [document(*row) for row in found]


DOCUMENTS: Final = Listing(
    table="document",
    columns=COLUMNS,
    made=document,
    day="issued_on",
    number="number_key",
    kind="kind",
    sums=("total", "vat"),
    months="document_month",
)
