"""Workbooks that came up: how far each is, why it is refused, what is wrong with a row."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from src.domain.periods import Period


class Stage(StrEnum):
    WAITING = "waiting"
    CHECKING = "checking"
    DONE = "done"
    """looked through; right when it has no mistakes"""
    REFUSED = "refused"
    """not taken at all: `refusal` says why"""


class CheckFault(StrEnum):
    """Why a workbook is not taken, beside the reasons of the file itself (`FileFault`)."""

    OTHER_CONTRACT = "other_contract"
    OTHER_PERIOD = "other_period"
    SHUT = "shut"
    NO_RIGHT = "no_right"
    NOTHING = "nothing"
    """no value in it"""
    TOO_HARD = "too_hard"
    LOST = "lost"
    """the kept file is not there any more"""
    INTERRUPTED = "interrupted"
    """the check was begun several times and never ended"""


class RowFault(StrEnum):
    """Why the value of a row is not taken, beside the faults of its cell and the problems of its value."""

    UNKNOWN = "unknown"
    """a register that this contract has never had"""
    GONE = "gone"
    SERIAL = "serial"
    """the meter's serial is another one than the register's: rows were not sorted as a whole"""
    COUNTED = "counted"
    CONFLICT = "conflict"
    KEPT = "kept"
    """no mistake: nobody has touched the cell since it was handed out, and what was saved since stays"""


class Mistake(NamedTuple):
    """A value that is not taken, be it wrong or merely old (RowFault.KEPT). `kind` is a word of CellFault, RowFault or
    `readings.Kind`; `limit` and `found` are as in `readings.Problem`, as text; `channel` and `fraction_digits` are the
    register's, where it is known."""

    row: int
    cell: str
    serial: str
    typed: str
    kind: str
    limit: str = ""
    found: str = ""
    channel: str = "A+"
    fraction_digits: int = 0


@dataclass(frozen=True, slots=True)
class Upload:
    """A workbook that came up. `file`: under which name it is kept; `place`: what of the file a refusal means;
    `cells` are filled, `checked` of them looked at so far, `written` went into the draft, `kept` are older than what
    is saved, which stays."""

    id: int
    contract_id: int
    period: Period
    user_id: int
    address: str
    uploaded_at: datetime
    file: str
    name: str
    stage: Stage
    tries: int
    refusal: str
    place: str
    cells: int
    checked: int
    mistakes: int
    written: int
    kept: int

    @property
    def under_way(self) -> bool:
        return self.stage in {Stage.WAITING, Stage.CHECKING}

    @property
    def told(self) -> int:
        """Rows of which there is something to say."""
        return self.mistakes or self.kept

    @property
    def right(self) -> bool:
        return self.stage is Stage.DONE and not self.mistakes
