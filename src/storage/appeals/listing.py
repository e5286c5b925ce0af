"""Appeals of a contract as a filtered list."""

from typing import Final

from src.domain.appeals import Line, State, Theme
from src.storage.forms import instant_out
from src.storage.lists import Listing

APPEALS: Final = Listing(
    table="appeal",
    columns=("number", "sent_at", "sent_on", "theme", "state", "text"),
    made=lambda id_, number, at, day, theme, state, text: Line(
        id_, number, instant_out(at), day, Theme(theme), State(state), text
    ),
    day="sent_on",
    kind="state",
)
