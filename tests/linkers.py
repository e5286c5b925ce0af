"""What the tests of linking look at: what is typed, who is linked, which letters wait, what the journal says."""

from src.storage.engine import rows
from tests import factories

FIELDS = {
    "number": "97000003",
    "inn": factories.INN,
    "kpp": factories.KPP,
    "proof": "invoice",
    "invoice_number": "А-03",
    "invoice_sum": "184 320,50",
}


async def memberships(contract_id: int) -> list[tuple[str, str]]:
    found = await rows(
        "SELECT u.email, m.role FROM membership m JOIN app_user u ON u.id = m.app_user WHERE m.contract = {}"
        " ORDER BY m.id",
        contract_id,
    )
    return [(row["email"], row["role"]) for row in found]


async def letters() -> list[tuple[str, str]]:
    found = await rows("SELECT recipient, subject FROM outbox WHERE state = 'queued' ORDER BY id")
    return [(row["recipient"], row["subject"]) for row in found]


async def actions(contract_id: int) -> list[str]:
    found = await rows("SELECT action FROM journal_line WHERE contract = {} ORDER BY id", contract_id)
    return [row["action"] for row in found]
