"""A person at a browser: opens, clicks, types, and looks at every page that comes (overflow at 360 px, axe, errors)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Locator, Page, Route, expect

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES = """{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"], preload: false}"""
STILL = """new Promise(resolve => {
    const look = () => document.readyState === "complete" && !document.querySelector(".htmx-request,.htmx-swapping")
        ? requestAnimationFrame(() => resolve(true)) : setTimeout(look, 10);
    look();
})"""
"""Settles when the page has loaded and HTMX has nothing under way."""
SHAPES = """
    const lists = new Set(["TBODY", "UL", "OL", "DL", "SELECT", "svg"]);
    const shape = e => {
        const all = Array.from(e.children, shape);
        const some = lists.has(e.tagName) ? [...new Set(all)].sort() : all.filter((one, i) => one !== all[i - 1]);
        const names = Array.from(e.attributes, a => a.name).join();
        const bare = e.textContent.trim() ? "" : " empty";
        return `${e.tagName}.${e.getAttribute("class")} ${names}${bare}(${some.join()})`;
    };
    const alike = e => {
        const times = new Map();
        const nth = row => { const s = shape(row); times.set(s, (times.get(s) || 0) + 1); return times.get(s); };
        return Array.from(e.children).filter(row => nth(row) > 3);
    };
"""
SHAPE = f"(() => {{ {SHAPES} return shape(document.documentElement); }})()"
"""What axe judges by: two pages of one shape differ in texts, and in how many rows of a kind they have."""
FIND = f"""(() => {{ {SHAPES}
    const exclude = Array.from(document.querySelectorAll("tbody, ul, ol")).flatMap(alike);
    const found = axe.run({{include: [document.documentElement], exclude}}, {RULES});
    return found.then(r => r.violations.map(
        v => innerWidth + " px, " + v.id + ": " + v.nodes.map(n => n.html).join(" ")));
}})()"""
"""Of rows of one shape three are judged: on a page of fifty axe took ten seconds."""

_networks = count(1)


@dataclass(frozen=True)
class Dress:
    """How a person's browser is set up. `width` and `height` in CSS pixels; `zoom` multiplies the device's."""

    name: str
    width: int = 1280
    height: int = 900
    zoom: int = 1
    scheme: str = "light"


WIDE = Dress("wide")
DARK = Dress("dark", scheme="dark")
PHONE = Dress("phone", width=360, height=780)
ZOOMED = Dress("zoomed", width=640, height=450, zoom=2)


class Judged:
    """Shapes that axe has judged, a file for each: the processes of a run share them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def knows(self, dress: Dress, shape: str) -> bool:
        return self._file(dress, shape).exists()

    def add(self, dress: Dress, shape: str) -> None:
        self._file(dress, shape).touch()

    def _file(self, dress: Dress, shape: str) -> Path:
        return self._folder / hashlib.sha256(f"{dress} {shape}".encode()).hexdigest()


class Person:
    """One browser context; what nobody may see (errors on the console, a failing script) is asserted at the end."""

    def __init__(
        self, browser: Browser, base_url: str, judged: Judged, *, scripted: bool = True, dress: Dress = WIDE
    ) -> None:
        self.judged = judged
        self.scripted = scripted
        self.dress = dress
        network = next(_networks)
        self.context = browser.new_context(
            base_url=base_url,
            viewport={"width": dress.width, "height": dress.height},
            device_scale_factor=dress.zoom,
            color_scheme="dark" if dress.scheme == "dark" else "light",
            locale="ru-RU",
            extra_http_headers={"X-Forwarded-For": f"10.{network // 250}.{network % 250}.1"},
        )
        self.complaints: list[str] = []
        self._forgiven: tuple[str, ...] = ()
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page
        self._devtools: dict[Page, CDPSession] = {}
        self.new_tab()

    def _heard(self, message: ConsoleMessage) -> None:
        # a refusal that the journey asks for is reported by Chromium too
        refused = "status of 4" in message.text or any(each in message.text for each in self._forgiven)
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(message.text)

    def open(self, address: str) -> None:
        self.page.goto(address)

    def new_tab(self) -> None:
        """Goes on in another tab of the same browser."""
        self.go_to_tab(self.context.new_page())

    def go_to_tab(self, page: Page) -> None:
        self.page = page
        if page not in self._devtools:
            self._devtools[page] = self.context.new_cdp_session(page)
        self._scripts(self.scripted)

    @property
    def devtools(self) -> CDPSession:
        return self._devtools[self.page]

    def slow_down(self, *, kilobits: int, milliseconds: int) -> None:
        """The line of this tab: so many kilobits a second each way, so long until the first byte."""
        self.devtools.send("Network.enable")
        self.devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": milliseconds,
                "downloadThroughput": kilobits * 125,
                "uploadThroughput": kilobits * 125,
            },
        )

    def go_offline(self) -> None:
        """The line is gone; each request that fails is reported on the console, and that is forgiven."""
        self._forgiven = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
        self.context.set_offline(True)

    def come_back(self) -> None:
        self.context.set_offline(False)

    @contextmanager
    def answered_on_the_way(self, address: str, html: str) -> Iterator[None]:
        """Something between the browser and the portal answers in its place, with a page of its own."""
        self._forgiven = ("status of 502",)
        self.page.route(address, lambda route: route.fulfill(status=502, content_type="text/html", body=html))
        yield
        self.page.unroute(address)

    @contextmanager
    def line_held(self, address: str) -> Iterator[list[Route]]:
        """What is asked at such addresses waits until the block ends."""
        held: list[Route] = []
        self.page.route(address, lambda route: held.append(route))
        yield held
        waiting = held[:]
        self.page.route(address, lambda route: route.continue_())  # the later of two goes first
        for route in waiting:
            route.continue_()

    def paste(self, text: str) -> None:
        """By the real clipboard, into what has the focus."""
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("ControlOrMeta+v")

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the focus is there, and seen."""
        for _ in range(60):
            if target.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(target).to_be_focused()
        outline = target.evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline != "none", "the focus is not seen"

    def _scripts(self, on: bool) -> None:
        """Not Playwright's own switch: with that one off, `look` could not run axe either."""
        self.devtools.send("Emulation.setScriptExecutionDisabled", {"value": not on})

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def button(self, name: str, *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def link(self, name: str, *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("link", name=name, exact=True)

    def look(self) -> None:
        """What is on screen is also seen at 360 pixels: nothing sticks out, axe finds nothing, here and there.

        Axe takes half a second, so it is not asked again about a page of the same shape.
        """
        self._scripts(True)
        self._evaluate(STILL)
        assert self.scripted or self._evaluate("typeof htmx") == "undefined", "scripts ran that should be off"
        shape = self._evaluate(SHAPE)
        known = self.judged.knows(self.dress, shape)
        found = [] if known else self._axe()
        self.page.set_viewport_size({"width": 360, "height": 780})
        wide = self._evaluate("document.documentElement.scrollWidth")
        found += [] if known else self._axe()
        self.page.set_viewport_size({"width": self.dress.width, "height": self.dress.height})
        self._scripts(self.scripted)
        assert wide <= 360, f"{self.page.url} is {wide} px wide on a phone"
        assert not found, f"{self.page.url}: {found}"
        self.judged.add(self.dress, shape)

    def settled(self, element: str, event: str, fact: str) -> Any:
        """What the media element says of itself once the event has happened; NaN when it fails."""
        self._scripts(True)
        found = self._evaluate(f"""new Promise(resolve => {{
            const e = document.querySelector("{element}");
            const tell = () => resolve(e.{fact});
            if (e.readyState >= 3 || e.error) return tell();
            e.addEventListener("{event}", tell);
            e.addEventListener("error", tell);
        }})""")
        self._scripts(self.scripted)
        return found or 0

    def _axe(self) -> list[str]:
        if self._evaluate("typeof axe") == "undefined":
            self._evaluate(AXE + ";0")
        return list(self._evaluate(FIND))

    def _evaluate(self, expression: str) -> Any:
        """Through the developer tools, which the content security policy does not bind; it needs scripts on."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self.devtools.send("Runtime.evaluate", asked | {"allowUnsafeEvalBlockedByCSP": True})
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def leave(self) -> None:
        self.context.close()
        assert not self.complaints, self.complaints
