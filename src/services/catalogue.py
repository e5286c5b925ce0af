"""The catalogue of services, page by page."""

from typing import Final

from src.domain.catalogue import Service
from src.services.paging import Slice, one_page
from src.services.vat import general_rate
from src.storage import catalogue as storage
from src.storage.catalogue import ServicesWanted

PAGE: Final = 50


async def show(wanted: ServicesWanted) -> Slice[Service]:
    return await one_page(storage.list_services, wanted, lambda service: service.id, PAGE)


__all__ = ["Service", "ServicesWanted", "general_rate", "show"]
