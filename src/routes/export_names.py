"""How the file of an export is called, and where it is asked for."""

from dataclasses import dataclass
from typing import Final

from src.domain.access import GuardedContract
from src.domain.orders import Kind, Wish
from src.routes.listing.all import SUBJECTS
from src.web.queries import address

LISTED: Final = {
    **{kind: (subject, "xlsx") for kind, subject in SUBJECTS.items()},
    Kind.ARCHIVE: (SUBJECTS[Kind.DOCUMENTS], "zip"),
}
"""What is exported of filtered lists."""


@dataclass(frozen=True, slots=True)
class Called:
    """`name` of the file for people and `plain` for programs that know no other letters, without ending; `page` from
    which it is asked for, and `file`: the address that gives it, or places an order; `ending` of the file."""

    name: str
    plain: str
    page: str
    file: str
    ending: str = "xlsx"


def _listed(wish: Wish, contract: GuardedContract) -> Called:
    subject, ending = LISTED[wish.kind]
    filters, plain = subject.filters(contract, wish.asked), f"{subject.name}-{contract.id}"
    name = f"{subject.title} {contract.number}"
    return Called(name, plain, filters.address(), filters.address(f".{ending}"), ending)


def called(wish: Wish, contract: GuardedContract) -> Called:
    if wish.kind in LISTED:
        return _listed(wish, contract)
    asked, path = wish.asked, f"/contracts/{contract.id}"
    if wish.kind is Kind.ACCESS:
        query = {name: asked[name] for name in ("q", "who", "role")}
        return Called("Кто имеет доступ", "access", address("/access", **query), address("/access.xlsx", **query))
    if wish.kind is Kind.HISTORY:
        since, until = asked["since"], asked["until"]
        query = {"months": "own", "since": since, "until": until, "q": asked["q"]}
        name, plain = f"История показаний {contract.number} {since} – {until}", f"history-{contract.id}-{until}"
        return Called(name, plain, address(f"{path}/history", **query), address(f"{path}/history.xlsx", **query))
    period = asked["period"]
    if wish.kind is Kind.CONSUMPTION:
        name, plain = f"Предварительный расход {contract.number} {period}", f"consumption-{contract.id}-{period}"
        page, file = f"{path}/consumption", f"{path}/consumption.xlsx"
    else:
        name, plain = f"Показания {contract.number} {period}", f"readings-{contract.id}-{period}"
        page, file = f"{path}/readings/workbook", f"{path}/readings/workbook/file"
    return Called(name, plain, address(page, period=period), address(file, period=period))
