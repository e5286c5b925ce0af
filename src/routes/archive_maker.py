"""A large archive of documents is made for whoever ordered it."""

import asyncio

from src.domain.orders import Stage
from src.gateways.files.files import FilesDown
from src.routes.listing.documents import DOCUMENTS
from src.services.documents import archives, packing
from src.services.making import Making, NotWritten
from src.web.kit import Kit


async def make_archive(kit: Kit, making: Making) -> None:
    """Of what the filters find by then. Raises NotWritten."""
    asked = DOCUMENTS.filters(making.contract, making.asked).asked
    try:
        chosen = await archives.choose(making.contract, asked)
        with making.target.open("wb") as out:
            written = 0
            async for piece in packing.archive(chosen, kit.gateways.files):
                await asyncio.to_thread(out.write, piece)
                written = min(written + 1, len(chosen))
                await making.told(Stage.WRITING, written, len(chosen))
    except (archives.NoArchive, FilesDown) as error:
        raise NotWritten from error
