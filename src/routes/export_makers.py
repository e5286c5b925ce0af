"""How each kind of workbook is made, in the words that the pages have."""

from functools import partial

from src.domain.orders import Kind
from src.routes import archive_maker, consumption_maker
from src.routes.listing.all import SUBJECTS
from src.routes.listing.workbook import make_list
from src.routes.members.report_maker import make_report
from src.routes.readings.history_maker import make_history
from src.routes.readings.workbook_maker import make_readings
from src.services.making import Makers
from src.web.kit import Kit


def makers_of(kit: Kit) -> Makers:
    return {
        Kind.READINGS: partial(make_readings, kit),
        Kind.CONSUMPTION: partial(consumption_maker.make_consumption, kit),
        Kind.HISTORY: partial(make_history, kit),
        Kind.ARCHIVE: partial(archive_maker.make_archive, kit),
        Kind.ACCESS: partial(make_report, kit),
        **{kind: partial(make_list, kit, subject) for kind, subject in SUBJECTS.items()},
    }
