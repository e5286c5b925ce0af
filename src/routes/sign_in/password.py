"""The sign-in page: login and password, and «Я не робот» when it is asked for."""

from dataclasses import dataclass

from pydantic import Field

from src.services import sign_in
from src.services.captcha import NotProved
from src.services.sign_in import FORM, Attempt, MustWait, WrongLogin
from src.web import robot, typed_password, words
from src.web.entrance import Destination, browser_of, let_in
from src.web.front import (
    AnyRequest,
    Form,
    FormErrors,
    NamedDependency,
    Response,
    Secret,
    Visitor,
    check_form,
    get,
    kit_of,
    page,
    post,
    public,
    read_fields,
    safe_next,
    see_other,
)
from src.web.log import say


class SignInForm(Form):
    login: str = Field(min_length=1, max_length=254)
    password: Secret = Field(min_length=1, max_length=500)
    remember: str = ""
    next: str = "/"
    kept: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`done` names what was just finished; `refused`: why nobody was let in («login», «wait», «robot»).

    `wait` is in words; `sealed` holds the password that need not be typed again.
    """

    typed: FormErrors
    done: str = ""
    refused: str = ""
    wait: str = ""
    puzzle: robot.Robot | None = None
    sealed: str = ""


@get("/sign-in", dependencies=public, sync_to_thread=False)
def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    """Anybody's page; whoever is in goes on, unless the password is asked once more."""
    query = request.query_params
    going = query.get("next", "/")
    fresh = "fresh" in query
    if visitor.person and not fresh:
        return see_other(request, safe_next(going))
    known = visitor.person.session if visitor.person else None
    kept = {"login": known.email, "remember": "1" if known.remembered else ""} if known else {}
    typed = FormErrors({"next": safe_next(going)} | kept)
    return page(request, "account/sign_in.html", SignInPage(typed, "fresh" if fresh else query.get("done", "")))


@post("/sign-in", dependencies=public)
async def enter(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    fields = typed_password.fill_in(request, await read_fields(request))
    form, typed = check_form(fields, SignInForm)
    sealed = typed_password.seal(request, fields.get("login", ""), fields.get("password", ""))
    if "other" in fields:
        puzzle = robot.new_robot(request, FORM, visitor.now, by_picture=True)
        return page(request, "account/sign_in.html", SignInPage(FormErrors(typed.values), puzzle=puzzle, sealed=sealed))
    if form is None:
        return page(request, "account/sign_in.html", SignInPage(typed), status=422)
    password, remember = form.password.get_secret_value(), bool(form.remember)
    attempt = Attempt(form.login, password, remember, browser_of(request), fields)
    try:
        welcome = await sign_in.sign_in(kit_of(request).account, visitor.actor, attempt)
    except (WrongLogin, MustWait, NotProved) as refusal:
        return _refused(request, visitor, typed, refusal, "" if isinstance(refusal, WrongLogin) else sealed)
    return await let_in(request, visitor, welcome, Destination(form.next, form.kept))


def _refused(
    request: AnyRequest, visitor: Visitor, typed: FormErrors, refusal: WrongLogin | MustWait | NotProved, sealed: str
) -> Response[str]:
    """The same page with what was typed, the reason, and the ways round."""
    now, status, wait, puzzle = visitor.now, 422, "", None
    if isinstance(refusal, NotProved):
        puzzle = robot.after(request, FORM, now, refusal, tried_code=bool(typed.value("code")))
    elif isinstance(refusal, MustWait):
        status, wait = 429, words.wait(refusal.seconds)
        puzzle = robot.new_robot(request, FORM, now, proof=refusal.proof)
    elif refusal.proof_asked:
        puzzle = robot.new_robot(request, FORM, now, proof=refusal.proof)
    why = {NotProved: "robot", MustWait: "wait", WrongLogin: "login"}[type(refusal)]
    say("sign-in refused", why=why, address=visitor.address)
    answer = page(request, "account/sign_in.html", SignInPage(typed, "", why, wait, puzzle, sealed), status=status)
    if isinstance(refusal, MustWait):
        answer.headers["Retry-After"] = str(refusal.seconds)
    return answer
