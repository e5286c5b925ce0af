"""Invented acts of violation: of each kind and state, and one whose volume is not what its measures come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from src.demo.papers import pdf
from src.demo.plan import Plan, contract_key, contract_number
from src.domain.quantities import money_text
from src.domain.violations import Method, Volume
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_KOPECKS_A_KWH = 847
_OTHERS = 40
"""One of so many contracts beside the first ones has an act."""


@dataclass(frozen=True, slots=True)
class _Story:
    """Drawn up so many days ago; `told` in the place of what the measures come to."""

    days_ago: int
    kind: str
    status: str
    details: str
    volume: Volume | None = None
    told: int = 0
    meter: str = "№ 01734562, пломба № 4471 сорвана"
    explanation: str = ""
    refusal: str = ""
    days_to_object: int | None = None


_CABLE = _Story(
    12, "unmetered", "invoiced",
    "Сорвана пломба на крышке зажимов, мимо прибора учёта подключён кабель к сварочному посту.",
    Volume(Method.POWER, Decimal(744), power_kw=Decimal(15)),
    explanation="Сварщики работали по договору подряда, о подключении нам не сообщали.",
)  # fmt: skip
_NO_ACCESS = _Story(
    75, "no_access", "drawn",
    "Представителя сетевой организации второй раз не допустили к прибору учёта в щитовой склада.",
    refusal="Заведующий складом отказался подписать акт: не было указания руководителя.",
)  # fmt: skip
_MAGNET = _Story(
    210, "unmetered", "paid",
    "На корпусе прибора учёта найден магнит, антимагнитная пломба сработала.",
    Volume(Method.THREE_PHASES, Decimal(480), volts=Decimal(220), amperes=Decimal(25), cos_phi=Decimal("0.9")),
)  # fmt: skip
_WRONG = _Story(
    20, "unmetered", "invoiced", "Вскрыт трансформатор тока фазы B, вторичная цепь закорочена.",
    Volume(Method.POWER, Decimal(1200), power_kw=Decimal(150)), told=190_000, days_to_object=45,
)  # fmt: skip
_SIGN = _Story(
    140, "uncontracted", "cancelled", "Рекламная вывеска на фасаде подключена до границы балансовой принадлежности.",
    Volume(Method.ONE_PHASE, Decimal(2160), volts=Decimal(220), amperes=Decimal(6), cos_phi=Decimal(1)),
    meter="прибора учёта нет",
)  # fmt: skip
_LIMIT = _Story(
    33, "restriction", "invoiced", "При введённом ограничении режима потребления работала холодильная установка.",
    Volume(Method.POWER, Decimal(96), power_kw=Decimal("60.5")),
)  # fmt: skip
_GLASS = _Story(5, "other", "drawn", "Разбито стекло шкафа учёта, показания не читаются без вскрытия.")
_STORIES: dict[int, tuple[_Story, ...]] = {
    0: (_CABLE, _NO_ACCESS), 2: (_MAGNET,), 4: (_WRONG,), 5: (_SIGN,), 11: (_LIMIT,), 14: (_GLASS,),
}  # fmt: skip


def add_violations(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    stories = _STORIES.get(index, (_CABLE,) if index % _OTHERS == _OTHERS - 1 else ())
    for number, story in enumerate(stories, 1):
        told = _told(plan, index, number, story)
        if index < plan.filed and story.volume:
            told["file"] = f"{told['violation']}.pdf"
            delivery.file(f"{told['violation']}.pdf", _paper(index, told))
        delivery.table(nouns.VIOLATIONS).write([told.get(column) for column in nouns.VIOLATIONS.columns])


def _told(plan: Plan, index: int, number: int, story: _Story) -> dict[str, object]:
    key, drawn_on = contract_key(index), date.fromisoformat(plan.day_from_now(-story.days_ago))
    energy = Decimal(story.told) if story.told else _whole(story.volume) if story.volume else None
    told: dict[str, object] = {
        "violation": f"{key}-V{number}",
        "contract": key,
        "number": f"АН-{index + 1:04}/{number}-{drawn_on:%y}",
        "drawn_on": drawn_on,
        "kind": story.kind,
        "point": "Ввод 1",
        "energy": energy,
        "total": None if energy is None else money_text(int(energy) * _KOPECKS_A_KWH),
        "status": story.status,
        "object_until": drawn_on + timedelta(days=story.days_to_object) if story.days_to_object else None,
        "place": "Щитовая на первом этаже",
        "meter": story.meter,
        "details": story.details,
        "present": "инженер сетевой организации Щукин А. Б.; заведующий хозяйством Зуев Л. И.",
        "explanation": story.explanation,
        "refusal": story.refusal,
        "witnesses": "видеозапись на 4 минуты" if story.refusal else "",
        "deleted": False,
    }
    return told | (_measures(story.volume, drawn_on) if story.volume else {})


def _paper(index: int, told: dict[str, object]) -> bytes:
    lines = [
        f"Договор энергоснабжения № {contract_number(index)}",
        f"Точка учёта: {told['point']}, {told['place']}",
        str(told["details"]),
        f"Объём: {told['energy']} кВт·ч, сумма: {told['total']} руб.",
        "",
        "Документ придуман для демонстрации портала и ничего не значит.",
    ]
    return pdf(f"Акт № {told['number']} от {told['drawn_on']:%d.%m.%Y}", lines)


def _measures(volume: Volume, drawn_on: date) -> dict[str, object]:
    """The volume is counted from the previous check to the day of the act."""
    since = drawn_on - timedelta(days=int(volume.hours) // 24)
    days = {"since": since, "until": drawn_on, "previous_check": since}
    return days | {
        name: getattr(volume, name) for name in ("method", "power_kw", "volts", "amperes", "cos_phi", "hours")
    }


def _whole(volume: Volume) -> Decimal:
    return volume.energy.quantize(Decimal(1), rounding=ROUND_HALF_UP)
