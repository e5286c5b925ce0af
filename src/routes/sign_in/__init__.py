"""Signing in by password or by the link of a letter, and signing out."""

from litestar import Router

from src.routes.sign_in import leave, letter, link, password, second

router = Router(
    "/",
    route_handlers=[
        password.show,
        password.enter,
        leave.leave,
        letter.show,
        letter.send,
        letter.sent,
        link.show,
        link.enter,
        second.show,
        second.enter,
    ],
)
