"""The history of readings is made a workbook."""

from src.domain.history import Span
from src.domain.periods import Period
from src.domain.sheets import Wanted
from src.domain.text import search_words
from src.routes.readings.history_workbook import sheet_of
from src.services import tables
from src.services.making import Making
from src.services.readings import history
from src.web.kit import Kit
from src.web.templates import month


async def make_history(kit: Kit, making: Making) -> None:
    """As many readings as a workbook holds; its last line says when there are more."""
    zone, asked = kit.settings.time_zone, making.asked
    span = Span(Period.parse(asked["since"]), Period.parse(asked["until"]))
    found = history.export(
        making.contract, zone, history.Asked(span, Wanted(search_words(asked["q"]))), tables.MOST_ROWS
    )
    title = f"История показаний, договор № {making.contract.number}, {month(span.since)} – {month(span.until)}"
    await tables.write(kit.gateways.workshop, sheet_of(title, found, zone), making)
