"""The lines of history's file: a reading each, with the words that the page has."""

from collections.abc import AsyncIterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.consumption import Channel, Zone
from src.domain.history import Entry, Place, PlaceHistory
from src.domain.statuses import Source, Status
from src.web.csv_file import Cell, Line

HEAD: Final = (
    "Объект", "Адрес", "Точка", "Прибор", "Номер прибора", "Зона", "Канал", "Период", "На момент", "Показание",
    "Источник", "Расход", "Единица", "Состояние", "Причина", "Версия", "Кто", "Когда", "Квитанция",
)  # fmt: skip
ZONES: Final = {Zone.WHOLE: "сутки", Zone.DAY: "день (Т1)", Zone.NIGHT: "ночь (Т2)", Zone.HALF_PEAK: "полупик (Т3)"}
CHANNELS: Final = {
    Channel.ACTIVE_IN: "активная",
    Channel.ACTIVE_OUT: "активная, отдача",
    Channel.REACTIVE_IN: "реактивная",
    Channel.REACTIVE_OUT: "реактивная, отдача",
}
SOURCES: Final = {
    Source.CLIENT: "клиент",
    Source.BILLING: "поставщик",
    Source.REMOTE: "дистанционно",
    Source.OPENING: "начальное",
}
STATUSES: Final = {
    None: "Черновик",
    Status.SENT: "Отправлено",
    Status.ACCEPTED: "Принято",
    Status.CORRECTED: "Исправлено",
    Status.IN_CALCULATION: "Принято в расчёт",
    Status.REJECTED: "Отклонено",
}
CUT: Final = "Выгружено не всё: сократите период или уточните поиск и выгрузите ещё раз."


async def cells_of(
    batches: AsyncIterator[tuple[Sequence[PlaceHistory], bool]], zone: ZoneInfo
) -> AsyncIterator[Sequence[Line]]:
    """Lines batch by batch; where something is left out, the last one says so."""
    async for places, cut in batches:
        lines: list[Line] = [_line(each.place, entry, zone) for each in places for entry in each.entries]
        yield [*lines, (CUT,)] if cut else lines


def _line(place: Place, entry: Entry, zone: ZoneInfo) -> tuple[Cell, ...]:
    return (
        place.object_name,
        place.address,
        place.point,
        place.meter,
        place.serial,
        ZONES[place.zone],
        CHANNELS[place.channel],
        f"{entry.period.month:02}.{entry.period.year}",
        f"{entry.as_of.astimezone(zone):%d.%m.%Y %H:%M}",
        entry.typed if entry.value is None else entry.value,
        f"{SOURCES[entry.source]}, клиент" if entry.given else SOURCES[entry.source],
        entry.energy,
        "кВт·ч" if place.channel.active else "квар·ч",
        STATUSES[entry.status],
        entry.reason,
        entry.version or None,
        entry.who,
        f"{entry.at.astimezone(zone):%d.%m.%Y %H:%M}" if entry.at else "",
        entry.receipt,
    )
