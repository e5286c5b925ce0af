"""Bringing the base to the schema of this version."""

import asyncio
import sys

from src.launch.base import opened
from src.launch.refused import Refused
from src.settings import Settings
from src.storage.migrate import SchemaRefused
from src.storage.migrate import migrate as apply_missing


def migrate(settings: Settings) -> None:
    """Apply what is missing and tell what was applied."""
    applied = [f"applied {name}" for name in asyncio.run(_migrate(settings))]
    sys.stdout.write("\n".join(applied or ["nothing to apply: the database is up to date"]) + "\n")


async def _migrate(settings: Settings) -> list[str]:
    async with opened(settings):
        return await bring_up()


async def bring_up() -> list[str]:
    """Names of what was applied to the open base; Refused where it was made by another version."""
    try:
        return await apply_missing()
    except SchemaRefused as error:
        raise Refused(str(error)) from error
