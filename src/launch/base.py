"""The base, open for as long as something needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from src.launch.refused import Refused
from src.settings import Settings
from src.storage.engine import open_base
from src.storage.migrate import pending


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    base = open_base(settings.database, settings.database_pool)
    await base.start()
    try:
        yield
    finally:
        await base.stop()


@asynccontextmanager
async def migrated(settings: Settings) -> AsyncIterator[None]:
    """The same, of a base that has the schema of this version."""
    async with opened(settings):
        if missing := await pending():
            raise Refused(f"the database lacks {', '.join(missing)}: run `kabinet migrate` first")
        yield
