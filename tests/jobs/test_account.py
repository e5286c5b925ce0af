"""What the worker clears away of accounts, hour by hour."""

from datetime import timedelta

import pytest

from src.gateways.all import Gateways
from src.gateways.files.opened import open_files
from src.jobs.everything import all_jobs
from src.services import registration
from src.services.account import make_tools
from src.storage.engine import rows
from tests.conftest import QUICK_PASSWORDS
from tests.fakes import Bench, FakeMail
from tests.services.people import application, somebody


@pytest.fixture
def hourly(settings, clock):
    told = settings()
    jobs = all_jobs(told, Gateways(FakeMail(), QUICK_PASSWORDS, Bench(), open_files(told)), {}, clock)
    return [job for job in jobs if job.every == 3600]


async def test_an_unfinished_registration_goes_after_thirty_days_and_its_line_stays(base, settings, clock, hourly):
    await registration.sign_up(
        make_tools(settings(), QUICK_PASSWORDS, "http://kabinet.test"), somebody(clock), application()
    )
    for days, left in ((30, 1), (1, 0)):
        clock.pass_by(timedelta(days=days))
        for job in hourly:
            await job.run()
        assert len(await rows("SELECT id FROM registration")) == left
    assert await rows("SELECT app_user, action FROM journal_line") == [{"app_user": None, "action": "signed_up"}]
