"""Registration: the form, «Я не робот», the letter, the link that ends it."""

from litestar import Router

from src.routes.registration import finish, first, second, sent

router = Router(
    "/sign-up",
    route_handlers=[
        first.show,
        first.check,
        second.back_to_form,
        second.confirm,
        sent.show,
        sent.again,
        finish.show,
        finish.end,
    ],
)
