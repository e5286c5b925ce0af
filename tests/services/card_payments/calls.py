"""Calls of the bank as the portal gets them, the worker's rounds, and what the journal tells of them."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from src.storage.engine import rows
from tests.banks import Shop

MINUTE = timedelta(minutes=1)


def fields_of(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query)


async def later(shop: Shop, span: timedelta = MINUTE) -> int:
    """Time goes by, and the worker looks."""
    shop.clock.pass_by(span)
    return await shop.worker()


async def events() -> list[str]:
    """What the journal tells after the beginning of the first payment."""
    return [row["action"] for row in await rows("SELECT action FROM journal_line ORDER BY id")][1:]
