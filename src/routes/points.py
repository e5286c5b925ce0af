"""Objects, points and meters of a contract."""

from dataclasses import dataclass
from datetime import date

from litestar import Response, Router, get
from litestar.di import NamedDependency

from src.domain.access import Action, GuardedContract
from src.domain.text import search_words
from src.services.places import Places, PlacesWanted, show_places
from src.web import guards, pages, queries
from src.web.kit import kit_of
from src.web.visitor import SignedIn


@dataclass(frozen=True, slots=True)
class PlacesTable:
    """`earlier` and `later` lead to the neighbouring pages, '' where there is none; `filtered`: words were given."""

    places: Places
    today: date
    earlier: str
    later: str
    filtered: bool


@dataclass(frozen=True, slots=True)
class PlacesPage:
    contract: GuardedContract
    words: str
    table: PlacesTable


@get("/contracts/{contract_id:int}/points", dependencies=guards.contract(Action.VIEW))
async def show_points(
    request: pages.AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
) -> Response[str]:
    words, after = queries.text_in(request, "q"), queries.id_in(request, "after")
    today = person.now.astimezone(kit_of(request).settings.time_zone).date()
    wanted = PlacesWanted(search_words(words), after, 0 if after else queries.id_in(request, "before"))
    places = await show_places(contract, today, wanted)
    path = f"/contracts/{contract.id}/points"
    table = PlacesTable(
        places,
        today,
        queries.address(path, q=words, before=places.before) if places.before else "",
        queries.address(path, q=words, after=places.after) if places.after else "",
        bool(words),
    )
    return await pages.fragments(
        request,
        [("contracts/places.html", table)],
        page=("contracts/points.html", PlacesPage(contract, words, table)),
    )


router = Router("/", route_handlers=[show_points])
