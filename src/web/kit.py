"""What lives as long as the app and every handler may need: settings, gateways, clock, templates, assets, signer."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from jinja2 import Environment
from litestar import Request

from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.services.account import Tools
from src.services.signing import Signer
from src.settings import Settings
from src.web.assets import Assets


@dataclass(frozen=True, slots=True)
class Kit:
    settings: Settings
    gateways: Gateways
    clock: Clock
    templates: Environment
    assets: Assets
    base_url: str
    css: str
    """The whole of portal.css as it stands in every page."""
    account: Tools
    """Letters, passwords, «Я не робот»: what registration, sign-in and recovery work with."""

    @property
    def signer(self) -> Signer:
        """Signs and seals what goes out to a browser and comes back."""
        return Signer(self.settings.secret_key)

    @property
    def secure(self) -> bool:
        """Whether people open the portal by https: cookies are then `Secure` and carry the `__Host-` prefix."""
        return self.base_url.startswith("https:")


AnyRequest: TypeAlias = Request[Any, Any, Any]


def kit_of(request: AnyRequest) -> Kit:
    kit: Kit = request.app.state.kit
    return kit
