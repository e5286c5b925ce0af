"""Appeals, drafts, joined files and lines that leave are found by their indexes, however many there are."""

import re
from datetime import date

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.appeals import DRAFT
from src.domain.attachments import Thing
from src.domain.lists import Asked
from src.storage import attachments, leaving, lists
from src.storage.appeals import answers, drafts, listing, sent
from src.storage.engine import tuples
from src.storage.links import counted
from tests.factories import NOW

TABLES = "appeal|appeal_draft|appeal_answer|attachment|leaving|l|h|a"
OURS = GuardedContract(1, "C1", "1", Role.ADMIN, 1)
ASKED = {
    "the list": lambda: lists.find(listing.APPEALS, OURS, Asked(), 50),
    "of a state": lambda: lists.find(listing.APPEALS, OURS, Asked(kind="done"), 50),
    "of a span": lambda: lists.find(listing.APPEALS, OURS, Asked(since=date(2026, 1, 1), until=date(2026, 2, 1)), 50),
    "of a form": lambda: sent.of_form(OURS, "x"),
    "drafts": lambda: drafts.list_of(OURS, 5),
    "answers untold": lambda: answers.untold(100),
    "answers of one": lambda: answers.of_appeal(1),
    "joined files": lambda: attachments.list_of(OURS, Thing(DRAFT, 1)),
    "bytes of a day": lambda: attachments.bytes_of_person(1, NOW),
    "files that rows know": lambda: attachments.known_files(["a"]),
    "lines that wait": leaving.waiting,
    "lines that need no files": leaving.waiting_without_files,
    "lines of a delivery": lambda: leaving.of_delivery(1),
}


@pytest.mark.parametrize("what", ASKED)
async def test_each_goes_by_an_index_in_its_order(base, what):
    if base.dialect != "sqlite":
        pytest.skip("SQLite tells its way in words; PostgreSQL takes another one for no rows")
    with counted() as counts:
        await ASKED[what]()
    text = next(text for text in counts.texts if text.startswith(("SELECT", "WITH")))
    plan = "\n".join(str(row) for row in await tuples("EXPLAIN QUERY PLAN " + re.sub(r"\?\d*", "NULL", text)))
    assert not re.findall(rf"SCAN ({TABLES})'", plan), plan
    assert "TEMP B-TREE" not in plan or what == "answers untold", plan  # a hundred of them at most
