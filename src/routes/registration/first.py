"""The first step: what is typed goes on sealed in the second; nothing is stored yet."""

from src.routes.registration.form import read_application
from src.routes.registration.second import FORM, ConfirmPage, SignUpPage
from src.services import registration
from src.web import robot, traps
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    Visitor,
    get,
    kit_of,
    page,
    post,
    public,
    read_fields,
)


@get("/", dependencies=public, sync_to_thread=False)
def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    stamp = traps.stamp(request, FORM, visitor.now)
    return page(request, "account/sign_up.html", SignUpPage(FormErrors(), stamp))


@post("/", dependencies=public)
async def check(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    """The second step in the same answer: a reload is safe, because nothing was done."""
    fields, tools = await read_fields(request), kit_of(request).account
    application, typed = await read_application(tools, fields)
    caught, stamp = traps.trapped(request, FORM, fields, visitor.now)
    if caught:
        typed = typed.wrong("", caught)
    if application is None or caught:
        return page(request, "account/sign_up.html", SignUpPage(typed, stamp), status=422)
    sealed = registration.seal(tools, application, visitor.now)
    return page(request, "account/confirm.html", ConfirmPage(sealed, robot.new_robot(request, FORM, visitor.now)))
