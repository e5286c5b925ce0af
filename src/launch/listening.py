"""The port of this process."""

import socket

from src.launch.refused import Refused


class CannotListen(Refused):
    """The address is taken or not ours; the text says which and what to set."""


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
