"""On which draft a form stands, as it says itself."""

from collections.abc import Mapping

from src.domain.drafts import TAB_LENGTH, Seen
from src.routes.readings.form import key_of, new_key
from src.web.queries import id_of


def seen_in(fields: Mapping[str, str], last: bool = True) -> Seen:
    """A page without a name is a new one."""
    return Seen(min(id_of(fields.get("version", "")), 2**31 - 1), key_of(fields.get("tab", ""))[:TAB_LENGTH], last)


def shown_first(version: int = 0) -> Seen:
    """By a page that is new."""
    return Seen(version, new_key())
