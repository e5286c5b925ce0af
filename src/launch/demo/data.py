"""What the demo holds: the invented delivery, taken in as one of billing, and people who work with it."""

from src.demo import small, windows
from src.demo.plan import Plan
from src.gateways.clock import running_clock
from src.launch.base import opened
from src.launch.demo.cast import LOGINS, ROLES, cast, settle_in
from src.launch.demo.notes import Account, Linkable, Notes, passwords
from src.launch.exchange import take_in_all
from src.launch.migrating import bring_up
from src.services import demo_people
from src.settings import Settings


async def prepare(settings: Settings, mailbox_url: str) -> Notes:
    """Bring the base up, take in what was invented, let the people settle in; what to tell about it all."""
    clock = running_clock(settings.now)
    now = clock()
    plan, inbox = Plan(now, settings.time_zone), settings.exchange_folder / "in"
    people = cast(passwords(settings.data_dir / "demo.json", LOGINS))
    async with opened(settings):
        await bring_up()
        small.write_small(inbox, plan)
        windows.write_windows(inbox, plan)
        await take_in_all(settings, clock)
        await settle_in(people, now)
        unlinked = await demo_people.first_unlinked(small.CONTRACTS_TO_LINK) or small.CONTRACTS_TO_LINK[-1]
    return Notes(
        base_url=settings.base_url,
        mailbox_url=mailbox_url,
        sandboxes={},
        accounts=[Account(role=ROLES[p.role], login=p.login, password=p.password) for p in people],
        contract_to_link=_linkable(small.contract_to_link(inbox, plan, unlinked)),
    )


def _linkable(contract: small.ContractToLink) -> Linkable:
    return Linkable(
        number=contract.number,
        inn=contract.inn,
        kpp=contract.kpp,
        invoice_number=contract.invoice_number,
        invoice_sum=contract.invoice_sum,
        email=contract.email,
    )
