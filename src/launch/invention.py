"""Invented deliveries of any size, written where billing would write them."""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from src.demo.delivery import write_delivery
from src.demo.plan import Plan
from src.gateways.clock import running_clock
from src.launch import terminal
from src.launch.refused import Refused
from src.settings import Settings


@dataclass(frozen=True, slots=True)
class Size:
    """How much to invent: as in a Plan."""

    contracts: int
    months: int
    largest: int
    seed: int


def invent(settings: Settings, folder: Path, name: str, size: Size) -> None:
    """Write the delivery `name` into the folder; progress goes to the terminal."""
    if (folder / name).exists():
        raise Refused(f"{folder / name} is there already: choose another --name")
    now = running_clock(settings.now)()
    plan = Plan(now, settings.time_zone, size.contracts, size.months, size.seed, size.largest, size.months)
    made = write_delivery(folder, name, plan, partial(terminal.tell, "contracts"))
    terminal.end()
    sys.stdout.write(f"{made}\n")
