"""«Профиль»: one's own account, each matter a small room of its own."""

from litestar import Router

from src.routes.profile import overview

router = Router("/profile", route_handlers=[overview.show_profile])
