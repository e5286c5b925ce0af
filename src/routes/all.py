"""Every router of the portal; a new subject adds its line."""

from litestar import Router

from src.routes import health, start

ROUTERS: list[Router] = [health.router, start.router]
