"""Documents in the base, as an import leaves them."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import count
from typing import Any

from src.domain.lists import number_key
from src.gateways.files.files import Files, new_key
from src.storage.engine import rows, transaction
from src.storage.imported_documents import write_documents
from tests.rows import NOW
from tests.small_files import PDF

_numbers = count(1)


async def document(
    contract: int,
    kind: str = "invoice",
    number: str = "1",
    day: date = date(2026, 11, 5),
    total: int | None = 12000,
    vat: int = 2000,
    *,
    file: str = "",
    data: bytes = b"",
    deleted: bool = False,
) -> int:
    """Its id."""
    [id_] = await documents(contract, [{"kind": kind, "number": number, "day": day, "total": total, "vat": vat,
                                        "file": file, "data": data, "deleted": deleted}])  # fmt: skip
    return id_


async def documents(contract: int, told: list[dict[str, Any]]) -> list[int]:
    """Many at once; their ids."""
    values = [_row(contract, f"d{next(_numbers):06}", **each) for each in told]
    async with transaction():
        await write_documents(values)
    ids = {row["key"]: row["id"] for row in await rows("SELECT key, id FROM document")}
    return [ids[row[0]] for row in values]


def _row(
    contract: int,
    key: str,
    *,
    kind: str = "invoice",
    number: str = "1",
    day: date = date(2026, 11, 5),
    total: int | None = 12000,
    vat: int = 2000,
    file: str = "",
    data: bytes = b"",
    deleted: bool = False,
) -> tuple[Any, ...]:
    digest = hashlib.sha256(data).hexdigest() if file else ""
    sums = (total is not None, total or 0, vat if total is not None else 0)
    head = (key, contract, kind, number, number_key(number), day, f"{day:%Y-%m}")
    return (*head, *sums, file, digest, len(data), None, deleted)


async def filed(files: Files, contract: int, data: bytes = PDF, ending: str = "pdf", **told: Any) -> int:
    """With bytes behind it; its id."""
    key = new_key("documents", NOW, ending)
    await files.put(key, data)
    return await document(contract, file=key, data=data, **told)
