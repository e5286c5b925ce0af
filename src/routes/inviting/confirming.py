"""The second step: «Подтвердить» for the person who was found, «Зарегистрировать» for one who was not."""

from src.domain.access import Action, GuardedContract
from src.domain.members import LastAdministrator, last_day
from src.routes.inviting.adding import ADD, refused
from src.routes.inviting.forms import RegisterForm, SealedForm, chosen
from src.routes.inviting.views import add_page, sought_page
from src.services.inviting import granting, offers, seeking, sending
from src.services.throttling import TooSoon
from src.web import front, words
from src.web.front import AnyRequest, FormErrors, NamedDependency, Response, SignedIn, kit_of

ENDED = "С поиска прошло больше часа, или с этим адресом что-то изменилось. Проверьте данные и найдите человека ещё раз"
OUTLASTS = "Доступ не может длиться дольше, чем у последнего администратора договора. Укажите день не позже его срока"
MANY = "По договору ждут ответа уже пятьдесят приглашений. Отзовите лишние в «Управлении доступом»"


@front.post(f"{ADD}/confirm", dependencies=front.contract(Action.MANAGE, fresh=True))
async def confirm(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    form, _ = await front.read_form(request, SealedForm)
    sealed = form.sealed if form else ""
    try:
        done = await granting.confirm(kit_of(request).account, person.actor, contract, sealed)
    except offers.OfferEnded as ended:
        return await _again(request, person, contract, ended)
    except TooSoon as soon:
        return await _sought(request, person, contract, sealed, FormErrors().wrong("", words.wait(soon.seconds)), 429)
    except LastAdministrator:
        was = offers.unseal(kit_of(request).signer, person.actor, sealed)
        return await _again(request, person, contract, offers.OfferEnded(was, OUTLASTS))
    said = "granted" if done.contracts or done.again else "known"
    return front.see_other(request, f"/contracts/{contract.id}/access?said={said}")


@front.post(f"{ADD}/register", dependencies=front.contract(Action.MANAGE, fresh=True))
async def register(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    fields = await front.read_fields(request)
    form, typed = front.check_form(fields, RegisterForm)
    sealed, status = fields.get("sealed", ""), 422
    try:
        if form is None:
            return await _sought(request, person, contract, sealed, typed, status)
        names = sending.Names(form.family_name, form.given_name, form.patronymic)
        await sending.invite(kit_of(request).account, person.actor, sealed, names)
    except sending.Overtaken:
        typed, status = FormErrors(), 200
    except sending.TooManyWait:
        typed = typed.wrong("", MANY)
    except TooSoon as soon:
        typed, status = typed.wrong("", words.wait(soon.seconds)), 429
    except offers.OfferEnded as ended:
        return await _again(request, person, contract, ended)
    else:
        return front.see_other(request, f"/contracts/{contract.id}/access/invitations?said=invited")
    return await _sought(request, person, contract, sealed, typed, status)


async def _sought(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, sealed: str, typed: FormErrors, status: int
) -> Response[str]:
    """The second step once more, as things are now; the first, when nothing can be granted any more."""
    try:
        sought = await seeking.reopen(kit_of(request).account, person.actor, sealed)
        if why := refused(sought):
            raise offers.OfferEnded(offers.unseal(kit_of(request).signer, person.actor, sealed), why)
    except offers.OfferEnded as ended:
        return await _again(request, person, contract, ended)
    return sought_page(request, contract, sought, typed, status)


async def _again(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, ended: offers.OfferEnded
) -> Response[str]:
    """The first step, with what was typed then."""
    was, values = ended.was, {"role": "viewer"}
    if was:
        until, zone = was.terms.until, kit_of(request).settings.time_zone
        day = last_day(until, zone).isoformat() if until else ""
        values = {"role": was.terms.role.value, "email": was.email, "until": day}
    ids = chosen(contract.id, map(str, was.contract_ids if was else ()))
    return await add_page(request, person, contract, ids, FormErrors(values).wrong("", ended.why or ENDED))
