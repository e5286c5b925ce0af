"""«Ключ входа»: made by the browser on this page, named by the person."""

from dataclasses import dataclass

from pydantic import Field

from src.domain.second_factor import PASSKEYS
from src.routes.second_factor.overview import after, owner_of
from src.services.second_factor import ceremony, change, offers, passkeys
from src.services.second_factor.shown import Asked
from src.web.front import (
    AnyRequest,
    Form,
    FormErrors,
    NamedDependency,
    NotFoundException,
    Response,
    SignedIn,
    fresh,
    get,
    page,
    post,
    read_form,
)
from src.web.passkeys import site_of

OLD = "Страница устарела. Нажмите кнопку ещё раз"
REFUSED = "Браузер прислал не тот ответ, которого мы ждали. Нажмите кнопку ещё раз"
FULL = f"Этот ключ уже добавлен, или ключей уже {PASSKEYS}: уберите лишний"


class PasskeyForm(Form):
    name: str = Field(min_length=1, max_length=60)
    sealed: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class PasskeyPage:
    typed: FormErrors
    asked: Asked


@get("/passkey", dependencies=fresh)
async def show(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return await _shown(request, person, FormErrors({"name": "Мой ключ"}), 200)


@post("/passkey", dependencies=fresh)
async def make(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, PasskeyForm)
    owner, site, now = owner_of(request, person), site_of(request), person.now
    if form is None or site is None:
        return await _shown(request, person, typed, 422)
    try:
        offer = offers.read(owner.tools.signer, owner.id, form.sealed, now, offers.Offered.PASSKEY)
        key = ceremony.made(site, offer.secret, form.credential)
        changed = await change.add(owner, offer, lambda: passkeys.keep(owner.id, key, form.name, now), form.name)
    except offers.OfferEnded:
        return await _shown(request, person, typed.wrong("", OLD), 422)
    except ceremony.NotAccepted:
        return await _shown(request, person, typed.wrong("", REFUSED), 422)
    except change.NotAdded:
        return await _shown(request, person, typed.wrong("", FULL), 422)
    return after(request, changed, "passkey", offer)


async def _shown(request: AnyRequest, person: SignedIn, typed: FormErrors, status: int) -> Response[str]:
    """Each time with a new challenge."""
    site, signer = site_of(request), owner_of(request, person).tools.signer
    if site is None:
        raise NotFoundException
    offer = offers.make(signer, person.user_id, offers.Offered.PASSKEY, ceremony.challenge(), person.now)
    known = await passkeys.keys_of(person.user_id)
    options = ceremony.asked_of(offer.secret, site, signer, (person.user_id, person.email), known)
    return page(request, "second_factor/passkey.html", PasskeyPage(typed, Asked(options, offer.sealed)), status=status)
