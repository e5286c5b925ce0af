"""Copies of acts that billing has sent along."""

from collections.abc import Iterable, Sequence

from src.domain.enclosures import Enclosure
from src.storage.engine import bound, tuples
from src.storage.imports import among, listed
from src.storage.touched import keyed


async def files_of(keys: Iterable[str]) -> dict[str, Enclosure]:
    """By the code of the act, hidden ones included."""
    found = await tuples(
        f"SELECT k.key, k.file, k.digest, k.size FROM {keyed('violation', bound().dialect)}",  # noqa: S608
        listed(keys),
    )
    return {key: Enclosure(file, digest, size) for key, file, digest, size in found}


async def known_files(keys: Sequence[str]) -> set[str]:
    """Those of the keys that some act needs, hidden ones included: they may come back."""
    found = await tuples(
        f"SELECT file FROM violation WHERE file <> '' AND file IN {among(bound().dialect)}",  # noqa: S608
        listed(keys),
    )
    return {file for (file,) in found}
