"""One person at the sheet, by the browser."""

import html
import re


def plain(page):
    return page.text.replace("\u00a0", " ")


class Sheet:
    """One person at the sheet: what the page holds goes back as a browser would send it."""

    def __init__(self, browser, contract):
        self.browser = browser
        self.path = f"/contracts/{contract.id}/readings"

    async def open(self, **query):
        self.page = await self.browser.get(self.path, params=query)
        assert self.page.status_code == 200
        return plain(self.page)

    def fields(self, **typed):
        """Everything in the form, with what was typed into it."""
        kept = re.findall(r'<input[^>]* name="([vw]\d+|key)"[^>]* value="([^"]*)"', self.page.text)
        return {**{name: html.unescape(value) for name, value in kept}, **typed}

    async def save(self, query="", headers=None, **typed):
        return await self.browser.post(self.path + query, data=self.fields(**typed), headers=headers)

    async def send(self, **typed):
        return await self.browser.post(f"{self.path}/submit", data=self.fields(**typed))
