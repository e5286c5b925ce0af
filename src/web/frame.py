"""What the layout shows around a page: who, where, which contract."""

from dataclasses import dataclass

from litestar.types import Scope

from src.domain.access import GuardedContract
from src.domain.sessions import CurrentContract
from src.web.visitor import SignedIn, contract_of, person_of


@dataclass(frozen=True, slots=True)
class Frame:
    """What the layout shows around a page."""

    person: SignedIn | None
    path: str
    ends_in: int
    """Seconds until the session ends unless the person does something; 0 without a session."""
    contract: GuardedContract | CurrentContract | None = None
    """The one that the switcher and the menu name: whose page this is, or that was chosen last."""

    def here(self, path: str) -> bool:
        """Whether the menu entry of this path is the current one."""
        return self.path == path or (path != "/" and self.path.startswith(path + "/"))


def frame_of(scope: Scope) -> Frame:
    person = person_of(scope)
    if person is None:
        return Frame(None, scope["path"], 0)
    contract = contract_of(scope) or person.session.current
    return Frame(person, scope["path"], person.session.seconds_left(person.now), contract)
