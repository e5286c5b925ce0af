"""The four answers that every filtered list has: its page, the total of its selection, and both files."""

from collections.abc import Callable

from src.domain.access import GuardedContract
from src.domain.orders import Wish
from src.routes.giving import give
from src.routes.listing.csv import csv_lines
from src.routes.listing.subject import Subject
from src.routes.listing.views import ListPage, ListView, TotalPage, TotalView, list_view
from src.services.paging import Slice
from src.web.csv_file import csv_answer
from src.web.filters import Filters, marked
from src.web.front import AnyRequest, Response, SignedIn, fragments, see_other


async def show_list(
    request: AnyRequest,
    contract: GuardedContract,
    subject: Subject,
    page: str = "lists/page.html",
    told: Callable[[AnyRequest, ListView], ListView] = lambda _, view: view,
) -> Response[str]:
    """A page of what is found, or the form with what is wrong in it (422); `told` adds what the subject has besides."""
    filters = subject.filters(contract, request.query_params)
    view = told(request, await found_in(request, contract, subject, filters))
    whole = page, ListPage(contract, subject.title, view)
    return await fragments(request, [(f"{subject.name}/list.html", view)], whole, _status(filters))


async def found_in(request: AnyRequest, contract: GuardedContract, subject: Subject, filters: Filters) -> ListView:
    """For pages that show more than the list."""
    if filters.form is None:
        return list_view(subject, filters, Slice(()))
    return list_view(subject, filters, await subject.lists.page(contract, marked(filters.asked, request)))


async def show_total(request: AnyRequest, contract: GuardedContract, subject: Subject) -> Response[str]:
    filters = subject.filters(contract, request.query_params)
    if filters.form is None:
        return see_other(request, filters.address())
    view = TotalView(filters, await subject.lists.total(contract, filters.asked))
    whole = "lists/total.html", TotalPage(contract, subject.name, subject.title, view)
    return await fragments(request, [(f"{subject.name}/total.html", view)], whole)


async def give_csv(request: AnyRequest, contract: GuardedContract, subject: Subject) -> Response[str]:
    """All that the filters find, whatever page is on the screen; the form where they are wrong."""
    filters = subject.filters(contract, request.query_params)
    if filters.form is None:
        return see_other(request, filters.address())
    head = tuple(column.name for column in subject.columns)
    found = subject.lists.export(contract, filters.asked)
    return csv_answer(f"{subject.name}-{contract.id}", head, csv_lines(subject, found))


async def give_workbook(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, subject: Subject
) -> Response[bytes] | Response[str]:
    filters = subject.filters(contract, request.query_params)
    if filters.form is None:
        return see_other(request, filters.address())
    short = await subject.lists.is_short(contract, filters.asked)
    return await give(request, person, contract, Wish(subject.export, filters.given), short)


def _status(filters: Filters) -> int:
    return 422 if filters.form is None else 200
