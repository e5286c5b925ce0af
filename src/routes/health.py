"""For machines: is the process alive, can it serve people."""

from litestar import Response, Router, get
from litestar.enums import MediaType

from src.services.health import missing_migrations
from src.web.guards import public


@get("/healthz", media_type=MediaType.TEXT, dependencies=public, sync_to_thread=False)
def healthz() -> str:
    """Alive: asks nobody."""
    return "ok\n"


@get("/readyz", media_type=MediaType.TEXT, dependencies=public)
async def readyz() -> Response[str]:
    """200 when the base answers and has the schema of this version, else 503."""
    if missing := await missing_migrations():
        return Response(f"not ready: the base does not answer or lacks {', '.join(missing)}\n", status_code=503)
    return Response("ready\n")


router = Router("/", route_handlers=[healthz, readyz])
