"""Invitations for tests."""

from src.storage.forms import instant_in
from tests import factories


async def invited(contract_id: int, by: int, email: str = "new@vega.example", **values) -> int:
    """One that waits, as the base holds it; its id."""
    usual = {
        "email": email,
        "email_folded": email,
        "family_name": "Новикова",
        "given_name": "Ольга",
        "patronymic": "",
        "role": "submitter",
        "until_at": None,
        "invited_by": by,
        "state": "waiting",
        "nonce": "n" * 32,
        "version": 0,
        "code_version": 0,
        "tries": 0,
        "sent_at": instant_in(factories.NOW),
        "touched_at": instant_in(factories.NOW),
        "accepted_by": None,
    }
    made = await factories.insert("invitation", **usual | values)
    await factories.insert("invitation_contract", invitation=made, contract=contract_id, email_folded=email)
    return made
