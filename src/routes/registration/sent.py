"""The letter is on its way; whoever waits in vain asks for another."""

from src.services import registration
from src.services.registration_letters import PURPOSE
from src.web.address_form import LetterForm, NotSent, blank, send_to
from src.web.front import AnyRequest, NamedDependency, Response, Visitor, get, page, post, public, see_other

AGAIN = "/sign-up/again"
LETTER = LetterForm(AGAIN, PURPOSE, registration.send_again)


@get("/sent", dependencies=public, sync_to_thread=False)
def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "account/sign_up_sent.html", blank(request, visitor, AGAIN))


@post("/again", dependencies=public)
async def again(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    try:
        await send_to(request, visitor, LETTER)
    except NotSent as refusal:
        return page(request, "account/sign_up_sent.html", refusal.page, status=refusal.status)
    return see_other(request, "/sign-up/sent")
