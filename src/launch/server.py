"""The web server of one process."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from litestar import Litestar

from src.app import create_app
from src.gateways.all import real_gateways
from src.gateways.clock import running_clock
from src.jobs.everything import all_jobs
from src.jobs.worker import working
from src.launch import production
from src.launch.base import opened
from src.settings import Settings
from src.web import log

LAST_WORD = 15
"""Seconds that requests under way may go on after TERM."""


class CannotListen(RuntimeError):
    """The address is taken or not ours; the text says which and what to set."""


def serve(settings: Settings) -> None:
    """Serve until TERM; in production only with everything that letters and links need."""
    if settings.mode == "production":
        production.check(settings)
    with listen(settings.host, settings.port) as listener:
        serve_on(listener, settings)


def listen(host: str, port: int) -> socket.socket:
    """Take the port (0: a free one), without answering yet."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotListen(f"cannot listen on {host} port {port} ({error.strerror}): set KABINET_PORT") from error
    return listener


def serve_on(listener: socket.socket, settings: Settings) -> None:
    """Serve until TERM on a port that was taken before."""
    log.configure(settings.log_level)
    gateways, clock = real_gateways(settings), running_clock(settings.now)
    jobs = all_jobs(settings, gateways, clock) if settings.workers_inside else ()

    @asynccontextmanager
    async def alive(_: Litestar) -> AsyncIterator[None]:
        async with opened(settings), working(jobs):
            yield

    app = create_app(settings, gateways, clock, alive)
    server = uvicorn.Server(uvicorn_config(app))
    server.run(sockets=[listener])
    if not server.started:
        raise SystemExit(3)


def uvicorn_config(app: Litestar) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LAST_WORD,
    )
