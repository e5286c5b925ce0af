"""The log of the worker is the feed of whoever watches over the portal."""

from src.domain.journal import Event
from src.jobs.journal import lines_are_sealed
from tests.factories import NOW
from tests.journals import act


async def test_acts_of_entry_account_and_access_are_logged_once_with_their_seal(cast, settings, clock, caplog):
    await act(cast.anna.id, cast.contract.id, event=Event.LINK_REQUEST_CONFIRMED, user=cast.vera.id)
    await act(cast.boris.id, cast.contract.id, event=Event.READINGS_SENT)
    await act(None, event=Event.SIGN_IN_FAILED)
    caplog.set_level("INFO", "kabinet")
    job = lines_are_sealed(settings(), clock)
    await job.run()
    await job.run()
    confirmed, failed, sealed = [record.fields for record in caplog.records]
    assert confirmed == {
        "act": "link_request_confirmed", "line": 1, "when": NOW.isoformat(), "user": cast.anna.id,
        "contract": cast.contract.id, "address": "192.0.2.7", "about": f'{{"user": {cast.vera.id}}}',
    }  # fmt: skip
    assert (failed["act"], failed["user"], failed["line"]) == ("sign_in_failed", None, 3)
    assert (sealed["lines"], sealed["round"]) == (3, 1)
