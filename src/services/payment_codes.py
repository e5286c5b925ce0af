"""The code of a payment order for a page and for a document; nothing where the texts do not fit into it."""

from src.domain.transfers import NoCode, Transfer, payload
from src.services import qr


async def inline_of(transfer: Transfer) -> str:
    """The picture as an element of a page."""
    content = bytes.fromhex(code_of(transfer))
    return await qr.inline(content, scale=3) if content else ""


def code_of(transfer: Transfer) -> str:
    """What the picture holds, in hexadecimal: a document is told so."""
    try:
        return payload(transfer).hex()
    except NoCode:
        return ""
