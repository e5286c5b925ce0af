"""The code of a payment order as a picture; nothing where the texts do not fit into it."""

from src.domain.transfers import NoCode, Transfer, payload
from src.services import qr


def inline_of(transfer: Transfer) -> str:
    """As an element of a page."""
    try:
        return qr.inline(payload(transfer), scale=3)
    except NoCode:
        return ""


def picture_of(transfer: Transfer) -> str:
    """As an SVG that stands alone, for a document."""
    try:
        return qr.picture(payload(transfer))
    except NoCode:
        return ""
