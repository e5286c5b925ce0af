"""Reading an uploaded workbook by a child of the workshop, and the word for one that is not taken."""

from dataclasses import dataclass
from enum import StrEnum

from src.domain.clock import Clock
from src.domain.uploads import CheckFault, Upload
from src.domain.workbooks import FileFault, ReadSheet, WorkbookRefused
from src.gateways.kept import KeptFiles
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.settings import Settings
from src.spreadsheets.tasks import READ, Reading, Unanswered


@dataclass(frozen=True, slots=True)
class Bench:
    """What a check works with."""

    settings: Settings
    clock: Clock
    workshop: Workshop
    files: KeptFiles


class Refused(Exception):
    """The workbook is not taken; `place` names what of it is meant, where there is something to name."""

    def __init__(self, why: StrEnum, place: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.place = place


async def read_back(bench: Bench, upload: Upload) -> ReadSheet:
    """The sheet of this very contract and period, with at least one value; raises Refused."""
    sheet = await _read(bench, upload)
    if sheet.contract != upload.contract_id:
        raise Refused(CheckFault.OTHER_CONTRACT)
    if sheet.period != str(upload.period):
        raise Refused(CheckFault.OTHER_PERIOD, sheet.period)
    if not sheet.cells:
        raise Refused(CheckFault.NOTHING)
    return sheet


async def _read(bench: Bench, upload: Upload) -> ReadSheet:
    path = bench.files.path(upload.file)
    if not path.exists():
        raise Refused(CheckFault.LOST)
    reading = Reading()
    try:
        return reading.sheet(await bench.workshop.do(READ, source=path, hear=reading.hear))
    except WorkbookRefused as refusal:
        raise Refused(refusal.fault, refusal.place) from refusal
    except TooHard as error:
        raise Refused(CheckFault.TOO_HARD) from error
    except (Broken, Unanswered) as error:
        raise Refused(FileFault.BROKEN) from error
