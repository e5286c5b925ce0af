"""The web server of one process."""

import socket

import uvicorn

from src.app import create_app
from src.gateways.all import real_gateways
from src.gateways.clock import running_clock
from src.launch import production
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
    app = create_app(settings, real_gateways(settings), running_clock(settings.now))
    config = uvicorn.Config(
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
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
    if not server.started:
        raise SystemExit(3)
