"""«Устройства»: where one is signed in, and «Завершить»."""

from dataclasses import dataclass

from src.domain.agents import device_of
from src.domain.sessions import Device
from src.services import devices
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    Response,
    SignedIn,
    fragments,
    get,
    post,
    read_fields,
    signed_in,
)

HERE = "/profile/devices"
SAID = {
    "ended": "Вход на устройстве завершён. Если там входили не вы, смените пароль.",
    "others": "На всех других устройствах вход завершён.",
}


@dataclass(frozen=True, slots=True)
class Row:
    device: Device
    name: str


@dataclass(frozen=True, slots=True)
class Devices:
    """`said` tells what became of the last «Завершить»; `more`: there are others that are not shown."""

    rows: tuple[Row, ...]
    more: bool
    said: str = ""


async def _view(person: SignedIn, done: str) -> Devices:
    found, more = await devices.list_devices(person.session, person.now)
    return Devices(tuple(Row(each, device_of(each.agent)) for each in found), more, SAID.get(done, ""))


async def _answered(request: AnyRequest, person: SignedIn, done: str) -> Response[str]:
    """The list as it is now to HTMX, everybody else goes back to it."""
    part = ("profile/devices.html", await _view(person, done))
    return await fragments(request, [part], page=f"{HERE}?done={done}" if done else HERE)


@get("/devices", dependencies=signed_in)
async def show_devices(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    view = await _view(person, request.query_params.get("done", ""))
    return await fragments(request, [("profile/devices.html", view)], page=("profile/devices.html", view))


@post("/devices/{session_id:int}/end", dependencies=signed_in, status_code=200)
async def end_device(
    request: AnyRequest, person: NamedDependency[SignedIn], session_id: FromPath[int]
) -> Response[str]:
    """Ended before, or never one's own: the list as it is says so."""
    await read_fields(request)
    ended = await devices.end(person.session, person.actor, session_id)
    return await _answered(request, person, "ended" if ended else "")


@post("/devices/others", dependencies=signed_in, status_code=200)
async def end_others(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    await read_fields(request)
    await devices.end_others(person.session, person.actor)
    return await _answered(request, person, "others")
