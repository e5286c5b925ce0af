"""Documents that were ticked, on this page of the list and on others."""

from dataclasses import replace

from src.routes.listing.views import ListView, Ticks
from src.services.documents.archives import AT_ONCE
from src.web.front import AnyRequest
from src.web.queries import ids_in


def ticked(request: AnyRequest, view: ListView) -> ListView:
    """They go along when a page is turned: the buttons of the pager are those of the form that holds them."""
    ids = ids_in(request, "pick", AT_ONCE + 1)
    shown, chosen = {document.id for document in view.rows}, ids[:AT_ONCE]
    here = [id_ for id_ in chosen if id_ in shown]
    return replace(view, ticks=Ticks(here, [id_ for id_ in chosen if id_ not in shown], AT_ONCE, len(ids) > AT_ONCE))
