"""«Привязать договор»: the form, the code of the letter, the request to an administrator."""

from dataclasses import dataclass

from src.domain.linking import CODE_TRIES, Proof
from src.routes.link_forms import AskForm, CodeForm, LinkForm
from src.services import link_codes, link_requests, linking, sessions
from src.services.linking import Desk, InvoiceProofOff, Linked, LinkRefused
from src.services.throttling import TooSoon
from src.web import words
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    keep,
    kit_of,
    page,
    post,
    read_form,
    see_other,
    signed_in,
)

FIRST = FormErrors({"proof": Proof.INVOICE.value})
REFUSED = (
    "Договор с такими данными не найден, или подтверждение не подошло. Проверьте номер договора, ИНН и КПП по договору,"
    " номер и сумму — по одному из трёх последних счетов."
)
PROOF_OFF = (
    "С этим номером договора было много попыток: на час подтверждение счётом отключено. Выберите код на почту договора."
)
CODE_REFUSED = (
    f"Код не подошёл, устарел или попытки кончились: на один код их {CODE_TRIES}."
    " Проверьте последнее письмо или получите новый код."
)
NUMBER_WRONG = "У поставщика нет договоров с такими номерами. Проверьте знаки по договору"
OFFER_ENDED = "Подтверждение устарело: с него прошло больше часа. Привяжите договор ещё раз и отправьте запрос."


@dataclass(frozen=True, slots=True)
class LinkPage:
    typed: FormErrors


@dataclass(frozen=True, slots=True)
class AskPage:
    """The contract has an administrator; `offer` goes back with the request, '' once it is sent."""

    number: str
    offer: str


def desk_of(request: AnyRequest) -> Desk:
    account = kit_of(request).account
    return Desk(account.signer, account.letters)


def _form(request: AnyRequest, typed: FormErrors, status: int = 422) -> Response[str]:
    return page(request, "contracts/link.html", LinkPage(typed), status)


@get("/contracts/link", dependencies=signed_in, sync_to_thread=False)
def show_link(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return _form(request, FIRST, 200)


@post("/contracts/link", dependencies=signed_in)
async def link(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, LinkForm)
    if form is None:
        return _form(request, typed)
    claim = form.claim(kit_of(request).settings.contract_pattern)
    if claim is None:
        return _form(request, typed.wrong("number", NUMBER_WRONG))
    try:
        if form.proof is Proof.CODE:
            await link_codes.send_code(desk_of(request), person.actor, claim)
            return see_other(request, "/contracts/link/code")
        linked = await linking.link_by_invoice(desk_of(request), person.actor, claim, form.invoice())
    except LinkRefused:
        return _form(request, typed.wrong("", REFUSED))
    except InvoiceProofOff:
        return _form(request, typed.wrong("", PROOF_OFF))
    except TooSoon as soon:
        return _form(request, typed.wrong("", words.wait(soon.seconds)), 429)
    return await _linked(request, person, linked)


async def _linked(request: AnyRequest, person: SignedIn, linked: Linked) -> Response[str]:
    """To the contract, with a new session: rights have changed; or the offer to ask its administrator."""
    if linked.role is None:
        offer = link_requests.offer(desk_of(request), person.actor, linked.contract_id)
        return page(request, "contracts/ask.html", AskPage(linked.number, offer))
    known = linked.known and not person.session.handed_over  # a second click comes with the token of before the first
    answer = see_other(request, f"/contracts/{linked.contract_id}?said={'known' if known else 'linked'}")
    if not known:
        keep(request, answer, await sessions.renew(person.session, person.now))
    return answer


@get("/contracts/link/code", dependencies=signed_in, sync_to_thread=False)
def show_code(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return page(request, "contracts/code.html", LinkPage(FormErrors()))


@post("/contracts/link/code", dependencies=signed_in)
async def link_by_code(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, CodeForm)
    if form is None:
        return page(request, "contracts/code.html", LinkPage(typed), 422)
    try:
        linked = await link_codes.link_by_code(desk_of(request), person.actor, form.code)
    except LinkRefused:
        return page(request, "contracts/code.html", LinkPage(typed.wrong("code", CODE_REFUSED)), 422)
    return await _linked(request, person, linked)


@post("/contracts/link/request", dependencies=signed_in)
async def ask(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """Send the request to the administrators of a contract for which a proof was shown within the last hour."""
    form, _ = await read_form(request, AskForm)
    try:
        if form is None:
            raise LinkRefused
        number = await link_requests.ask(desk_of(request), person.actor, form.offer)
    except LinkRefused:
        return _form(request, FIRST.wrong("", OFFER_ENDED))
    return page(request, "contracts/ask.html", AskPage(number, ""))


router = Router("/", route_handlers=[show_link, link, show_code, link_by_code, ask])
