"""Browser contexts, at which one person sits down after another."""

from collections import defaultdict
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext


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


class Desks:
    """What one person leaves is wiped before another sits down: a new desk costs the processor more than a second."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[tuple[str, Dress], list[BrowserContext]] = defaultdict(list)
        self._taken: dict[BrowserContext, tuple[str, Dress]] = {}

    def take(self, base_url: str, dress: Dress) -> BrowserContext:
        free = self._free[base_url, dress]
        context = free.pop() if free else self._new(base_url, dress)
        self._taken[context] = base_url, dress
        return context

    def give_back(self, context: BrowserContext) -> None:
        """The first tab stays, empty: with it stays the process that has read the scripts."""
        for page in context.pages[1:]:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        self._free[self._taken.pop(context)].append(context)

    def _new(self, base_url: str, dress: Dress) -> BrowserContext:
        context = self._browser.new_context(
            base_url=base_url,
            viewport={"width": dress.width, "height": dress.height},
            device_scale_factor=dress.zoom,
            color_scheme="dark" if dress.scheme == "dark" else "light",
            locale="ru-RU",
        )
        context.new_page()
        return context
