"""What the form of an objection or a report is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from src.domain.access import GuardedContract
from src.domain.attachments import Attachment
from src.domain.statements import Said, Statement
from src.domain.violations import Act
from src.routes.attached import Outcome
from src.routes.readings.form import new_key
from src.web.front import FormErrors


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with what came: the form is shown again with what was typed. `changed`: what another tab has saved
    meanwhile; `outcome`: what became of the files."""

    typed: FormErrors
    changed: Said | None = None
    gone: bool = False
    outcome: Outcome = Outcome()


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft on which a form stands, `tab` being the name of its page; `stale`: another one was quicker."""

    version: int
    tab: str
    at: datetime | None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class WritingPage:
    """`said`: what has just become of the draft."""

    contract: GuardedContract
    act: Act | None
    acts: str
    path: str
    closed: str
    last_day: date | None
    typed: FormErrors
    saved: Saved
    points: Sequence[str]
    files: Sequence[Attachment]
    trouble: Trouble | None
    said: str

    @property
    def outcome(self) -> Outcome:
        return self.trouble.outcome if self.trouble else Outcome()


def saved_of(draft: Statement | None, tab: str = "") -> Saved:
    """Without a name the page gets a new one."""
    tab = tab or new_key()
    return Saved(draft.version, tab, draft.saved_at if draft.version else None) if draft else Saved(0, tab, None)
