"""«Приложение с кодами»: the picture and the key, and the first code, without which nothing counts."""

from dataclasses import dataclass

from markupsafe import Markup
from pydantic import Field

from src.domain.second_factor import Way, digits_of, way_of
from src.routes.second_factor.overview import after, owner_of
from src.services import qr
from src.services.second_factor import app, change, offers
from src.web.front import (
    AnyRequest,
    Form,
    FormErrors,
    NamedDependency,
    Response,
    SignedIn,
    fresh,
    get,
    kit_of,
    page,
    post,
    read_form,
)

NOT_SIX = "Введите 6 цифр, которые показывает приложение"
WRONG = "Код не подошёл. Дождитесь следующего и проверьте, что время на телефоне точное"
OLD = "Прежний ключ устарел. Вот новый: удалите старую запись в приложении и добавьте эту"


class AppForm(Form):
    sealed: str = ""
    code: str = Field(min_length=1, max_length=40)


@dataclass(frozen=True, slots=True)
class AppPage:
    """`key` in groups of four; `replaces`: there is an application already, which this one takes the place of."""

    typed: FormErrors
    sealed: str
    key: str
    picture: Markup
    replaces: bool


@get("/app", dependencies=fresh)
async def show(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return await _shown(request, person, _offer(request, person), FormErrors(), 200)


@post("/app", dependencies=fresh)
async def confirm(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, AppForm)
    owner, now = owner_of(request, person), person.now
    try:
        offer = offers.read(owner.tools.signer, owner.id, typed.value("sealed"), now, offers.Offered.APP)
    except offers.OfferEnded:
        return await _shown(request, person, _offer(request, person), FormErrors().wrong("", OLD), 422)
    code = digits_of(form.code) if form else ""
    if way_of(code) is not Way.APP:
        return await _shown(request, person, offer, typed if form is None else typed.wrong("code", NOT_SIX), 422)
    step = app.matching_step(offer.secret, code, now)
    if step is None:
        return await _shown(request, person, offer, typed.wrong("code", WRONG), 422)
    changed = await change.add(owner, offer, lambda: app.keep(owner.tools.signer, owner.id, offer.secret, step, now))
    return after(request, changed, "app", offer)


def _offer(request: AnyRequest, person: SignedIn) -> offers.Offer:
    return offers.make(kit_of(request).account.signer, person.user_id, offers.Offered.APP, app.new_seed(), person.now)


async def _shown(
    request: AnyRequest, person: SignedIn, offer: offers.Offer, typed: FormErrors, status: int
) -> Response[str]:
    key = " ".join(offer.secret[at : at + 4] for at in range(0, len(offer.secret), 4))
    address = app.address_of(offer.secret, person.email, kit_of(request).settings.supplier_name)
    picture = Markup(await qr.inline(address))  # noqa: S704 made of our own text, in dots
    replaces = person.session.has_factor and (await change.factors_of(person.user_id)).app_at is not None
    return page(request, "second_factor/app.html", AppPage(typed, offer.sealed, key, picture, replaces), status=status)
