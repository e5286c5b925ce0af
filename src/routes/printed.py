"""A document that is printed for whoever asks for it, as a file."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from src.domain.printing import Paper
from src.services.printing import NotPrinted, print_paper
from src.web.front import AnyRequest, HTTPException, Response, kit_of, pdf_answer, refuse_ahead
from src.web.visitor import person_of

OF_ONE: Final = 3
"""Documents that a person may wait for at once in a process; more are no work of hands, and others wait behind them."""
_LATER: Final = {"Retry-After": "60"}
_waiting: Counter[int] = Counter()


async def printed(request: AnyRequest, paper: Paper, name: str, plain: str) -> Response[bytes]:
    """Both names are without ending, `plain` is ASCII. Where the machine has no time now, the portal is busy (503)."""
    refuse_ahead(request)
    person = person_of(request.scope)
    with _turn(person.user_id if person else 0):
        try:
            pdf = await print_paper(kit_of(request).gateways.workshop, paper)
        except NotPrinted as error:
            raise HTTPException(status_code=503, headers=_LATER) from error
    return pdf_answer(pdf, name, plain)


@contextmanager
def _turn(person_id: int) -> Iterator[None]:
    if _waiting[person_id] >= OF_ONE:
        raise HTTPException(status_code=429, headers={"Retry-After": "10"})
    _waiting[person_id] += 1
    try:
        yield
    finally:
        _waiting[person_id] -= 1
