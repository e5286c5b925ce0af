"""What tests of invitations do again and again: an administrator adds somebody, the person follows the link."""

import re

from src.storage.engine import rows
from tests.routes.visits import newest_link

WANTED = {"role": "submitter", "until": "2026-12-31", "email": "new@vega.example"}
NAMES = {"family_name": "Новикова", "given_name": "Ольга", "patronymic": "Петровна"}
PASSWORD = "сорок тысяч киловатт"
JOINED = {"password": PASSWORD, "password_again": PASSWORD, "personal_data": "1", "rules": "1"}


def sealed(page):
    return {"sealed": re.search(r'name="sealed" value="([^"]+)"', page.text)[1]}


def code_in(page):
    """The code that an administrator sees in the newest row."""
    return re.search(r'<b class="big">(\d{3}) (\d{3})</b>', page.text).expand(r"\1\2")


async def invite(admin, contract, **more):
    """The administrator registers somebody; the code that the cabinet shows."""
    here = f"/contracts/{contract.id}/access"
    form = await admin.post(f"{here}/add", data=WANTED | more)
    done = await admin.post(f"{here}/add/register", data=NAMES | sealed(form))
    assert done.headers["location"] == f"{here}/invitations?said=invited", done.text
    return code_in(await admin.get(done.headers["location"]))


async def follow(browser, app, clock):
    """Open the newest letter's link in this browser; the page."""
    moved = await browser.get(await newest_link(app, clock))
    return await browser.get(moved.headers["location"])


async def states():
    return [row["state"] for row in await rows("SELECT state FROM invitation ORDER BY id")]
