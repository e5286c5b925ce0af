"""Every filtered list whose workbook may be ordered; a new one adds its line."""

from typing import Final

from src.routes.listing.appeals import APPEALS
from src.routes.listing.documents import DOCUMENTS
from src.routes.listing.payments import PAYMENTS
from src.routes.listing.services import SERVICES
from src.routes.listing.violations import VIOLATIONS

SUBJECTS: Final = {subject.export: subject for subject in (PAYMENTS, DOCUMENTS, VIOLATIONS, SERVICES, APPEALS)}
