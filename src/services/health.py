"""Whether this process can serve people."""

from src.storage.migrate import pending


async def missing_migrations() -> list[str]:
    """Names of the migrations that the base lacks; all of them when it does not answer."""
    return await pending()
