"""«Добавить пользователя»: finding a person, granting, inviting; invitations that wait; the link of the letter."""

from litestar import Router

from src.routes.inviting import adding, confirming, invited, waiting

router = Router(
    "/",
    route_handlers=[
        adding.show,
        adding.seek,
        confirming.confirm,
        confirming.register,
        waiting.show,
        waiting.act,
        invited.show,
        invited.join,
        invited.accept,
        invited.decline,
    ],
)
