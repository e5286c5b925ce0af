"""The newcomer's way over PostgreSQL, which the other journeys do not touch."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import postgres_server
from tests.e2e.billing import Billing
from tests.e2e.desks import Desks
from tests.e2e.judging import Judged
from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import walk_to_the_receipt
from tests.e2e.person import Person
from tests.e2e.portal import Portal, start_portal, stop_portal


@pytest.fixture(scope="module")
def over_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal of its own, whose base is a PostgreSQL server of its own."""
    if not os.environ.get("CI") and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("LEFT OUT: the journey on PostgreSQL, which is not installed (apt-get install postgresql)")
    folder = tmp_path_factory.mktemp("postgres")
    with postgres_server() as sockets:
        address = f"postgresql://postgres@/postgres?host={sockets}"
        process, started = start_portal(folder, KABINET_DATABASE_URL=address)
        yield started
        stop_portal(process, folder)


def test_a_newcomer_over_postgres(desks: Desks, over_postgres: Portal, judged: Judged) -> None:
    person = Person(desks, over_postgres.base_url, judged)
    walk_to_the_receipt(person, Mailbox(over_postgres.mailbox_url), Billing(over_postgres.data_dir / "exchange"))
    person.leave()
