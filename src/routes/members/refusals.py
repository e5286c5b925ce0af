"""Somebody whose access is looked at: never there is 404, there no more leads back to the list, which says so."""

from collections.abc import Callable

from src.domain.members import NoLongerMember, NoSuchMember
from src.web.errors import on_http
from src.web.front import AnyRequest, NotFoundException, Response, see_other


def on_no_such(request: AnyRequest, _error: NoSuchMember) -> Response[str]:
    return on_http(request, NotFoundException())


def on_no_longer(request: AnyRequest, _error: NoLongerMember) -> Response[str]:
    return see_other(request, f"/contracts/{request.path_params['contract_id']}/access?said=gone")


HANDLERS: dict[type[Exception] | int, Callable[..., Response[str]]] = {
    NoSuchMember: on_no_such,
    NoLongerMember: on_no_longer,
}
