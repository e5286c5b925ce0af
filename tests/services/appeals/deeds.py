"""What processes of the portal do about appeals, that may be killed meanwhile."""

from __future__ import annotations

from typing import Any

from src.domain.appeals import Draft
from src.services.appeals.drafts import Sent, Typed
from tests.services.appeals.office import Writing

Told = tuple[Any, ...]
"""The cast, the clock, the settings, and the folder of what is brought."""


def _writing(told: Told) -> Writing:
    cast, clock, settings, folder = told
    return Writing(cast, clock, lambda: settings, folder)


async def join(told: Told, draft: Draft) -> None:
    await _writing(told).join(draft)


async def send(told: Told, typed: Typed) -> int:
    try:
        return await _writing(told).send(typed)
    except Sent as found:
        return found.appeal_id
