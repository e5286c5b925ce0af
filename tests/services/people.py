"""What tests of registration, sign-in and recovery do again and again."""

import re

from src.domain.consents import PERSONAL_DATA, RULES
from src.domain.journal import Actor
from src.services import registration, registration_link
from src.services.registration import Application
from src.storage import outbox, users
from src.storage.engine import rows, transaction

ADDRESS = "203.0.113.7"
PASSWORD = "четыре зелёных кота"


def somebody(clock, address=ADDRESS):
    return Actor(None, address, clock())


def application(email="anna@zavod.example", password=PASSWORD, **more):
    told = {"family_name": "Иванова", "given_name": "Анна", "patronymic": "Петровна"}
    return Application(email=email, password=password, consents=(PERSONAL_DATA.kind, RULES.kind), **(told | more))


async def letters(clock):
    """The letters that wait in the outbox, oldest first; they are taken out."""
    async with transaction():
        return sorted(await outbox.claim(clock(), 100), key=lambda letter: letter.id)


def token_of(letter):
    return re.search(r"[?&]token=([\w.%-]+)", letter.text)[1]


async def registered(tools, clock, email="anna@zavod.example", password=PASSWORD):
    """A confirmed account; its id."""
    await registration.sign_up(tools, somebody(clock, "198.51.100.1"), application(email, password))
    (letter,) = await letters(clock)
    await registration_link.finish(tools, somebody(clock), token_of(letter))
    account = await users.find_by_email(email)
    return account.id


async def events():
    return [row["action"] for row in await rows("SELECT action FROM journal_line ORDER BY id")]
