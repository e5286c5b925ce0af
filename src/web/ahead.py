"""What a browser asks for ahead, because a hand hovers over a link, makes no file and orders none."""

from typing import Final

from litestar.exceptions import HTTPException

from src.web.pages import AnyRequest

_LATER: Final = 503
"""By it browsers know that the answer is for a click alone."""


def refuse_ahead(request: AnyRequest) -> None:
    """Raises HTTPException. The layout asks for no file ahead; a browser may do so of its own accord."""
    if request.headers.get("sec-purpose", "").startswith("prefetch"):
        raise HTTPException(status_code=_LATER)
