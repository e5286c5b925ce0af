"""The web server of one process."""

import gc
import socket

import uvicorn
from litestar import Litestar

from src.launch import production
from src.launch.listening import listen
from src.launch.portal import real_portal
from src.launch.protocol import Patient
from src.settings import Settings
from src.web import log

LAST_WORD = 15
"""Seconds that requests under way may go on after TERM."""


def serve(settings: Settings) -> None:
    """Serve until TERM; in production only with everything that letters and links need."""
    production.check(settings)
    with listen(settings.host, settings.port) as listener:
        serve_on(listener, settings)


def serve_on(listener: socket.socket, settings: Settings) -> None:
    """Serve until TERM on a port that was taken before."""
    log.configure(settings.log_level)
    server = uvicorn.Server(uvicorn_config(real_portal(settings)))
    rest_collector()
    server.run(sockets=[listener])
    if not server.started:
        raise SystemExit(3)


def rest_collector() -> None:
    """What was made so far lives as long as the process: the collector need not walk it again and again.

    A page makes thousands of small things and leaves no cycles, so that the young are looked through less often too.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def uvicorn_config(app: Litestar) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=Patient,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LAST_WORD,
    )
