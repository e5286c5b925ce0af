"""«Кто имеет доступ»: a page, a paper, a workbook."""

from dataclasses import replace

from src.domain.access import Action
from src.domain.orders import Kind, Wish
from src.routes.giving import give
from src.routes.members.report_maker import ReportFile
from src.routes.members.report_views import PATH, ReportPage, asked_in, filters_in, page_of
from src.services import access
from src.services.members import report
from src.web.csv_file import csv_answer
from src.web.front import (
    AnyRequest,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    page,
    signed_in,
)


@get(PATH, dependencies=signed_in)
async def show_report(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    filters = filters_in(request)
    shown = page_of(filters, await report.list_lines(person.user_id, asked_in(request, filters), person.now))
    return await fragments(
        request, [("members/report.html", shown)], page=("members/report.html", ReportPage(filters, shown))
    )


@get(PATH + "/print", dependencies=signed_in)
async def print_report(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """As many lines as a paper takes, without pages."""
    filters = filters_in(request)
    found = await report.list_lines(person.user_id, filters.asked(), person.now, report.PRINTED)
    shown = replace(page_of(filters, found), earlier="", later="", printed=True, more=bool(found.after))
    return page(request, "members/report_print.html", ReportPage(filters, shown))


@get(PATH + ".xlsx", dependencies=signed_in)
async def export_report(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[bytes] | Response[str]:
    """Placed under one of the contracts that the person administers; 404 for one who administers none."""
    filters, rights = filters_in(request), await report.rights_of(person.user_id, person.now)
    if not rights.first:
        raise NotFoundException
    home = await access.guard_contract(person.user_id, rights.first, Action.MANAGE, person.now)
    short = not await report.has_more(person.user_id, filters.asked(), person.now, report.SHORT)
    return await give(request, person, home, Wish(Kind.ACCESS, filters.told | {"rights": rights.state}), short)


@get(PATH + ".csv", dependencies=signed_in)
async def export_lines(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """All that the filter finds: more than a workbook holds."""
    file = ReportFile(kit_of(request))
    found = report.export(person.user_id, filters_in(request).asked(), person.now, report.EXPORTED)
    return csv_answer("access", file.head, file.cells(found))


router = Router("/", route_handlers=[show_report, print_report, export_report, export_lines])
