"""The check of the sealed journal by hand, told on the terminal."""

import asyncio
import re
import sys

from src.domain.journal_seals import Broken, Fault
from src.launch.base import migrated
from src.launch.refused import Refused
from src.services.journal_check import Report, Witness, check_journal
from src.services.journal_sealing import sealer_of
from src.settings import Settings

WORDS = {
    Fault.CHANGED: "is not what was sealed there: changed, moved or put in",
    Fault.MISSING: "stands where another one was: a line before it was removed",
    Fault.CUT: "the end of the chain is gone",
    Fault.BEYOND: "stands behind the end of its chain: put in, or the written end was set back",
    Fault.HEAD: "is the last of its chain, whose written end is not ours",
    Fault.ROUND: "what was sealed at once is not what it was: lines were added, removed or changed",
    Fault.ROUND_MISSING: "the round is gone",
    Fault.UNREADABLE: "a value in its tables is not of the kind of its column: the portal did not write it",
    Fault.WITNESS: "is not the one that was expected: the base is an older one, or was sealed anew",
}


def check(settings: Settings, expected: str) -> int:
    """0 when everything fits, 1 with the first place that does not."""
    if not (settings.secret_key or settings.journal_key):
        raise Refused("KABINET_SECRET_KEY (or KABINET_JOURNAL_KEY) is needed: the one that the portal has")
    report = asyncio.run(_check(settings, _witness(expected)))
    state = f"round {report.last.number}:{report.last.seal}" if report.last.number else "nothing is sealed yet"
    sys.stdout.write(f"sealed lines: {report.lines}, waiting: {report.waiting}; {state}\n")
    if report.late.lines:
        sys.stdout.write(
            f"sealed more than ten minutes after their moment, or before it: {report.late.lines}, "
            f"the first is line {report.late.first}. No worker ran then, or they were put in afterwards\n"
        )
    if not report.broken:
        sys.stdout.write("the journal is whole\n")
        return 0
    sys.stdout.write(f"BROKEN: {told(report.broken)}\n")
    if report.broken.place == 1 or report.broken.round == 1:
        sys.stdout.write("Was it sealed with another key? Then nothing fits from the first line on.\n")
    return 1


def told(broken: Broken) -> str:
    """«line 17, contract 5, place 3: is not what was sealed there …»."""
    line = f"line {broken.line}" if broken.line else ""
    chain = f"{broken.chain} {broken.owner}, place {broken.place}" if broken.chain else ""
    round_ = f"round {broken.round}" if broken.round else ""
    return f"{', '.join(filter(None, (line, chain, round_))) or 'the journal'}: {WORDS[broken.fault]}"


def _witness(expected: str) -> Witness | None:
    if not expected:
        return None
    if not (found := re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", expected)):
        raise Refused("--expect takes ROUND:SEAL as the log has them, such as 1207:9f3c… with 64 signs")
    return Witness(int(found[1]), found[2])


async def _check(settings: Settings, witness: Witness | None) -> Report:
    async with migrated(settings):
        return await check_journal(sealer_of(settings), witness)
