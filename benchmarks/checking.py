"""How long the event loop stands still while a right workbook of ten thousand rows is checked, the whole way: read by a
child, compared with the base, put into the draft. Held against the same loop beside a process that only burns CPU."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.deliveries import NOW
from benchmarks.figures import Ratio
from benchmarks.filling import login_of
from benchmarks.stalls import run, stall_ratio, stalls
from src.domain.access import Action, GuardedContract
from src.domain.cells import seen_of
from src.domain.journal import Actor
from src.domain.sheets import Judged
from src.domain.uploads import Stage
from src.domain.workbooks import SheetHead, SheetRow
from src.gateways.all import DANGEROUS
from src.gateways.kept import KeptFiles
from src.gateways.workshop.workshop import Workshop
from src.services import access
from src.services.making import Making, nobody
from src.services.readings import checking, uploading, uploads, workbook
from src.services.readings.sheet import Head, find_head
from src.services.readings.upload_reading import Bench
from src.settings import Settings
from src.storage.engine import open_base, rows

REGISTERS, ROUNDS = 10_000, 9
SETTINGS = Settings(mode="demo")


def measure(engine: str, url: str, folder: Path) -> list[Ratio]:
    """In a base that has the person with ten thousand registers, and is written to."""
    return [run(_measure(engine, url, folder))]


async def _measure(engine: str, url: str, folder: Path) -> Ratio:
    base = open_base(url, 4)
    await base.start()
    try:
        async with Workshop(DANGEROUS) as workshop:
            files = KeptFiles(folder / "workbooks", ".xlsx")
            table = await _sit_down(Bench(SETTINGS, lambda: NOW, workshop, files), folder)
            found = [await _round(table, number) for number in range(1, ROUNDS + 1)]
    finally:
        await base.stop()
    return stall_ratio(f"{engine}: {REGISTERS:,} rows checked and saved", found)


async def _round(table: Table, number: int) -> tuple[float, float]:
    """The longest time in which nobody else got a turn: during the check, and for as long beside a burning process."""
    upload = await table.send_up(await table.fill(number), f"form-{number}")
    found = await stalls(table.bench.workshop, checking.check_next(table.bench))
    done = await uploads.find(table.contract, upload)
    assert (done.stage, done.mistakes, done.written) == (Stage.DONE, 0, REGISTERS), done
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """Where the person with ten thousand registers works."""

    bench: Bench
    folder: Path
    actor: Actor
    contract: GuardedContract
    head: Head

    async def fill(self, step: int) -> bytes:
        """The workbook as the portal hands it out now, each value by `step` above the previous one."""
        head = await find_head(self.contract, SETTINGS, NOW, self.head.period)
        version = head.counts.version if head.counts else 0
        titled = SheetHead(self.contract.id, str(head.period), "Показания", (), version)
        target = self.folder / "filled.xlsx"
        making = Making(self.contract, {}, NOW, target, nobody)
        await workbook.write(self.bench.workshop, head, titled, lambda judged: _filled(judged, step), making)
        return target.read_bytes()

    async def send_up(self, book: bytes, form: str) -> int:
        coming = self.folder / "coming"
        coming.write_bytes(book)
        sent = uploading.Sent(form, "Показания.xlsx", coming)
        return await uploading.take(self.actor, self.contract, self.head, self.bench.files, sent)


async def _sit_down(bench: Bench, folder: Path) -> Table:
    [person] = await rows(
        "SELECT id, current_contract FROM app_user WHERE email = {}", login_of(f"registers {REGISTERS}")
    )
    contract = await access.guard_contract(person["id"], person["current_contract"], Action.SUBMIT, NOW)
    head = await find_head(contract, SETTINGS, NOW, None)
    return Table(bench, folder, Actor(person["id"], "127.0.0.1", NOW), contract, head)


def _filled(judged: Judged, step: int) -> SheetRow:
    line, rule = judged.line, judged.line.rule
    place, meter = line.place, line.meter
    value = str(Decimal(judged.previous or 0) + step)
    texts = (place.object_name, place.address, place.point, meter.type, meter.serial, "сутки, активная")
    digits = (rule.digits, rule.fraction_digits)
    return SheetRow(
        str(line.register_id), *texts, judged.previous, "01.11.2026", "1", *digits, value, "", seen_of(judged)
    )
