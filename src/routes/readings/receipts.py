"""Receipts of a contract, and one of them, on the screen and on paper."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.routes.printed import printed
from src.routes.readings.receipt_paper import MOST_LINES, receipt_paper
from src.services.readings import receipts
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import address, id_in, text_in


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """`said`: `sent` just now, or `known`: everything had been sent already; `print`: the whole list."""

    contract: GuardedContract
    shown: receipts.Shown
    path: str
    later: str
    said: str
    print: bool

    @property
    def printable(self) -> bool:
        """Whether it is short enough for a document."""
        return self.shown.receipt.registers <= MOST_LINES


@dataclass(frozen=True, slots=True)
class ReceiptsPage:
    contract: GuardedContract
    listed: receipts.Listed
    later: str


@get("/contracts/{contract_id:int}/receipts/{number:str}", dependencies=guarded(Action.VIEW))
async def show_receipt(
    request: AnyRequest, contract: NamedDependency[GuardedContract], number: FromPath[str]
) -> Response[str]:
    whole = text_in(request, "print") == "1"
    try:
        shown = await receipts.show_receipt(contract, number[:20], id_in(request, "after"), whole)
    except receipts.NoSuchReceipt as error:
        raise NotFoundException from error
    path = f"/contracts/{contract.id}/receipts/{shown.receipt.number}"
    later = address(path, after=shown.later) if shown.later else ""
    it = ReceiptPage(contract, shown, path, later, text_in(request, "said"), whole)
    return page(request, "readings/receipt.html", it)


@get("/contracts/{contract_id:int}/receipts/{number:str}/receipt.pdf", dependencies=guarded(Action.VIEW))
async def print_receipt(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    number: FromPath[str],
) -> Response[bytes] | Response[str]:
    try:
        found = await receipts.whole_receipt(contract, number[:20], MOST_LINES)
    except receipts.NoSuchReceipt as error:
        raise NotFoundException from error
    except receipts.TooLong:
        return see_other(request, f"/contracts/{contract.id}/receipts/{number[:20]}?print=1")
    paper = receipt_paper(contract, found.receipt, found.lines, person.now, kit_of(request).settings)
    return await printed(request, paper, paper.title, f"receipt-{contract.id}-{found.receipt.id}")


@get("/contracts/{contract_id:int}/receipts", dependencies=guarded(Action.VIEW))
async def list_receipts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    listed = await receipts.list_receipts(contract, id_in(request, "before"))
    path = f"/contracts/{contract.id}/receipts"
    later = address(path, before=listed.later) if listed.later else ""
    return page(request, "readings/receipts.html", ReceiptsPage(contract, listed, later))


router = Router("/", route_handlers=[show_receipt, print_receipt, list_receipts])
