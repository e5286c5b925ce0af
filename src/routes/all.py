"""Every router of the portal; a new subject adds its line."""

from litestar import Router

from src.routes import (
    captcha,
    consumption,
    contracts,
    exports,
    health,
    link_requests,
    linking,
    points,
    profile,
    recovery,
    registration,
    sign_in,
    start,
    switching,
    texts,
)
from src.routes.readings import history, receipts, sending, sheet, workbook

ROUTERS: list[Router] = [
    health.router,
    start.router,
    contracts.router,
    switching.router,
    points.router,
    consumption.router,
    sheet.router,
    sending.router,
    receipts.router,
    history.router,
    exports.router,
    workbook.router,
    linking.router,
    link_requests.router,
    profile.router,
    registration.router,
    sign_in.router,
    recovery.router,
    captcha.router,
    texts.router,
]
