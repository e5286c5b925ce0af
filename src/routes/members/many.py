"""One person's access to the chosen contracts: said, looked over, begun; the outcome is told contract by contract."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.many import Act, CannotBegin, Fault, NoSuchChoice, Outcome, Refused
from src.domain.members import Terms, last_day
from src.routes.members.choosing import PATH
from src.routes.members.forms import WHOSE, ChoiceForm, ManyForm
from src.services.members import choosing, many
from src.web import front
from src.web.front import AnyRequest, FormErrors, FromPath, NamedDependency, Response, SignedIn, page, see_other
from src.web.queries import id_in, text_in


@dataclass(frozen=True, slots=True)
class TermsPage:
    """`chosen`: how many contracts; `fault`: why it cannot be begun, '' where it can."""

    typed: FormErrors
    chosen: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    made: choosing.Made
    stamp: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """`refused`: a page of contracts in which it could not be done, `later`: the way to the next one."""

    made: choosing.Made
    refused: Sequence[Refused]
    later: str
    path: str

    @property
    def same(self) -> int:
        return self.made.counts.of(Outcome.SAME)

    @property
    def done(self) -> int:
        return self.made.counts.of(Outcome.DONE)


@front.get(PATH + "/terms", dependencies=front.signed_in)
async def show_terms(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    made = await choosing.open_one(person.user_id)
    if made is None or not made.counts.all:
        return see_other(request, PATH + "?said=nothing")
    values = {"login": made.login or text_in(request, "login"), "act": made.choice.act or Act.GIVE, "role": "viewer"}
    if terms := made.choice.terms:
        zone = front.kit_of(request).settings.time_zone
        values |= {"role": terms.role, "until": last_day(terms.until, zone).isoformat() if terms.until else ""}
    return page(request, "members/many.html", TermsPage(FormErrors(values), made.counts.all))


@front.post(PATH + "/terms", dependencies=front.signed_in)
async def say_terms(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await front.read_form(request, ManyForm)
    terms = form.terms(typed, person.now, front.kit_of(request).settings.time_zone) if form else typed
    fault = ""
    if form and isinstance(terms, Terms):
        given = terms if form.act == Act.GIVE.value else None
        try:
            await choosing.say(person.actor, form.folded, Act(form.act), given)
        except CannotBegin as cannot:
            terms, fault = whose(typed, cannot.fault)
        else:
            return see_other(request, PATH + "/confirm")
    made = await choosing.open_one(person.user_id)
    wrong = terms if isinstance(terms, FormErrors) else typed
    return page(request, "members/many.html", TermsPage(wrong, made.counts.all if made else 0, fault), 422)


def whose(typed: FormErrors, fault: Fault) -> tuple[FormErrors, str]:
    """What is about the login is told beside it, the rest above the form."""
    return (typed.wrong("login", WHOSE[fault]), "") if fault in WHOSE else (typed, fault)


@front.get(PATH + "/add", dependencies=front.signed_in)
async def add_somebody(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """Somebody whom no contract knows yet is added to the first of the chosen ones."""
    ids = await choosing.first_chosen(person.user_id)
    if not ids:
        return see_other(request, PATH + "?said=nothing")
    return see_other(request, f"/contracts/{ids[0]}/access/add?contracts={','.join(map(str, ids))}")


@front.get(PATH + "/confirm", dependencies=front.signed_in)
async def show_confirmation(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    made = await choosing.open_one(person.user_id)
    if made is None or not made.counts.all or not made.login:
        return see_other(request, PATH + "?said=nothing")
    return page(request, "members/many_confirm.html", ConfirmPage(made, await choosing.stamp_of(made)))


@front.post(PATH + "/start", dependencies=front.fresh)
async def start(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """A few contracts are worked on at once, more by the worker."""
    form, _ = await front.read_form(request, ChoiceForm)
    if form is None:
        raise front.HTTPException(status_code=422)
    made = await _find(person, form.choice)
    try:
        if await choosing.start(person.actor, form.choice, form.stamp) and made.counts.all < many.AT_ONCE:
            kit = front.kit_of(request)
            await many.one_batch(kit.account.letters, kit.clock, person.user_id, form.choice)
    except CannotBegin as cannot:
        made = await _find(person, form.choice)
        view = ConfirmPage(made, await choosing.stamp_of(made), cannot.fault)
        return page(request, "members/many_confirm.html", view, 422)
    return see_other(request, f"{PATH}/{form.choice}")


@front.get(PATH + "/{choice_id:int}", dependencies=front.signed_in)
async def show_outcome(
    request: AnyRequest, person: NamedDependency[SignedIn], choice_id: FromPath[int]
) -> Response[str]:
    made = await _find(person, choice_id)
    refused, after = await choosing.refused(made, id_in(request, "after"))
    path = f"{PATH}/{choice_id}"
    it = OutcomePage(made, refused, f"{path}?after={after}" if after else "", path)
    return await front.fragments(request, [("members/outcome.html", it)], page=("members/outcome.html", it))


async def _find(person: SignedIn, choice_id: int) -> choosing.Made:
    try:
        return await choosing.find(person.user_id, choice_id)
    except NoSuchChoice as error:
        raise front.NotFoundException from error


router = front.Router("/", route_handlers=[show_terms, say_terms, add_somebody, show_confirmation, start, show_outcome])
