"""«Выйти»."""

from src.services import entrance
from src.web.front import AnyRequest, NamedDependency, Response, Visitor, forget, post, public, see_other


@post("/sign-out", dependencies=public)
async def leave(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if visitor.person:
        await entrance.sign_out(visitor.person.actor, visitor.person.session)
    answer = see_other(request, "/sign-in?done=out")
    forget(request, answer)
    return answer
