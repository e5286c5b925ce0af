"""Letting a person in: the new session's cookie, the known device's, and the way to where the person was going."""

from dataclasses import dataclass

from src.services import sessions
from src.services.entrance import Browser, Entry
from src.services.half_signed import Halfway
from src.web import agreement, half
from src.web.devices import device_of, keep_device
from src.web.front import AnyRequest, Response, Visitor, keep, safe_next, see_other
from src.web.late import give_back

AGENT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the person was going, and the sealed form that came after its session had ended (web/late.py)."""

    next: str = "/"
    kept: str = ""


def browser_of(request: AnyRequest) -> Browser:
    """What the browser tells of itself."""
    return Browser(request.headers.get("user-agent", "")[:AGENT_LENGTH], device_of(request))


async def let_in(
    request: AnyRequest, visitor: Visitor, welcome: Entry, going: Destination, first: Response[str] | None = None
) -> Response[str]:
    """The session that this browser had before ends; nobody can have planted the new one. Whoever is half-way goes on
    to the second factor; `first` is shown before where the person was going."""
    if isinstance(welcome, Halfway):
        return await half.lead(request, welcome, going.next, going.kept)
    if visitor.person and visitor.person.session.id != welcome.session.id:
        await sessions.end(visitor.person.session, visitor.now)
    asked = await agreement.ask_first(request, welcome.user_id, going.next, going.kept)
    late = asked or give_back(request, going.kept, welcome.user_id)
    answer = late or first or see_other(request, safe_next(going.next))
    keep(request, answer, welcome.session)
    keep_device(request, answer, welcome.device)
    return answer
