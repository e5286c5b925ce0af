"""The way round a delay or a forgotten password: a letter with a link that signs in."""

from src.services import sign_in_link
from src.web.address_form import LetterForm, NotSent, blank, send_to
from src.web.front import AnyRequest, NamedDependency, Response, Visitor, get, page, post, public, see_other

HERE = "/sign-in/letter"
LETTER = LetterForm(HERE, sign_in_link.PURPOSE, sign_in_link.send)


@get(HERE, dependencies=public, sync_to_thread=False)
def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "account/sign_in_letter.html", blank(request, visitor, HERE))


@post(HERE, dependencies=public)
async def send(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    try:
        await send_to(request, visitor, LETTER)
    except NotSent as refusal:
        return page(request, "account/sign_in_letter.html", refusal.page, status=refusal.status)
    return see_other(request, "/sign-in/sent")


@get("/sign-in/sent", dependencies=public, sync_to_thread=False)
def sent(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "account/letter_sent.html", blank(request, visitor, HERE, why="sign-in"))
