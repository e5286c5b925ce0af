"""The draft is looked over and sent; what was sent is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.statements import Statement, missing
from src.domain.violations import Act
from src.routes.violations.writing import Writing
from src.services.statements import drafting, reading, sending, withdrawing
from src.web.front import AnyRequest, Response, SignedIn, page, read_fields, see_other
from src.web.queries import id_of


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`shown` None: there is no draft; `trouble`: `changed` since it was looked over, or `closed`: too late."""

    contract: GuardedContract
    act: Act | None
    acts: str
    path: str
    shown: reading.Shown | None
    missing: Sequence[str]
    trouble: str = ""


async def review(writing: Writing, trouble: str = "", status: int = 200) -> Response[str]:
    draft = await drafting.find(writing.contract, writing.subject)
    shown = await reading.shown(writing.contract, draft) if draft else None
    names = missing(writing.subject.kind, draft.said) if draft else ()
    trouble = trouble or ("closed" if draft and writing.closed else "")
    it = ReviewPage(writing.contract, writing.act, writing.acts, writing.at(), shown, names, trouble)
    return page(writing.request, "violations/review.html", it, status=status)


async def send(writing: Writing) -> Statement | Response[str]:
    """As it was sent, the same one for a second click; or the review again, with what is wrong."""
    fields = await read_fields(writing.request)
    id_, version = id_of(fields.get("id", "")), id_of(fields.get("version", ""))
    try:
        return await sending.send(writing.person.actor, writing.contract, writing.office, writing.subject, id_, version)
    except drafting.Changed:
        return await review(writing, "changed", 409)
    except sending.NotNow:
        return await review(writing, "closed", 409)
    except sending.TooMany:
        return await review(writing, "often", 429)
    except sending.Incomplete:
        return await review(writing, status=422)


async def withdraw(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, it: Statement, path: str
) -> Response[str]:
    said = "withdrawn"
    try:
        await withdrawing.withdraw(person.actor, contract, it)
    except withdrawing.Decided:
        said = "decided"
    except withdrawing.NotTheirs:
        said = "others"
    return see_other(request, f"{path}?said={said}")
