"""Run as a program: saves or sends, killed one statement later each time, until it gets through.

`python -m tests.services.readings.killed URL save|send|check PERSON [FOLDER]` prints a line of JSON after every death:
what the base holds then.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from src.domain.access import GuardedContract, Role
from src.domain.cells import Cell
from src.domain.journal import Actor
from src.gateways.kept import KeptFiles
from src.services.letters import Letters
from src.services.readings import checking
from src.services.readings.receipt_letter import Office
from src.services.readings.saving import save
from src.services.readings.sending import Asked, send
from src.services.readings.sheet import find_head
from src.services.readings.upload_reading import Bench
from src.settings import Settings
from src.storage import engine
from tests.factories import MOSCOW, NOW, THIS
from tests.fakes import Bench as Hands

SETTINGS = Settings(mode="demo")
MOST = 60


async def type_values(user: int, contract: GuardedContract, registers: list[int]) -> None:
    cells = {id_: Cell("2450", False, 0, "", False) for id_ in registers}
    head = await find_head(contract, SETTINGS, NOW, THIS)
    await save(Actor(user, "192.0.2.7", NOW), contract, head, cells)


async def send_all(user: int, contract: GuardedContract, _registers: list[int]) -> None:
    office = Office(SETTINGS, Letters("http://kabinet.test", "Мосэнергосбыт", MOSCOW))
    await send(Actor(user, "192.0.2.7", NOW), contract, office, Asked(THIS, "form-1"))


async def check_workbook(user: int, contract: GuardedContract, _registers: list[int]) -> None:
    """Each try comes when the one before has been given up."""
    moment = NOW + checking.HELD_FOR * len(tried)
    files = KeptFiles(Path(sys.argv[4]), ".xlsx")
    await checking.check_next(Bench(SETTINGS, lambda: moment, Hands(), files))


tried: list[int] = []
checking.MOST_TRIES = MOST
ACTS = {"save": type_values, "send": send_all, "check": check_workbook}
HELD = {
    "drafts": "SELECT COUNT(*) AS n FROM draft",
    "readings": "SELECT COUNT(*) AS n FROM reading WHERE source = 'client'",
    "receipts": "SELECT COUNT(*) AS n FROM receipt",
    "letters": "SELECT COUNT(*) AS n FROM outbox",
    "lines": "SELECT COUNT(*) AS n FROM journal_line",
    "drafted": "SELECT drafted AS n FROM sheet WHERE contract = 1 AND period = '2026-11'",
    "checked": "SELECT COUNT(*) AS n FROM workbook WHERE state = 'done' AND written = 3",
    "sent": "SELECT sent AS n FROM sheet WHERE contract = 1 AND period = '2026-11'",
}


def die_at(fatal: int) -> Callable[..., None]:
    """Takes the place of what the engine calls after every statement."""
    done = 0

    def after_statement(*_: object) -> None:
        nonlocal done
        done += 1
        if done == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    return after_statement


async def tell() -> None:
    held = {name: (await engine.rows(sql))[0]["n"] for name, sql in HELD.items()}
    os.write(1, (json.dumps(held) + "\n").encode())


def in_a_child(url: str, work: Callable[[], Awaitable[None]], fatal: int) -> int:
    """Do the work in a process of its own; its wait status."""
    child = os.fork()
    if child == 0:
        engine.note_all = die_at(fatal)  # type: ignore[assignment]
        asyncio.run(_with_base(url, work))
        os._exit(0)
    return os.waitpid(child, 0)[1]


async def _with_base(url: str, work: Callable[[], Awaitable[None]]) -> None:
    base = engine.open_base(url, 2)
    await base.start()
    await work()
    await base.stop()


def main(url: str, act: str, who: str, _folder: str = "") -> None:
    person = json.loads(who)
    contract = GuardedContract(person["contract"], person["key"], person["number"], Role.ADMIN, person["user"])
    for fatal in range(1, MOST):
        tried.append(fatal)
        status = in_a_child(url, lambda: ACTS[act](person["user"], contract, person["registers"]), fatal)
        in_a_child(url, tell, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.WEXITSTATUS(status))
    sys.exit("never got through")


if __name__ == "__main__":
    main(*sys.argv[1:])
