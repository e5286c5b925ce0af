"""«Второй фактор»: what is asked beside the password, in one's own profile."""

from litestar import Router

from src.routes.second_factor import app, codes, overview, passkey, removal

router = Router(
    "/profile/second-factor",
    route_handlers=[
        overview.show,
        app.show,
        app.confirm,
        passkey.show,
        passkey.make,
        codes.ask,
        codes.make,
        codes.save,
        removal.ask_app,
        removal.remove_app,
        removal.ask_passkey,
        removal.remove_passkey,
    ],
)
