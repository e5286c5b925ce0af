"""Fakes of the outside world: they do what the real ones do, in this process."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from src.gateways.mail import Letter
from src.gateways.workshop.child import said
from src.papers import tasks as of_papers
from src.photos import tasks as of_photos
from src.printing import tasks as of_printing
from src.spreadsheets import tasks as of_sheets

TASKS = of_sheets.TASKS | of_photos.TASKS | of_papers.TASKS | of_printing.TASKS


class FakeMail:
    """A mail server that takes everything; `letters` holds what it took."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.letters.append(letter)


class Bench:
    """A workshop without children: its tasks are done here; words go in and out as JSON all the same."""

    async def do(
        self,
        task: str,
        cpu_seconds: float = 3.0,
        wall_seconds: float = 0,
        told: Iterable[Any] | None = None,
        hear: Callable[[Any], None] | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        plain = {name: str(value) if isinstance(value, Path) else value for name, value in arguments.items()}
        if told is not None:
            plain["told"] = list(told)
        *before, answer = said(TASKS[task](**json.loads(json.dumps(plain))))
        for each in before:
            assert hear, each
            hear(json.loads(json.dumps(each)))
        return json.loads(json.dumps(answer))
