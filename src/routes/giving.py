"""An export is given at once, or ordered."""

import asyncio
from contextlib import suppress

from src.domain.access import GuardedContract
from src.domain.orders import Wish
from src.routes.export_makers import makers_of
from src.routes.export_names import called
from src.services import orders
from src.services.making import Making, NotWritten, nobody
from src.web.front import AnyRequest, HTTPException, Response, SignedIn, kit_of, refuse_ahead, see_other, xlsx_answer


async def give(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, wish: Wish, short: bool
) -> Response[bytes] | Response[str]:
    """The file itself where it is short, and the machine has time for it now; else the page of its order."""
    refuse_ahead(request)
    kit = kit_of(request)
    kept = orders.kept_orders(kit.settings)
    if short:
        async with orders.KeptFiles.incoming(kit.settings.data_dir).place() as target:
            with suppress(NotWritten):
                await makers_of(kit)[wish.kind](Making(contract, wish.asked, person.now, target, nobody))
                name = called(wish, contract)
                return xlsx_answer(await asyncio.to_thread(target.read_bytes), name.name, name.plain)
    try:
        number = await orders.place(contract, wish, person.now, kept)
    except orders.TooMany as error:
        raise HTTPException(status_code=429, headers={"Retry-After": "60"}) from error
    return see_other(request, f"/contracts/{contract.id}/files/{number}")
