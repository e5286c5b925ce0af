"""A form of an appeal that came."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.routes.readings.making import office_of
from src.routes.readings.photo_views import darkroom_of
from src.services.readings.developing import Darkroom
from src.services.readings.receipt_letter import Office
from src.web.front import AnyRequest, SignedIn
from src.web.queries import id_of
from src.web.uploads import FileForm


@dataclass(frozen=True, slots=True)
class Written:
    """A form that came, and who sent it."""

    request: AnyRequest
    person: SignedIn
    contract: GuardedContract
    form: FileForm

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract.id}/appeals"

    @property
    def act(self) -> str:
        return self.form.texts.get("act", "")

    @property
    def removed(self) -> int:
        return id_of(self.form.texts.get("remove", ""))

    @property
    def darkroom(self) -> Darkroom:
        return darkroom_of(self.request)

    @property
    def office(self) -> Office:
        return office_of(self.request)
