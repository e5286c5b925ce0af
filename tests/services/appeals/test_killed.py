"""A process is killed at every step of joining a file and of sending; the person presses again: all is there once."""

from datetime import timedelta

from src.services.file_orphans import clear_orphans
from src.storage.engine import rows
from tests import killing
from tests.services.appeals import deeds

HELD = {
    "drafts": "SELECT COUNT(*) AS n FROM appeal_draft",
    "files of drafts": "SELECT COUNT(*) AS n FROM attachment WHERE thing = 'appeal_draft'",
    "appeals": "SELECT COUNT(*) AS n FROM appeal",
    "files": "SELECT COUNT(*) AS n FROM attachment WHERE thing = 'appeal'",
    "letters": "SELECT COUNT(*) AS n FROM outbox",
    "lines for billing": "SELECT COUNT(*) AS n FROM leaving",
    "lines of the journal": "SELECT COUNT(*) AS n FROM journal_line",
}
BEGUN = dict.fromkeys(HELD, 0) | {"drafts": 1}
JOINED = BEGUN | {"files of drafts": 1, "lines of the journal": 1}
SENT = dict.fromkeys(HELD, 1) | {"drafts": 0, "files of drafts": 0, "lines of the journal": 2}


async def pressed_and_killed(writing, url, deed, told):
    """What the base held after each death, and at the end."""
    found = []
    for step in killing.steps():
        writing.clock.pass_by(timedelta(hours=2))
        place = (writing.cast, writing.clock, writing.settings, writing.folder)
        died = killing.dies(url, step, deed, place, told)
        found.append({name: (await rows(sql))[0]["n"] for name, sql in HELD.items()})
        if not died:
            break
    return found


async def test_while_a_file_is_joined_and_while_the_appeal_is_sent(writing, database_url, clock):
    draft = await writing.save()
    joining = await pressed_and_killed(writing, database_url, deeds.join, draft)
    sending = await pressed_and_killed(writing, database_url, deeds.send, writing.typed(version=1))
    assert (len(joining) > 8, len(sending) > 12) == (True, True)
    assert all(held in (BEGUN, JOINED) for held in joining)
    assert all(held in (JOINED, SENT) for held in sending)
    assert (joining[-1], sending[-1]) == (JOINED, SENT)
    clock.pass_by(timedelta(days=5))
    assert await clear_orphans(writing.files, clock()) > 0, "some died between a file and its row"
    kept = [row["file"] for row in await rows("SELECT file FROM attachment")]
    assert [key async for key in writing.files.keys("attachments")] == kept
