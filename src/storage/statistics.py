"""What PostgreSQL knows of its tables: it plans by what it last counted, and comes round by itself a minute later."""

from src.storage.engine import bound, execute, transaction


async def refresh_statistics(*tables: str) -> None:
    """After many new rows: until then every search among them may read the whole table. SQLite needs none."""
    if bound().dialect == "postgres":
        async with transaction():
            await execute(f"ANALYZE {', '.join(tables)}")
