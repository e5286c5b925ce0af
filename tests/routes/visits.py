"""What a browser without JavaScript does on the pages of an account: reads forms, fills them in, opens letters."""

import re

from src.services import outbox
from src.storage.engine import rows

PASSWORD = "четыре зелёных кота"
FILLED = {
    "family_name": "Иванова",
    "given_name": "Анна",
    "patronymic": "Петровна",
    "email": "anna@zavod.example",
    "password": PASSWORD,
    "password_again": PASSWORD,
    "personal_data": "1",
    "rules": "1",
}


def hidden(page):
    """The hidden fields of a page, as a browser sends them back."""
    found = re.findall(r'<input type="hidden" name="(\w+)"(?: autocomplete="\w+")? value="([^"]*)"', page.text)
    return dict(found)


def code_of(app, page, now):
    """What the picture of the page shows, as a person reads it."""
    token = hidden(page)["picture"]
    return app.state.kit.account.captcha.read_picture(token, now).code


async def send(client, path, page, **fields):
    """Fill in the form of the page and send it."""
    return await client.post(path, data=hidden(page) | fields)


async def newest_link(app, clock):
    """The path of the link in the newest letter; the letters leave."""
    mail = app.state.kit.gateways.mail
    await outbox.send_due(mail, clock)
    return re.search(r"https?://kabinet\.test(/\S+)", mail.letters[-1].text)[1]


async def ask_to_register(client, app, clock, **more):
    """From the form to the letter."""
    form = await client.get("/sign-up")
    second = await send(client, "/sign-up", form, **(FILLED | more))
    return await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))


async def register(client, app, clock, **more):
    """From the form to the end of registration."""
    await ask_to_register(client, app, clock, **more)
    moved = await client.get(await newest_link(app, clock))
    return await client.post(moved.headers["location"])


async def events():
    return [row["action"] for row in await rows("SELECT action FROM journal_line ORDER BY id")]
