"""A person at a browser: opens, clicks, types, and looks at every page that comes (overflow at 360 px, axe, errors)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Locator, Page, Route, expect

from tests.e2e.judging import AXE, FIND, SHAPE, Judged

STILL = """new Promise(resolve => {
    const look = () => document.readyState === "complete" && !document.querySelector(".htmx-request,.htmx-swapping")
        ? requestAnimationFrame(() => resolve(true)) : setTimeout(look, 10);
    look();
})"""
"""Settles when the page has loaded and HTMX has nothing under way."""
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
