"""Receipts of a contract, and one of them, on the screen and on paper."""

from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.services.readings import receipts
from src.web.front import AnyRequest, FromPath, NamedDependency, NotFoundException, Response, Router, get, page
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


@get("/contracts/{contract_id:int}/receipts", dependencies=guarded(Action.VIEW))
async def list_receipts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    listed = await receipts.list_receipts(contract, id_in(request, "before"))
    path = f"/contracts/{contract.id}/receipts"
    later = address(path, before=listed.later) if listed.later else ""
    return page(request, "readings/receipts.html", ReceiptsPage(contract, listed, later))


router = Router("/", route_handlers=[show_receipt, list_receipts])
