"""Guards: dependencies that hand the handler the thing it may touch, or turn the visitor away.

@get("/contracts/{contract_id:int}", dependencies=contract(Action.VIEW))
async def show(request: Request, contract: NamedDependency[GuardedContract]) -> Response: ...
"""

from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException, PermissionDeniedException

from src.domain.access import Action, GuardedContract
from src.services import access
from src.web.kit import AnyRequest, kit_of
from src.web.late import seal_form, seal_late_form
from src.web.refusals import NeedsFresh, SignedOut
from src.web.sessions import session_of
from src.web.visitor import SignedIn, Visitor, address_of, remember_contract, remember_person


async def find_visitor(request: AnyRequest) -> Visitor:
    """Anybody; the base is asked only when a session cookie came along."""
    now, address = kit_of(request).clock(), address_of(request)
    session = await session_of(request, now)
    if session is None:
        return Visitor(now, address, None)
    person = SignedIn(session, now, address)
    remember_person(request.scope, person)
    return Visitor(now, address, person)


async def find_person(request: AnyRequest) -> SignedIn:
    """The person with a living session; SignedOut otherwise, which shows the way to sign in."""
    visitor = await find_visitor(request)
    if visitor.person is None:
        raise SignedOut(await seal_late_form(request))
    return visitor.person


async def find_fresh_person(request: AnyRequest) -> SignedIn:
    """As `find_person`, before a dangerous act: whoever signed in long ago signs in again and then goes on."""
    person = await find_person(request)
    await refuse_stale(request, person)
    return person


async def refuse_stale(request: AnyRequest, person: SignedIn) -> None:
    session = person.session
    if not session.fresh(person.now):
        raise NeedsFresh(session.email, session.remembered, await seal_form(request, session.user_id))


def find_contract(action: Action, dangerous: bool) -> Provide:
    async def find(request: AnyRequest, person: NamedDependency[SignedIn]) -> GuardedContract:
        """The contract of the path: 404 for strangers, 403 without the right; then a fresh sign-in, if need be."""
        try:
            found = access.admit(person.session, action)
        except access.NotYours as error:
            raise NotFoundException from error
        except access.FactorNeeded:
            raise
        except access.NotAllowed as error:
            raise PermissionDeniedException from error
        if dangerous:
            await refuse_stale(request, person)
        remember_contract(request.scope, found)
        return found

    return Provide(find)


public = {"visitor": Provide(find_visitor)}
signed_in = {"person": Provide(find_person)}
fresh = {"person": Provide(find_fresh_person)}


def contract(action: Action, fresh: bool = False) -> dict[str, Provide]:
    """The guard of a contract's page: `contract_id` of the path, in a role that may do this; `fresh` for dangerous
    acts."""
    return {"person": Provide(find_person), "contract": find_contract(action, fresh)}
