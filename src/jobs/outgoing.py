"""What clients have sent goes out to billing."""

from __future__ import annotations

import logging

from src.domain.clock import Clock
from src.exchange.folders import FolderBusy
from src.gateways.files.files import Files
from src.jobs.worker import Job
from src.services.exchange.outgoing import send_out
from src.settings import Settings
from src.web.log import say

EVERY = 5.0


def deliveries_go_out(settings: Settings, files: Files, clock: Clock) -> Job:
    async def one_round() -> None:
        try:
            sent = await send_out(settings.exchange_folder / "out", files, clock, settings.time_zone)
        except FolderBusy:
            return
        for number in sent.written:
            say("a delivery went out", number=number)
        for number in sent.taken:
            say("billing has taken a delivery", number=number)
        for key in sent.lost:
            say("a file is lost", logging.WARNING, file=key)
        if sent.silent:
            say("files do not answer", logging.WARNING, why=sent.silent)

    return Job("deliveries go out", EVERY, one_round)
