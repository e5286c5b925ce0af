"""uvicorn itself in the test's own loop, on a port of its own."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn


@asynccontextmanager
async def serving(config: uvicorn.Config) -> AsyncIterator[tuple[str, int]]:
    """Where it listens; connections that are open at the end are cut."""
    config.lifespan, config.timeout_keep_alive = "off", 60
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        task = asyncio.create_task(server._serve([listener]))  # `serve` takes the signals too
        yield listener.getsockname()
        server.should_exit = server.force_exit = True
        await task
