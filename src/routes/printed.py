"""A document that is printed for whoever asks for it, as a file."""

from typing import Final

from src.domain.printing import Paper
from src.services.printing import NotPrinted, print_paper
from src.web.front import AnyRequest, HTTPException, Response, kit_of, pdf_answer, refuse_ahead

_LATER: Final = {"Retry-After": "60"}


async def printed(request: AnyRequest, paper: Paper, name: str, plain: str) -> Response[bytes]:
    """Both names are without ending, `plain` is ASCII. Where the machine has no time now, the portal is busy (503)."""
    refuse_ahead(request)
    try:
        pdf = await print_paper(kit_of(request).gateways.workshop, paper)
    except NotPrinted as error:
        raise HTTPException(status_code=503, headers=_LATER) from error
    return pdf_answer(pdf, name, plain)
