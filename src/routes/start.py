"""The start page and its blocks."""

from dataclasses import dataclass
from typing import Literal

from src.services import start
from src.services.blocks.all import Block
from src.services.blocks.readings import Due
from src.services.blocks.viewer import Viewer
from src.services.start import BlockState, Shown
from src.web.front import (
    AnyRequest,
    Form,
    FromPath,
    HTTPException,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    page,
    post,
    read_form,
    signed_in,
)


class BlockForm(Form):
    state: Literal["open", "folded", "tray"]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block's frame; `moved`: it was put so just now, and the focus follows."""

    shown: Shown
    moved: bool = False


@dataclass(frozen=True, slots=True)
class TrayView:
    """The bottom panel; `moved` names the block that came into it just now."""

    blocks: tuple[Block, ...]
    moved: str = ""


@dataclass(frozen=True, slots=True)
class StartPage:
    blocks: tuple[BlockView, ...]
    tray: TrayView
    due: Due | None


def viewer_of(request: AnyRequest, person: SignedIn) -> Viewer:
    return Viewer(person.user_id, person.session.current, person.now, kit_of(request).settings)


@get("/", dependencies=signed_in)
async def show_start(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    made = await start.start_page(viewer_of(request, person))
    blocks = tuple(BlockView(shown) for shown in made.blocks)
    return page(request, "start.html", StartPage(blocks, TrayView(made.tray), made.due))


@get("/blocks/{name:str}", dependencies=signed_in)
async def show_block(request: AnyRequest, person: NamedDependency[SignedIn], name: FromPath[str]) -> Response[str]:
    """One block again, when it was late or failed."""
    try:
        shown = await start.show_one(name, viewer_of(request, person))
    except start.NoSuchBlock as error:
        raise NotFoundException from error
    view = BlockView(shown, moved=True)
    return await fragments(request, [("blocks/block.html", view)], page=f"/#block-{name}")


@post("/blocks/{name:str}", dependencies=signed_in)
async def put_block(request: AnyRequest, person: NamedDependency[SignedIn], name: FromPath[str]) -> Response[str]:
    """«Скрыть», «Убрать с экрана» and «Раскрыть»."""
    form, _ = await read_form(request, BlockForm)
    if form is None:
        raise HTTPException(status_code=422)
    try:
        shown, tray = await start.put(name, BlockState(form.state), viewer_of(request, person))
    except start.NoSuchBlock as error:
        raise NotFoundException from error
    taken = name if shown.state is BlockState.TRAY else ""
    parts = [("blocks/block.html", BlockView(shown, moved=not taken)), ("blocks/tray.html", TrayView(tray, taken))]
    return await fragments(request, parts, page="/#tray" if taken else f"/#block-{name}")


@get("/session", dependencies=signed_in, status_code=204)
async def stay(person: NamedDependency[SignedIn]) -> None:
    """A person who goes on working puts off the end of the session."""


router = Router("/", route_handlers=[show_start, show_block, put_block, stay])
