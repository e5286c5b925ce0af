"""A person at a browser: opens, clicks, types, and looks at every page that comes (overflow at 360 px, axe, errors)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from playwright.sync_api import CDPSession, ConsoleMessage, Locator, Page, Route, WebError, expect

from tests.e2e.desks import WIDE, Desks, Dress
from tests.e2e.judging import AXE, FIND, SEEN, Judged

STILL = f"""new Promise(resolve => {{
    const still = () => document.readyState === "complete" && !document.querySelector(".htmx-request,.htmx-swapping");
    const look = () => still() ? requestAnimationFrame(() => resolve({SEEN})) : setTimeout(look, 10);
    look();
}})"""
"""What is seen once the page has loaded and HTMX has nothing under way."""
WIDTH = """new Promise(resolve => {
    const look = () => innerWidth === %s ? resolve(document.documentElement.scrollWidth) : setTimeout(look, 5);
    look();
})"""
_networks = count(1)


class Person:
    """One desk; what nobody may see (errors on the console, a failing script) is asserted at the end."""

    def __init__(
        self, desks: Desks, base_url: str, judged: Judged, *, scripted: bool = True, dress: Dress = WIDE
    ) -> None:
        self.judged = judged
        self._desks = desks
        self.scripted = scripted
        self.dress = dress
        network = next(_networks)
        self.context = desks.take(base_url, dress)
        self.context.set_extra_http_headers({"X-Forwarded-For": f"10.{network // 250}.{network % 250}.1"})
        self.complaints: list[str] = []
        self._forgiven: tuple[str, ...] = ()
        self.context.on("console", self._heard)
        self.context.on("weberror", self._failed)
        self.page: Page
        self._devtools: dict[Page, CDPSession] = {}
        self.new_tab()

    def _heard(self, message: ConsoleMessage) -> None:
        # a refusal that the journey asks for is reported by Chromium too
        refused = "status of 4" in message.text or any(each in message.text for each in self._forgiven)
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(message.text)

    def _failed(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

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
        self._line(offline=False, latency=milliseconds, throughput=kilobits * 125)

    def go_offline(self) -> None:
        """The line is gone; each request that fails is reported on the console, and that is forgiven."""
        self._forgiven = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
        self._line(offline=True)

    def come_back(self) -> None:
        self._line(offline=False)

    def _line(self, *, offline: bool, latency: int = 0, throughput: int = -1) -> None:
        """Of this tab: the context's own switch tells it by another tab that it is online, when it is not yet."""
        way = {"downloadThroughput": throughput, "uploadThroughput": throughput}
        self.devtools.send("Network.enable")
        self.devtools.send("Network.emulateNetworkConditions", {"offline": offline, "latency": latency} | way)

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

        Axe takes half a second, so it is not asked again about a page of the same shape; and a page of which every
        letter was seen before is not looked at again.
        """
        self._scripts(True)
        seen = self._evaluate(STILL)
        assert self.scripted or seen["htmx"] == "undefined", "scripts ran that should be off"
        if not self.judged.saw(self.dress, seen["html"]):
            self._judge(seen["shape"], seen["parts"])
            self.judged.see(self.dress, seen["html"])
        self._scripts(self.scripted)

    def _judge(self, shape: str, parts: list[str]) -> None:
        known = self.judged.knows(self.dress, shape)
        but = [number for number, part in enumerate(parts) if self.judged.knows(self.dress, part)]
        found = [] if known else self._axe(but)
        with self._narrow():
            wide = self._evaluate(WIDTH % 360)
            found += [] if known or self.dress.width == 360 else self._axe(but)
        assert wide <= 360, f"{self.page.url} is {wide} px wide on a phone"
        assert not found, f"{self.page.url}: {found}"
        for looks in (shape, *parts):
            self.judged.add(self.dress, looks)

    @contextmanager
    def _narrow(self) -> Iterator[None]:
        """Not by Playwright's own `set_viewport_size`: that one moves the browser's window too, which takes longer."""
        self._resize(360, 780)
        yield
        self._resize(self.dress.width, self.dress.height)

    def _resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "screenWidth": width, "screenHeight": height}
        orientation = {"angle": 0, "type": "landscapePrimary"}
        told = {"mobile": False, "deviceScaleFactor": self.dress.zoom, "screenOrientation": orientation}
        self.devtools.send("Emulation.setDeviceMetricsOverride", size | told)

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

    def _axe(self, but: list[int]) -> list[str]:
        if self._evaluate("typeof axe") == "undefined":
            self._evaluate(AXE + ";0")
        return list(self._evaluate(f"{FIND}({but})"))

    def _evaluate(self, expression: str) -> Any:
        """Through the developer tools, which the content security policy does not bind; it needs scripts on."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self.devtools.send("Runtime.evaluate", asked | {"allowUnsafeEvalBlockedByCSP": True})
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def leave(self) -> None:
        self._desks.give_back(self.context)
        self.context.remove_listener("console", self._heard)
        self.context.remove_listener("weberror", self._failed)
        assert not self.complaints, self.complaints
