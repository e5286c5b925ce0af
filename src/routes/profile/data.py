"""«Изменить личные данные»: name and telephone; what was changed in another tab meanwhile is shown beside."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from src.domain.phones import phone_in, phone_out
from src.routes.registration.form import Name
from src.services import personal_data
from src.services.personal_data import Data
from src.web.front import (
    AnyRequest,
    Form,
    FormErrors,
    NamedDependency,
    Response,
    SignedIn,
    get,
    page,
    post,
    read_form,
    see_other,
    signed_in,
    wrong,
)

AGREE = "Чтобы указать телефон, отметьте согласие с новой редакцией"


def _phone(text: str) -> str:
    if phone_in(text) is None:
        wrong("Не похоже на номер телефона. Напишите его, например, так: +7 916 123-45-67")
    return text


class DataForm(Form):
    family_name: Annotated[Name, Field(min_length=1)]
    given_name: Annotated[Name, Field(min_length=1)]
    patronymic: Name = ""
    phone: Annotated[str, Field(max_length=40), AfterValidator(_phone)] = ""
    seen: str = ""
    agree: str = ""

    @property
    def data(self) -> Data:
        return Data(self.family_name, self.given_name, self.patronymic, phone_in(self.phone) or "")


@dataclass(frozen=True, slots=True)
class DataPage:
    """`seen` marks what the form stands on; `now`: what somebody saved meanwhile; `asks`: a telephone needs a tick."""

    typed: FormErrors
    seen: str
    asks: bool
    now: Data | None = None


def _values(data: Data) -> dict[str, str]:
    names = {"family_name": data.family_name, "given_name": data.given_name, "patronymic": data.patronymic}
    return names | {"phone": phone_out(data.phone)}


@get("/data", dependencies=signed_in)
async def show_data(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    data = await personal_data.load(person.user_id)
    asks = await personal_data.asks_consent(person.user_id)
    return page(request, "profile/data.html", DataPage(FormErrors(_values(data)), data.mark, asks))


@post("/data", dependencies=signed_in)
async def save_data(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    form, typed = await read_form(request, DataForm)
    seen, now, status = typed.value("seen"), None, 422
    if form is not None:
        try:
            await personal_data.save(person.actor, form.data, form.seen, bool(form.agree))
            return see_other(request, "/profile?done=data")
        except personal_data.ChangedMeanwhile as changed:
            seen, now, status = changed.now.mark, changed.now, 409
        except personal_data.NotAgreed:
            typed = typed.wrong("agree", AGREE)
    asks = await personal_data.asks_consent(person.user_id)
    return page(request, "profile/data.html", DataPage(typed, seen, asks, now), status=status)
