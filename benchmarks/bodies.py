"""How much each page weighs on the wire, long lists full: bodies as a browser that takes brotli gets them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.asking import Ask, ask, filled
from benchmarks.figures import Body
from benchmarks.filling import Person
from benchmarks.servers import Server, portal
from src.web.assets import load_assets
from tests import weights
from tests.weights import Weight

_HIDDEN = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"')
STATIC = Path(__file__).parent.parent / "static"


def measure_bodies(url: str, person: Person, folder: Path) -> list[Body]:
    with portal(url, folder, "bodies") as server:
        return [
            *(_body(server, weight, "", person.contract) for weight in weights.FOR_ANYBODY),
            *(_body(server, weight, person.token, person.contract) for weight in weights.FOR_MEMBERS),
            *_saved_and_sent(server, person),
            *_assets(server),
        ]


def _body(server: Server, weight: Weight, token: str, contract: int) -> Body:
    path = weight.path.format(contract=contract)
    answer = ask(server, Ask(weight.name, path, token, weight.fragment), status=weight.status)
    return Body(weight.name, len(answer.body), weight.limit)


def _saved_and_sent(server: Server, person: Person) -> list[Body]:
    """A row as it comes back from saving, and the receipt of a page full of registers."""
    path = f"/contracts/{person.contract}/readings"
    sheet = ask(server, Ask("sheet", path, person.token)).text
    saved = ask(server, filled(Ask("save", path, person.token, htmx=True), sheet, count=1))
    again = ask(server, Ask("sheet", path, person.token)).text
    whole = filled(Ask("send", f"{path}/submit", person.token), again, count=50)
    looked_over = ask(server, whole, status=303)
    review = ask(server, Ask("review", looked_over.headers["location"], person.token))
    agreed = dict(_HIDDEN.findall(review.text))
    sent = ask(server, replace(whole, form=urlencode(agreed)), status=303)
    receipt = ask(server, Ask("receipt", sent.headers["location"], person.token))
    return [
        Body(weights.SAVED_ROW.name, len(saved.body), weights.SAVED_ROW.limit),
        Body(weights.REVIEW.name, len(review.body), weights.REVIEW.limit),
        Body(weights.RECEIPT.name, len(receipt.body), weights.RECEIPT.limit),
    ]


def _assets(server: Server) -> list[Body]:
    """Packed files, and a page with «Я не робот» with everything it loads."""
    assets = load_assets(STATIC)
    packed = {name: len(assets.by_path[path].bodies["br"]) for name, path in assets.addresses.items()}
    htmx = sum(size for name, size in packed.items() if name.startswith("htmx"))
    own = sum(size for name, size in packed.items() if name.startswith("portal"))
    page = len(ask(server, Ask("robot", "/sign-up")).body)
    return [
        Body("HTMX", htmx, weights.HTMX_SCRIPT),
        Body("own scripts", own, weights.OWN_SCRIPTS),
        Body("style, not packed", len(assets.css.encode()), weights.RAW_STYLE),
        Body("a page with «Я не робот» and all it loads", page + sum(packed.values()), weights.ROBOT),
    ]
