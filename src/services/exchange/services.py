"""The supplier's services, as a delivery brings them."""

from typing import Any

from src.domain.directory import fault_of_service
from src.domain.text import sort_key
from src.exchange import nouns
from src.exchange.service_rows import ServiceRow
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.storage import imports


def _service(row: ServiceRow, ids: Ids) -> tuple[Any, ...]:
    return (*row[:-1], sort_key(row.name), row.deleted)


SERVICES = DirectoryLoader(
    nouns.SERVICES,
    imports.SERVICE,
    _service,
    fault=lambda row, _: fault_of_service(row.price, row.vat_percent),
)
