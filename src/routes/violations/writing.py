"""Who writes what, an objection or a report; and the page of its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from src.domain.access import GuardedContract
from src.domain.statements import Statement, Subject
from src.domain.violations import Act
from src.routes.violations.pages import Trouble, WritingPage, saved_of
from src.routes.violations.said import typed_of
from src.services.statements import drafting, reading
from src.services.statements.sending import Office
from src.web.front import AnyRequest, FormErrors, SignedIn, kit_of


@dataclass(frozen=True, slots=True)
class Writing:
    """`act` None: a report, whose place may be one of the `points`; `closed`: why nothing can be sent, '' where it can:
    `sent` (the act has its objection), `cancelled`, `over`."""

    request: AnyRequest
    person: SignedIn
    contract: GuardedContract
    office: Office
    act: Act | None = None
    closed: str = ""
    points: Mapping[str, int] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        return Subject(self.act.line.id if self.act else None)

    @property
    def acts(self) -> str:
        return f"/contracts/{self.contract.id}/violations"

    def at(self, ending: str = "", said: str = "") -> str:
        path = f"{self.acts}/{self.act.line.id}/objection" if self.act else f"{self.acts}/report"
        return f"{path}{ending}?said={said}" if said else path + ending


def office_of(request: AnyRequest) -> Office:
    kit = kit_of(request)
    return Office(kit.settings.time_zone, kit.settings.objection_days, kit.account.letters)


async def objecting(request: AnyRequest, person: SignedIn, contract: GuardedContract, act: Act) -> Writing:
    office, there = office_of(request), await reading.objection_to(contract, act.line.id)
    today = person.now.astimezone(office.zone).date()
    closed = "" if act.may_be_objected_to(today, office.days) else "over"
    closed = "cancelled" if act.line.state == "cancelled" else "sent" if there and there.stands else closed
    return Writing(request, person, contract, office, act, closed)


async def reporting(request: AnyRequest, person: SignedIn, contract: GuardedContract) -> Writing:
    return Writing(request, person, contract, office_of(request), points=await reading.points_of(contract))


async def page_of(writing: Writing, said: str = "", trouble: Trouble | None = None) -> WritingPage:
    draft = await drafting.find(writing.contract, writing.subject)
    shown = await reading.shown(writing.contract, draft) if draft else None
    return WritingPage(
        writing.contract,
        writing.act,
        writing.acts,
        writing.at(),
        writing.closed,
        writing.act.last_day_to_object(writing.office.days) if writing.act else None,
        trouble.typed if trouble else _typed(writing, draft),
        saved_of(draft),
        tuple(writing.points),
        shown.files if shown else (),
        trouble,
        said,
    )


def _typed(writing: Writing, draft: Statement | None) -> FormErrors:
    return typed_of(draft.said, writing.office.zone) if draft else FormErrors()
