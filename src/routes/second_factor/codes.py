"""«Запасные коды»: new ones, and the same as a file, as long as the page with them is open."""

from dataclasses import dataclass

from litestar import MediaType

from src.domain.second_factor import shown
from src.routes.second_factor.overview import HERE, after, owner_of
from src.services.second_factor import change, codes, offers
from src.services.throttling import TooSoon
from src.web import words
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    SignedIn,
    fresh,
    get,
    kit_of,
    page,
    post,
    read_fields,
    see_other,
)

NAME = "zapasnye-kody.txt"


@dataclass(frozen=True, slots=True)
class AskPage:
    sealed: str
    left: int
    wait: str = ""


@get("/codes", dependencies=fresh)
async def ask(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """Before the earlier ones are void."""
    return await _asked(request, person)


async def _asked(request: AnyRequest, person: SignedIn, wait: str = "", status: int = 200) -> Response[str]:
    factors = await change.factors_of(person.user_id)
    if not factors.count:
        return see_other(request, HERE)
    signer = kit_of(request).account.signer
    offer = offers.make(signer, person.user_id, offers.Offered.CODES, "", person.now)
    return page(request, "second_factor/ask_codes.html", AskPage(offer.sealed, factors.codes, wait), status=status)


@post("/codes", dependencies=fresh)
async def make(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    owner, sealed = owner_of(request, person), (await read_fields(request)).get("sealed", "")
    if not person.session.has_factor:
        return see_other(request, HERE)
    try:
        offer = offers.read(owner.tools.signer, owner.id, sealed, person.now, offers.Offered.CODES)
    except offers.OfferEnded:
        return see_other(request, f"{HERE}/codes")
    try:
        return after(request, await change.renew_codes(owner, offer), "codes", offer)
    except TooSoon as soon:
        return await _asked(request, person, words.wait(soon.seconds), 429)


@post("/codes/file", dependencies=fresh, status_code=200)
async def save(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """The codes of the page that sends its seal; they are nowhere else."""
    kit, sealed = kit_of(request), (await read_fields(request)).get("sealed", "")
    try:
        offer = offers.read(kit.account.signer, person.user_id, sealed, person.now)
    except offers.OfferEnded:
        return see_other(request, HERE)
    lines = [shown(code) for code in codes.codes_of(kit.account.signer, person.user_id, offer.sealed)]
    head = f"{kit.settings.supplier_name}: запасные коды для входа в личный кабинет {person.email}"
    text = "\r\n".join([head, "Каждый действует один раз.", "", *lines, ""])
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"', "Cache-Control": "no-store"}
    return Response(text, media_type=MediaType.TEXT, headers=headers)
