"""«Обращения»: what the clients of a contract have sent."""

from typing import Final

from src.domain.appeals import Line
from src.services.lists import Lists
from src.storage.appeals import listing

APPEALS: Final[Lists[Line]] = Lists(listing.APPEALS)
