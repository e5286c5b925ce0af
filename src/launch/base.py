"""The base, open for as long as something needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from src.settings import Settings
from src.storage.engine import open_base


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    base = open_base(settings.database, settings.database_pool)
    await base.start()
    try:
        yield
    finally:
        await base.stop()
