"""«Профиль»: one's own account, each matter a small room of its own."""

from litestar import Router

from src.routes.profile import devices, overview, password

router = Router(
    "/profile",
    route_handlers=[
        overview.show_profile,
        password.show_password,
        password.set_password,
        devices.show_devices,
        devices.end_device,
        devices.end_others,
    ],
)
