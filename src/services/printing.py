"""Documents that the portal makes itself, as PDF: set by a child, which gets words and gives a file."""

from src.domain.printing import Paper
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.printing.tasks import PRINT, Printed, Unanswered
from src.spreadsheets.tasks import stretches

CPU_SECONDS = 10.0
"""The portal's own data is no attack; a short document takes a tenth of a second."""


class NotPrinted(Exception):
    """The machine has no time or memory for it now."""


async def print_paper(workshop: Workshop, paper: Paper) -> bytes:
    """The PDF. Raises NotPrinted."""
    printed = Printed()
    try:
        answer = await workshop.do(
            PRINT,
            cpu_seconds=CPU_SECONDS,
            told=stretches(paper.rows),
            hear=printed.hear,
            template=paper.template,
            paper=paper.told,
        )
        return printed.pdf(answer)
    except (TooHard, Broken, Unanswered) as error:
        raise NotPrinted from error
