"""What processes of the portal do about readings, that may be killed meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from src.domain.cells import Cell
from src.services.readings import checking
from tests.services.readings.desk import Desk
from tests.services.readings.uploads import Table

Told = tuple[Any, ...]
"""The cast, the settings and the clock of a desk."""


async def save(told: Told, cells: dict[int, Cell]) -> None:
    await Desk(*told).save(cells)


async def send(told: Told) -> None:
    await Desk(*told).send("form-1")


async def check(told: Told, folder: Path) -> None:
    checking.MOST_TRIES = 100
    await checking.check_next(Table(Desk(*told), folder).bench)
