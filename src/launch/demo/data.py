"""What the demo holds: the invented delivery, taken in as one of billing, and people who work with it."""

from src.demo import small, windows
from src.demo.plan import Plan
from src.gateways.clock import running_clock
from src.launch.base import opened
from src.launch.demo.cast import LOGINS, ROLES, cast, settle_in
from src.launch.demo.linkable import contract_to_link
from src.launch.demo.notes import Account, Notes, passwords
from src.launch.exchange import take_in_all
from src.launch.migrating import bring_up
from src.services import demo_appeals
from src.settings import Settings

MONEY_MONTHS = 24
"""Of payments and what else lists of money hold: enough for several pages."""


async def prepare(settings: Settings, mailbox_url: str, sandboxes: dict[str, str]) -> Notes:
    """Bring the base up, take in what was invented, let the people settle in; what to tell about it all."""
    clock = running_clock(settings.now)
    now = clock()
    plan = Plan(now, settings.time_zone, money_months=MONEY_MONTHS, filed=len(small.ADMINISTRATOR_CONTRACTS))
    inbox = settings.exchange_folder / "in"
    people = cast(passwords(settings.data_dir / "demo.json", LOGINS))
    async with opened(settings):
        await bring_up()
        small.write_small(inbox, plan)
        windows.write_windows(inbox, plan)
        await take_in_all(settings, clock)
        await settle_in(people, now)
        await demo_appeals.write(people[0].login, small.ADMINISTRATOR_CONTRACTS[0], settings.time_zone, now)
        to_link = await contract_to_link(settings, plan, clock)
    return Notes(
        base_url=settings.base_url,
        mailbox_url=mailbox_url,
        sandboxes=sandboxes,
        accounts=[Account(role=ROLES[p.role], login=p.login, password=p.password) for p in people],
        contract_to_link=to_link,
    )
