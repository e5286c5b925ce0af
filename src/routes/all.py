"""Every router of the portal; a new subject adds its line."""

from litestar import Router

from src.routes import (
    captcha,
    contracts,
    health,
    link_requests,
    linking,
    points,
    profile,
    recovery,
    registration,
    sign_in,
    start,
    texts,
)

ROUTERS: list[Router] = [
    health.router,
    start.router,
    contracts.router,
    points.router,
    linking.router,
    link_requests.router,
    profile.router,
    registration.router,
    sign_in.router,
    recovery.router,
    captcha.router,
    texts.router,
]
