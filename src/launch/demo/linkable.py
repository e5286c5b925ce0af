"""The contract that a newcomer can link: at every start one is free."""

from src.demo import spare
from src.demo.plan import Plan
from src.domain.clock import Clock
from src.launch.demo.notes import Linkable
from src.launch.exchange import take_in_all
from src.launch.refused import Refused
from src.services import demo_people
from src.settings import Settings


async def contract_to_link(settings: Settings, plan: Plan, clock: Clock) -> Linkable:
    """One that nobody has linked; when all are taken, billing delivers more. The base is open."""
    inbox = settings.exchange_folder / "in"
    if await demo_people.first_unlinked(spare.keys(inbox)) is None:
        spare.write_more(inbox, plan)
        await take_in_all(settings, clock)
    key = await demo_people.first_unlinked(spare.keys(inbox))
    if key is None:
        raise Refused(f"no contract is left to link: start once more, or see report.csv in the folders of {inbox}")
    contract = spare.contract_to_link(inbox, key)
    return Linkable(
        number=contract.number,
        inn=contract.inn,
        kpp=contract.kpp,
        invoice_number=contract.invoice_number,
        invoice_sum=contract.invoice_sum,
        email=contract.email,
    )
