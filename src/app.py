"""The wiring: settings, gateways and clock become an app."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from litestar import Litestar
from litestar.datastructures import State

from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.routes.all import ROUTERS
from src.services.account import make_tools
from src.settings import Settings
from src.web.assets import load_assets
from src.web.errors import HANDLERS
from src.web.kit import Kit
from src.web.shell import Shell
from src.web.templates import environment, small_css

SOURCE = Path(__file__).parent
STATIC = next(folder for folder in (SOURCE / "static", SOURCE.parent / "static") if folder.is_dir())
LARGEST_BODY = 64 * 1024
Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


def make_kit(settings: Settings, gateways: Gateways, clock: Clock) -> Kit:
    assets = load_assets(STATIC)
    css = small_css(assets.css)
    templates = environment(SOURCE, settings.time_zone, css, assets.address, settings.supplier_name)
    account = make_tools(settings, gateways.passwords, settings.address)
    return Kit(settings, gateways, clock, templates, assets, settings.address, css, account)


def create_app(settings: Settings, gateways: Gateways, clock: Clock, *lifespan: Lifespan) -> Litestar:
    """The portal as an ASGI app; the base must be open before the first request, for instance by a `lifespan`."""
    kit = make_kit(settings, gateways, clock)
    app = Litestar(
        route_handlers=ROUTERS,
        exception_handlers=HANDLERS,
        openapi_config=None,
        logging_config=None,
        request_max_body_size=LARGEST_BODY,
        state=State({"kit": kit}),
        lifespan=lifespan,
    )
    app.asgi_handler = Shell(app.asgi_handler, kit)
    return app
