"""«Скачать мои данные»: one file, readable by people and machines (JSON with Russian names), sent as it is read."""

from dataclasses import dataclass
from typing import Any

from litestar.response import Stream

from src.routes.profile.export_file import OwnData
from src.services import own_data
from src.services.own_password import WrongPassword
from src.services.throttling import TooSoon
from src.web import own_password
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    SignedIn,
    fresh,
    get,
    kit_of,
    page,
    post,
    read_form,
)


@dataclass(frozen=True, slots=True)
class ExportPage:
    typed: FormErrors


@get("/export", dependencies=fresh, sync_to_thread=False)
def show_export(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    return page(request, "profile/export.html", ExportPage(FormErrors()))


@post("/export", dependencies=fresh)
async def give_export(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[Any]:
    form, typed = await read_form(request, own_password.OwnPassword)
    status = 422
    if form is not None:
        kit = kit_of(request)
        try:
            found = await own_data.export(kit.account, person.actor, form.current_password.get_secret_value())
        except (WrongPassword, TooSoon) as refusal:
            typed, status = own_password.refuse(typed, refusal)
        else:
            name = f"kabinet-{person.now.astimezone(kit.settings.time_zone):%Y-%m-%d}.json"
            saved = {"Content-Disposition": f'attachment; filename="{name}"'}
            text = OwnData(kit, person.session, person.now).text(found)
            return Stream(text, media_type="application/json; charset=utf-8", status_code=200, headers=saved)
    return page(request, "profile/export.html", ExportPage(typed), status=status)
