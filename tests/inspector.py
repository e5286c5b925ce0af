"""The test client: it looks over every page and fragment that it gets, so that no test has to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import httpx
from litestar import Litestar

HTMX = {"HX-Request": "true"}
PARTIALS = re.compile(r"</?hx-partial[^>]*>")
BASE = "http://kabinet.test"
CONTAINERS = {"<tr": "tbody", "<tb": "table", "<op": "select", "<td": "tr"}
POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
LOOKS = True
"""Not on PostgreSQL, where the same pages come once more."""
_good: set[str] = set()
"""What was found without fault before, a third of all answers: to parse a page takes as long as to make it."""


class Inspector(httpx.AsyncClient):
    """Talks to the app in this process; does not follow redirects; refuses to hand over a faulty page."""

    def __init__(self, app: Litestar, **options: Any) -> None:
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        super().__init__(transport=transport, base_url=BASE, **options)

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        response = await super().send(request, **options)
        if LOOKS and response.headers.get("content-type", "").startswith("text/html") and response.text:
            # HTMX takes partials out as templates before anything is parsed: each is a fragment of its own
            html = STYLE.sub("", response.text, count=1)
            faults = [] if html in _good else [fault for piece in PARTIALS.split(html) for fault in faults_of(piece)]
            assert not faults, f"{request.method} {request.url.path} ({response.status_code}): {faults}"
            _good.add(html)
        return response


def faults_of(html: str) -> Iterator[str]:
    """What is wrong with a page or fragment."""
    whole = html.lstrip().lower().startswith("<!doctype")
    root, broken = parse(html, whole)
    yield from broken
    elements = list(root.iter())
    yield from _names(elements)
    yield from _fields(root, elements)
    yield from _habits(elements)
    if whole:
        yield from _page(root)


def parse(html: str, whole: bool) -> tuple[Element, list[str]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    container = CONTAINERS.get(html.lstrip()[:3], "div")
    root = parser.parse(html) if whole else parser.parseFragment(html, container=container)
    return root, [f"{code} at {place}" for place, code, _ in parser.errors if code != "expected-doctype-but-got-eof"]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _page(root: Element) -> Iterator[str]:
    heads, mains, title = root.findall(".//h1"), root.findall(".//main"), root.find(".//title")
    if len(heads) != 1 or len(mains) != 1:
        yield f"{len(heads)} h1 and {len(mains)} main"
    elif title is None or not text_of(title).startswith(text_of(heads[0])) or not text_of(heads[0]):
        yield f"the title {title is not None and text_of(title)!r} does not begin with {text_of(heads[0])!r}"
    if root.get("lang") != "ru":
        yield "no language"


def _names(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"id {name!r} {times} times" for name, times in ids.items() if times > 1 or not name)
    named = [(way, name) for each in elements for way in POINTERS for name in (each.get(way) or "").split()]
    yield from (f"{way} names {name!r}, which is not there" for way, name in named if name not in ids)


def _fields(root: Element, elements: list[Element]) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label") if text_of(label)}
    inside = {id(field) for label in root.iter("label") if text_of(label) for field in label.iter()}
    for element in elements:
        if element.tag == "input" and element.get("type", "text") in UNLABELLED:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if element.tag in {"input", "select", "textarea"}:
            if not named and element.get("id") not in labelled and id(element) not in inside:
                yield f"the field {element.get('name')!r} has no label"
        elif element.tag in {"button", "a"} and not named and not text_of(element):
            yield f"a {element.tag} without words"


def _habits(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        yield from (f"{name} on {element.tag}" for name in element.attrib if re.match(r"style$|on|hx-on", name))
        if element.tag == "form" and not (element.get("action") or "").startswith("/"):
            yield f"a form goes to {element.get('action')!r}"
        if element.tag == "a" and not re.match(r"[/#?]|mailto:|tel:|https://", element.get("href") or ""):
            yield f"a link leads to {element.get('href')!r}"
        if element.tag == "script" and not element.get("src") and element.get("type") != "speculationrules":
            yield "a script in the page"
        if element.tag == "img" and element.get("alt") is None:
            yield "an image without alt"
