"""The link of an invitation: who invites to what; a password and the code, or for an account the code alone."""

from collections.abc import Mapping

from src.routes.inviting.invited_forms import CodeForm, JoinForm, wrong_code
from src.routes.inviting.invited_views import HERE, ended_page, invited_page, where
from src.services import sessions
from src.services.inviting import accepting, link
from src.services.passwords import WeakPassword
from src.web import entrance, front, link_token, new_password, typed_password
from src.web.front import AnyRequest, FormErrors, NamedDependency, Response, SignedIn, Visitor, kit_of
from src.web.log import say


@front.get(HERE, dependencies=front.public)
async def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, HERE):
        return moved
    try:
        return await invited_page(request, visitor, FormErrors())
    except link.InvitationEnded as ended:
        return await ended_page(request, visitor, ended)


@front.post(HERE, dependencies=front.public)
async def join(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    """A new account: the password twice, the code, the consents."""
    fields = _filled_in(request, await front.read_fields(request))
    form, typed = front.check_form(fields, JoinForm)
    try:
        if form is None:
            typed = await _weighed(request, visitor, typed, fields.get("password", ""))
            return await _again(request, visitor, typed, fields)
        return await _joined(request, visitor, form)
    except WeakPassword as weak:
        typed = typed.wrong("password", new_password.refusal(weak))
    except accepting.WrongCode as refusal:
        say("invitation code refused", left=refusal.left, address=visitor.address)
        typed = typed.wrong("code", wrong_code(refusal.left))
    except accepting.AccountThere:
        return front.see_other(request, HERE)
    except link.InvitationEnded as ended:
        return await ended_page(request, visitor, ended)
    return await _again(request, visitor, typed, fields)


def _filled_in(request: AnyRequest, fields: dict[str, str]) -> dict[str, str]:
    """With the password that was typed before another field was wrong."""
    filled = typed_password.fill_in(request, {**fields, "login": link_token.tucked(request)})
    return filled if fields.get("password") else filled | {"password_again": filled.get("password", "")}


async def _joined(request: AnyRequest, visitor: Visitor, form: JoinForm) -> Response[str]:
    tools, token = kit_of(request).account, link_token.tucked(request)
    joining = accepting.Joining(form.password.get_secret_value(), form.code, form.consents())
    welcome = await accepting.join(tools, visitor.actor, token, joining, entrance.browser_of(request))
    going = where(await link.place_of(tools, token, welcome.user_id))
    answer = await entrance.let_in(request, visitor, welcome, entrance.Destination(going))
    link_token.throw_away(request, answer, HERE)
    return answer


async def _weighed(request: AnyRequest, visitor: Visitor, typed: FormErrors, password: str) -> FormErrors:
    """With the weakness of the password among the mistakes, so that all are told at once."""
    if typed.error("password"):
        return typed
    tools = kit_of(request).account
    invited = await link.look(tools, link_token.tucked(request), visitor.now)
    try:
        await accepting.check(tools, invited, password)
    except WeakPassword as weak:
        return typed.wrong("password", new_password.refusal(weak))
    return typed


async def _again(
    request: AnyRequest, visitor: Visitor, typed: FormErrors, fields: Mapping[str, str] | None = None
) -> Response[str]:
    """The form with its mistakes, as long as the link serves; a good password is not typed twice."""
    sealed = ""
    if fields and not typed.error("password") and not typed.error("password_again"):
        sealed = typed_password.seal(request, link_token.tucked(request), fields.get("password", ""))
    try:
        return await invited_page(request, visitor, typed, 422, sealed)
    except link.InvitationEnded as ended:
        return await ended_page(request, visitor, ended)


@front.post(f"{HERE}/accept", dependencies=front.signed_in)
async def accept(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """The owner of the address, signed in: the code."""
    form, typed = await front.read_form(request, CodeForm)
    visitor, token = Visitor(person.now, person.address, person), link_token.tucked(request)
    tools = kit_of(request).account
    try:
        if form is None:
            return await invited_page(request, visitor, typed, 422)
        await accepting.accept(tools, person.actor, token, form.code)
    except accepting.WrongCode as refusal:
        say("invitation code refused", left=refusal.left, address=person.address)
        return await _again(request, visitor, typed.wrong("code", wrong_code(refusal.left)))
    except accepting.AccountThere:
        return front.see_other(request, HERE)
    except link.InvitationEnded as ended:
        return await ended_page(request, visitor, ended)
    answer = front.see_other(request, where(await link.place_of(tools, token, person.user_id)))
    front.keep(request, answer, await sessions.renew(person.session, person.now))
    return answer


@front.post(f"{HERE}/decline", dependencies=front.public)
async def decline(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    actor = visitor.person.actor if visitor.person else visitor.actor
    try:
        await accepting.decline(kit_of(request).account, actor, link_token.tucked(request))
    except link.InvitationEnded as ended:
        return await ended_page(request, visitor, ended)
    return front.see_other(request, HERE)
