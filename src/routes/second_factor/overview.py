"""What the person has, and what can be done with it."""

from dataclasses import dataclass

from src.domain.second_factor import RECOVERY_CODES, Factors
from src.services.second_factor.change import Changed, Owner, factors_of
from src.services.second_factor.offers import Offer
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    SignedIn,
    get,
    keep,
    kit_of,
    page,
    see_other,
    signed_in,
)
from src.web.passkeys import site_of

HERE = "/profile/second-factor"


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """`passkeys`: whether they can be made here; `done`: what was just finished."""

    factors: Factors
    of: int
    passkeys: bool
    done: str


@dataclass(frozen=True, slots=True)
class CodesPage:
    """New recovery codes, shown once; `sealed` gives the same ones as a file."""

    codes: tuple[str, ...]
    sealed: str


@get("/", dependencies=signed_in)
async def show(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    factors = await factors_of(person.user_id)
    done = request.query_params.get("done", "")
    it = OverviewPage(factors, RECOVERY_CODES, site_of(request) is not None, done)
    return page(request, "second_factor/overview.html", it)


def owner_of(request: AnyRequest, person: SignedIn) -> Owner:
    return Owner(kit_of(request).account, person.actor, person.session)


def after(request: AnyRequest, changed: Changed, done: str, offer: Offer | None = None) -> Response[str]:
    """The codes that were made, once; else the overview. The browser gets the new token of its session."""
    if changed.codes and offer:
        answer = page(request, "second_factor/codes.html", CodesPage(changed.codes, offer.sealed))
    else:
        answer = see_other(request, f"{HERE}?done={done}")
    keep(request, answer, changed.session)
    return answer
