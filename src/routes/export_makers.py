"""How each kind of workbook is made, in the words that the pages have."""

from functools import partial

from src.domain.orders import Kind
from src.routes.consumption_maker import make_consumption
from src.routes.members.report_maker import make_report
from src.routes.readings.history_maker import make_history
from src.routes.readings.workbook_maker import make_readings
from src.routes.violations.file import make_acts
from src.services.making import Makers
from src.web.kit import Kit


def makers_of(kit: Kit) -> Makers:
    return {
        Kind.READINGS: partial(make_readings, kit),
        Kind.CONSUMPTION: partial(make_consumption, kit),
        Kind.HISTORY: partial(make_history, kit),
        Kind.VIOLATIONS: partial(make_acts, kit),
        Kind.ACCESS: partial(make_report, kit),
    }
