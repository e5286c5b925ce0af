"""The catalogue of services, with prices of today."""

from datetime import date

from src.domain.access import Action, GuardedContract
from src.domain.text import search_words
from src.routes.service_orders.views import CataloguePage, catalogue_address
from src.services import catalogue
from src.services.catalogue import ServicesWanted
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get, kit_of, page
from src.web.front import contract as guarded
from src.web.queries import id_in, text_in


def today_of(request: AnyRequest, person: SignedIn) -> date:
    return person.now.astimezone(kit_of(request).settings.time_zone).date()


async def vat_of(request: AnyRequest, person: SignedIn) -> int:
    """The general rate of today."""
    return await catalogue.general_rate(today_of(request, person))


@get("/contracts/{contract_id:int}/services/catalogue", dependencies=guarded(Action.VIEW_MONEY))
async def show_catalogue(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    words, after = text_in(request, "q"), id_in(request, "after")
    before = 0 if after else id_in(request, "before")
    found = await catalogue.show(ServicesWanted(search_words(words), after, before))
    shown = CataloguePage(
        contract,
        await vat_of(request, person),
        words,
        found.rows,
        catalogue_address(contract, words, before=found.before) if found.before else "",
        catalogue_address(contract, words, after=found.after) if found.after else "",
        text_in(request, "said") == "gone",
    )
    return page(request, "service_orders/catalogue.html", shown)


router = Router("/", route_handlers=[show_catalogue])
