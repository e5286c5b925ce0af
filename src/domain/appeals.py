"""Appeals: what clients write to the supplier, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from src.domain.directory import Fault
from src.domain.exchange import Reason

LONGEST: Final = 4000
"""Characters of a text."""
DRAFTS: Final = 5
"""Of one person and contract."""
IN_AN_HOUR: Final = 20
"""Appeals that one person may send, whatever the contract."""
BEGINNING: Final = 80
"""Characters of the text that a line of the list shows."""
DRAFT_KEPT: Final = timedelta(days=90)
"""After the last change of its text."""
SENT: Final = "appeal"
DRAFT: Final = "appeal_draft"
"""What files may be joined to."""


class Theme(StrEnum):
    READINGS = "readings"
    BILLS = "bills"
    PAYMENTS = "payments"
    CONTRACT = "contract"
    SUPPLY = "supply"
    PORTAL = "portal"
    OTHER = "other"


THEMES: Final = {
    Theme.READINGS: "Показания и приборы учёта",
    Theme.BILLS: "Начисления и счета",
    Theme.PAYMENTS: "Оплата и взаиморасчёты",
    Theme.CONTRACT: "Договор и реквизиты",
    Theme.SUPPLY: "Качество и перерывы электроснабжения",
    Theme.PORTAL: "Работа личного кабинета",
    Theme.OTHER: "Другое",
}
"""What clients choose from; billing gets these very words."""


def topic_of(theme: str) -> str:
    """Its words; '' where none is chosen yet."""
    return THEMES[Theme(theme)] if theme else ""


class State(StrEnum):
    PROCESSING = "processing"
    WORKING = "working"
    DONE = "done"
    WITHDRAWN = "withdrawn"


STATES: Final = {
    State.PROCESSING: "В обработке",
    State.WORKING: "В работе",
    State.DONE: "Исполнено",
    State.WITHDRAWN: "Отозвано",
}
WITHDRAWABLE: Final = frozenset({State.PROCESSING, State.WORKING})


def beginning_of(text: str) -> str:
    """One line of it."""
    text = " ".join(text.split())
    return text if len(text) <= BEGINNING else text[: BEGINNING - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Draft:
    """`token` names the form; each change makes another `version`; `tab` names the page that did it."""

    id: int
    token: str
    theme: str
    text: str
    version: int
    tab: str
    changed_at: datetime

    @property
    def beginning(self) -> str:
        return beginning_of(self.text)

    @property
    def topic(self) -> str:
        return topic_of(self.theme)


@dataclass(frozen=True, slots=True)
class Appeal:
    """`state_at`: since when it is in this state; `taken_at`: when the supplier's billing took it; `author`: id of the
    account that sent it."""

    id: int
    number: str
    theme: Theme
    text: str
    state: State
    sent_at: datetime
    state_at: datetime
    taken_at: datetime | None
    author: int
    who: str

    @property
    def open(self) -> bool:
        return self.state in WITHDRAWABLE


@dataclass(frozen=True, slots=True)
class Line:
    """An appeal in the list."""

    id: int
    number: str
    sent_at: datetime
    sent_on: date
    theme: Theme
    state: State
    text: str

    @property
    def beginning(self) -> str:
        return beginning_of(self.text)

    @property
    def topic(self) -> str:
        return THEMES[self.theme]

    @property
    def standing(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the supplier said, and in which state the appeal was from then on; `file`: the name of the one that came
    along, or ''."""

    id: int
    text: str
    state: State
    answered_at: datetime
    file: str


def fault_of_answer(known: str | None, named: str) -> Fault | None:
    """`known`: the contract of the appeal, None where nobody sent such a one; `named`: that of the row."""
    if known is None:
        return "appeal", Reason.NO_SUCH_APPEAL
    return None if known == named else ("contract", Reason.OTHER_CONTRACT_OF_APPEAL)


def state_after(answers: Sequence[tuple[State, datetime]]) -> tuple[State, datetime | None]:
    """The state that the latest answer gives, and since when; None: since it was sent."""
    state, at = max(answers, key=lambda answer: answer[1], default=(State.PROCESSING, None))
    return state, at
