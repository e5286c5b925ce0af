"""The files of a delivery in the order in which they are loaded: parents before children."""

from typing import Final

from src.services.exchange import directory, settlements
from src.services.exchange.appeals import AppealsLoader
from src.services.exchange.documents import DocumentsLoader
from src.services.exchange.installations import InstallationsLoader
from src.services.exchange.loading import Loader
from src.services.exchange.payments import PAYMENTS
from src.services.exchange.readings import ReadingsLoader
from src.services.exchange.service_orders import ServiceOrdersLoader
from src.services.exchange.services import SERVICES
from src.services.exchange.violation_answers import ViolationAnswersLoader
from src.services.exchange.violations import ViolationsLoader

LOADERS: Final[tuple[Loader, ...]] = (
    directory.PARTIES,
    directory.BRANCHES,
    directory.CURATORS,
    directory.CONTRACTS,
    directory.OBJECTS,
    directory.POINTS,
    directory.METERS,
    InstallationsLoader(),
    directory.REGISTERS,
    ReadingsLoader(),
    directory.WINDOWS,
    directory.INVOICES,
    directory.TARIFFS,
    PAYMENTS,
    ViolationsLoader(),
    settlements.DAYS_OFF,
    settlements.KEY_RATES,
    settlements.RATE_CAPS,
    settlements.PAYMENT_TERMS,
    settlements.VAT_RATES,
    settlements.CONTRACT_TERMS,
    DocumentsLoader(),
    SERVICES,
    ServiceOrdersLoader(),
    AppealsLoader(),
    ViolationAnswersLoader(),
)
"""In the order of src.exchange.nouns.INCOMING; a test compares."""
