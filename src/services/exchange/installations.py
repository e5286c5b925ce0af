"""Installations: judged one after another against what stands at the point and of the meter already."""

from collections import defaultdict
from typing import Any

from src.domain.directory import Installation, fault_of_installation
from src.exchange import nouns
from src.exchange.files import Read, Refusal
from src.exchange.rows import InstallationRow
from src.services.exchange.loading import Moment, Prepared, refusal, unknown
from src.storage import imports
from src.storage.forms import scaled_in
from src.storage.imports import ids_of, installations_of, upsert
from src.storage.recount_queue import mark
from src.storage.touched import contracts_of


class _Known:
    """The installations that are not hidden, at hand by point and by meter; rows join as they are accepted."""

    def __init__(self, found: list[Installation]) -> None:
        self._at: dict[tuple[str, int], dict[Any, Installation]] = defaultdict(dict)
        for installation in found:
            self.put(installation)

    def put(self, one: Installation) -> None:
        self._at["point", one.point][one.key] = self._at["meter", one.meter][one.key] = one

    def hide(self, one: Installation) -> None:
        self._at["point", one.point].pop(one.key, None)
        self._at["meter", one.meter].pop(one.key, None)

    def near(self, one: Installation) -> list[Installation]:
        return [*self._at["point", one.point].values(), *self._at["meter", one.meter].values()]


class InstallationsLoader:
    noun = nouns.INSTALLATIONS
    table = imports.INSTALLATION.table

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        points = await ids_of(imports.POINT, {row.point for row in read.rows})
        meters = await ids_of(imports.METER, {row.meter for row in read.rows})
        known = _Known(await installations_of(points.values(), meters.values()))
        prepared = Prepared()
        row: InstallationRow
        for line, row in zip(read.lines, read.rows, strict=True):
            if fault := unknown(row, (("point", points), ("meter", meters))):
                prepared.refused.append(refusal(line, row, fault))
                continue
            one = Installation(points[row.point], meters[row.meter], row.installed_on, row.removed_on)
            others = [] if row.deleted else known.near(one)
            if fault := fault_of_installation(one, row.ratio, others):
                prepared.refused.append(refusal(line, row, fault))
                continue
            (known.hide if row.deleted else known.put)(one)
            prepared.values[one.key] = (*one.key, one.removed_on, scaled_in(row.ratio), row.deleted)
            prepared.keys.add(row.point)
        return prepared

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        await upsert(imports.INSTALLATION, list(prepared.values.values()))
        await mark(sorted(await contracts_of("point", prepared.keys)), moment.now)
        return []
