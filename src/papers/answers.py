"""What a child that looked into a document says, and whether to believe it: the portal opens no document itself."""

from collections.abc import Mapping
from typing import Any, Final

from src.domain.attachments import AttachmentRefused, Fault, Kind

LOOK: Final = "papers.look"
_PAPERS: Final = frozenset(Kind) - {Kind.JPG}


class Unanswered(ValueError):
    """The answer has another shape than the task's: whoever gave it is not to be believed."""


def kind_in(answer: Mapping[str, Any]) -> Kind:
    """Raises AttachmentRefused as the child did, Unanswered when it is no answer at all."""
    try:
        if "refused" in answer:
            raise AttachmentRefused(Fault(answer["refused"]))
        kind = Kind(answer["kind"])
    except (LookupError, ValueError) as error:
        raise Unanswered from error
    if kind not in _PAPERS:
        raise Unanswered
    return kind
