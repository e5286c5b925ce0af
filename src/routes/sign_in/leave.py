"""«Выйти»."""

from litestar import Response, post
from litestar.di import NamedDependency

from src.services import sign_in
from src.web.guards import public
from src.web.pages import AnyRequest, see_other
from src.web.sessions import forget
from src.web.visitor import Visitor


@post("/sign-out", dependencies=public)
async def leave(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if visitor.person:
        await sign_in.sign_out(visitor.person.actor, visitor.person.session)
    answer = see_other(request, "/sign-in?done=out")
    forget(request, answer)
    return answer
