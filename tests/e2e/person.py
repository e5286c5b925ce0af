"""A person at a browser: opens, clicks, types, and looks at every page that comes (overflow at 360 px, axe, errors)."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES = (
    '{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]}'
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


class Person:
    """One browser context; what nobody may see (errors on the console, a failing script) is asserted at the end."""

    def __init__(self, browser: Browser, base_url: str, *, scripted: bool = True, **options: Any) -> None:
        self.scripted = scripted
        self.base_url = base_url
        self.context = browser.new_context(
            base_url=base_url, java_script_enabled=scripted, viewport=WIDE, locale="ru-RU", **options
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.devtools = self.context.new_cdp_session(self.page)

    def _heard(self, message: ConsoleMessage) -> None:
        refused = "status of 4" in message.text  # a refusal that the journey asks for is reported by Chromium too
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def type(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name, exact=True).click()
        self.settle()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("link", name=name, exact=True).click()
        self.settle()
        self.look()

    def settle(self) -> None:
        """Wait until nothing is under way: no request of HTMX, no navigation."""
        self.page.wait_for_load_state("networkidle")

    def look(self) -> None:
        """Every page met is also seen at 360 pixels: nothing sticks out, axe finds nothing."""
        self.page.set_viewport_size(NARROW)
        wide = self._evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW["width"], f"{self.page.url} is {wide} px wide on a phone"
        self._evaluate(AXE + ";0")
        found = self._evaluate(
            f"axe.run(document, {RULES}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
        )
        self.page.set_viewport_size(WIDE)
        assert not found, f"{self.page.url}: {found}"

    def _evaluate(self, expression: str) -> Any:
        """Through the developer tools, which the content security policy does not bind; it needs scripts on."""
        self.devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
        answer = self.devtools.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "awaitPromise": True,
                "returnByValue": True,
                "allowUnsafeEvalBlockedByCSP": True,
            },
        )
        self.devtools.send("Emulation.setScriptExecutionDisabled", {"value": not self.scripted})
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def picture(self, path: str) -> None:
        self.page.screenshot(path=path, full_page=True)

    def leave(self) -> None:
        self.context.close()
        assert not self.complaints, self.complaints
