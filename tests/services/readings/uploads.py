"""A person at a workbook: downloads it, fills it, sends it up, and it is checked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from src.domain.periods import Period
from src.domain.uploads import Upload
from src.domain.workbooks import SheetHead, SheetRow
from src.gateways.kept import KeptFiles
from src.services.making import Making, nobody
from src.services.readings import checking, marking, uploading, uploads, workbook
from src.services.readings.sheet import find_head
from src.services.readings.upload_reading import Bench
from tests.cast import Person
from tests.fakes import Bench as Hands
from tests.services.readings.desk import THIS, Desk

FIRST = 4
"""The first row below the head."""


def row_of(judged: Any, seen: Callable[[Any], str]) -> SheetRow:
    """As routes/readings/workbook_words.py says it, in fewer words."""
    line = judged.line
    texts = ("Цех", "", "Ввод", "", line.meter.serial, "", judged.previous, "", "1")
    digits = (line.rule.digits, line.rule.fraction_digits)
    return SheetRow(str(line.register_id), *texts, *digits, judged.shown, "", seen(judged) if line.version else "")


@dataclass
class Table:
    """What a person does with workbooks, beside the desk with the sheet."""

    desk: Desk
    folder: Path
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        files = KeptFiles(self.folder / "kept", ".xlsx")
        self.bench = Bench(self.desk.settings, self.desk.clock, Hands(), files)

    async def download(self, seen: Callable[[Any], str], person: Person | None = None) -> bytes:
        contract = self.desk.contract(person)
        head = await find_head(contract, self.desk.settings, self.desk.clock(), THIS)
        titled = SheetHead(contract.id, str(THIS), "Показания", (), head.counts.version if head.counts else 0)
        target = self.folder / "out.xlsx"
        making = Making(contract, {}, self.desk.clock(), target, nobody)
        await workbook.write(self.bench.workshop, head, titled, lambda each: row_of(each, seen), making)
        return target.read_bytes()

    async def send_up(
        self, content: bytes, form: str = "form-1", person: Person | None = None, period: Period = THIS
    ) -> int:
        contract = self.desk.contract(person)
        head = replace(await find_head(contract, self.desk.settings, self.desk.clock(), THIS), period=period)
        coming = self.folder / "coming"
        coming.write_bytes(content)
        sent = uploading.Sent(form, "Показания.xlsx", coming)
        return await uploading.take(self.desk.actor(person), contract, head, self.bench.files, sent)

    async def check(self, content: bytes, form: str = "form-1", person: Person | None = None) -> Upload:
        """Sent up and checked: what became of it."""
        number = await self.send_up(content, form, person)
        await checking.check_next(self.bench)
        return await self.find(number)

    async def find(self, number: int) -> Upload:
        return await uploads.find(self.desk.contract(), number)

    async def mistakes(self, upload: Upload) -> dict[str, tuple[str, str]]:
        """By cell: what was typed, and what is wrong."""
        found, _ = await marking.list_mistakes(upload, 0)
        return {each.cell: (each.typed, each.kind) for each in found}


def filled(content: bytes, values: dict[int, object], change: Callable[[Any], None] | None = None) -> bytes:
    """With these values beside these keys, and whatever else a person does."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    for row in range(FIRST, sheet.max_row + 1):
        key = int(sheet[f"A{row}"].value)
        if key in values:
            sheet[f"L{row}"] = values[key]
    if change:
        change(sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
