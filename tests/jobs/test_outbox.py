"""Whoever runs the portal hears that letters do not leave, and not to whom."""

import ssl

import pytest

from src.gateways.mail import Letter, MailRefused, MailUnavailable
from src.jobs.outbox import letters_leave
from src.storage import outbox
from src.storage.engine import transaction
from tests.services.test_outbox import letter


class Untrusted:
    """A mail server that somebody else plays, or one that wants no such letter."""

    def __init__(self, refusal: type[Exception]) -> None:
        self.refusal = refusal

    async def send(self, letter: Letter) -> None:
        raise self.refusal(f"550 no {letter.recipient} here") from ssl.SSLCertVerificationError("self-signed")


@pytest.mark.parametrize(("refusal", "final"), [(MailUnavailable, False), (MailRefused, True)])
async def test_a_letter_that_did_not_leave_is_logged_without_its_address(base, clock, caplog, refusal, final):
    async with transaction():
        await outbox.put(letter(clock))
    await letters_leave(Untrusted(refusal), clock).run()
    [record] = caplog.records
    assert (record.message, record.levelname) == ("letter did not leave", "WARNING")
    assert record.fields == {"letter": 1, "why": "SSLCertVerificationError", "final": final}
