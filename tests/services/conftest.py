"""The tools of an account, with quick hashes."""

import pytest

from src.gateways.passwords import Passwords
from src.services.account import make_tools

QUICK = Passwords(memory_kib=8, passes=1)


@pytest.fixture
def tools(settings):
    return make_tools(settings(), QUICK, "https://kabinet.example")
