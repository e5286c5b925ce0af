"""All deliveries that wait in the inbox, in the order of their names."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from src.domain.clock import Clock
from src.domain.exchange import Reason
from src.exchange.files import Refusal
from src.exchange.folders import (
    MANIFEST,
    BrokenManifest,
    alone_in,
    manifest_digest,
    open_delivery,
    ready_folders,
)
from src.exchange.report import Report, add_once
from src.gateways.files.files import Files
from src.services.exchange.deliveries import Course, load_files
from src.services.exchange.loading import Progress, Round, silent
from src.storage import deliveries
from src.storage.engine import transaction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery: its state is `done`, or `refused` where nothing of it was loaded."""

    name: str
    state: str
    accepted: int
    refused: int


async def load(inbox: Path, files: Files, clock: Clock, zone: ZoneInfo, progress: Progress = silent) -> list[Outcome]:
    """Load every delivery that is new or was broken off; the touched contracts stay marked. `files`: where what lies
    beside the rows is kept.

    FolderBusy when another process is at it.
    """
    with alone_in(inbox):
        folders = await asyncio.to_thread(ready_folders, inbox)
        known = await deliveries.known([path.name for path in folders])
        found = [
            await _take_in_one(path, known.get(path.name), Round(clock(), zone, files, progress)) for path in folders
        ]
    return [outcome for outcome in found if outcome]


async def _take_in_one(path: Path, known: deliveries.DeliveryState | None, going: Round) -> Outcome | None:
    """None: there was nothing to do."""
    digest = await asyncio.to_thread(manifest_digest, path)
    if known is not None and known.digest != digest:
        told = add_once(path, MANIFEST, Refusal(0, "", Reason.OTHER_CONTENT, ""))
        return Outcome(path.name, deliveries.REFUSED, 0, 0) if told else None
    if known is not None and known.state != deliveries.GOING:
        return None
    if known is None:
        async with transaction():
            known = await deliveries.begin(path.name, digest, going.now)
    ended = await _load(path, known, going)
    return Outcome(ended.name, ended.state, ended.accepted, ended.refused)


async def _load(path: Path, state: deliveries.DeliveryState, going: Round) -> deliveries.DeliveryState:
    with Report(path, state.report_bytes) as report:
        try:
            delivery = await asyncio.to_thread(open_delivery, path)
        except BrokenManifest as broken:
            report.add([(MANIFEST, Refusal(0, "", broken.reason, ""))])
            report.end()
            return await _finish(replace(state, report_bytes=report.length, refused=1), deliveries.REFUSED, going)
        course = Course(delivery, state, report, going.moment(delivery.enclosed), going.progress)
        await load_files(course)
        report.end()
        return await _finish(course.state, deliveries.DONE, going)


async def _finish(state: deliveries.DeliveryState, word: str, going: Round) -> deliveries.DeliveryState:
    async with transaction():
        return await deliveries.finish(state, word, going.now)
