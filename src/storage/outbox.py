"""Letters on their way: written in the transaction of the change they tell of, taken out by the worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from src.storage.engine import bound, execute, rows
from src.storage.forms import instant_in, instant_out
from src.storage.links import Dialect, Row

LOCK = timedelta(seconds=60)
"""How long a claimed letter belongs to the one who claimed it."""

EMPTY = "text = '', html = '', unsubscribe = '', recipient = CASE WHEN idem LIKE 'erased.%' THEN '' ELSE recipient END"
"""What is left of a letter that goes no more: it held live links. Of the last one to somebody whose account is erased
not even the address is kept."""
WHY = 500
"""Characters of a refusal that are kept."""
_CLAIM = """UPDATE outbox SET locked_until = {}, attempts = attempts + 1 WHERE id IN (SELECT id FROM outbox
        WHERE state = 'queued' AND next_at <= {} AND locked_until <= {} ORDER BY next_at LIMIT {}%s)
    RETURNING id, idem, recipient, subject, text, html, attempts, created_at, expires_at,
        unsubscribe"""
CLAIM: dict[Dialect, str] = {"sqlite": _CLAIM % "", "postgres": _CLAIM % " FOR UPDATE SKIP LOCKED"}


@dataclass(frozen=True, slots=True)
class NewLetter:
    """`idem` names the letter for ever: a second one with the same name is not written. No sense after `expires_at`."""

    idem: str
    recipient: str
    subject: str
    text: str
    html: str
    created_at: datetime
    expires_at: datetime
    unsubscribe: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class QueuedLetter(NewLetter):
    """A claimed letter; `attempts` counts this attempt too."""

    id: int
    attempts: int


async def put(letter: NewLetter) -> None:
    """Queue the letter; nothing happens when one of that name was queued, sent or given up before."""
    await _insert(letter, "queued")


async def put_blank(letter: NewLetter) -> None:
    """Do the same work as `put` and send nothing: an unknown address must not be told by the time an answer takes."""
    await _insert(letter, "dead")


async def _insert(letter: NewLetter, state: str) -> None:
    created = instant_in(letter.created_at)
    blank = state == "dead"
    await execute(
        "INSERT INTO outbox (channel, idem, recipient, subject, text, html, state, attempts, next_at, locked_until,"
        " expires_at, last_error, created_at, unsubscribe)"
        " VALUES ('mail', {}, {}, {}, {}, {}, {}, 0, {}, 0, {}, '', {}, {})"
        " ON CONFLICT (idem) DO NOTHING",
        letter.idem,
        "" if blank else letter.recipient,
        "" if blank else letter.subject,
        "" if blank else letter.text,
        "" if blank else letter.html,
        state,
        created,
        instant_in(letter.expires_at),
        created,
        "" if blank else letter.unsubscribe,
    )


async def any_due(now: datetime) -> bool:
    """Whether there is something to claim: a read, so that an idle worker never takes the write lock."""
    moment = instant_in(now)
    return bool(
        await rows(
            "SELECT 1 AS due FROM outbox WHERE state = 'queued' AND next_at <= {} AND locked_until <= {} LIMIT 1",
            moment,
            moment,
        )
    )


async def claim(now: datetime, count: int) -> list[QueuedLetter]:
    """Take up to `count` due letters for LOCK; what is claimed by another worker is passed over. Expired ones die."""
    moment = instant_in(now)
    await execute(
        f"UPDATE outbox SET state = 'dead', {EMPTY}, last_error = 'expired'"  # noqa: S608 a constant
        " WHERE state = 'queued' AND expires_at <= {} AND locked_until <= {}",
        moment,
        moment,
    )
    claimed = await rows(CLAIM[bound().dialect], instant_in(now + LOCK), moment, moment, count)
    return [_letter(row) for row in claimed]


async def mark_sent(letter_id: int, now: datetime) -> None:
    """It is gone; its text goes too, because it held a live link."""
    await execute(
        f"UPDATE outbox SET state = 'sent', sent_at = {{}}, {EMPTY}, last_error = '' WHERE id = {{}}",  # noqa: S608 a constant
        instant_in(now),
        letter_id,
    )


async def postpone(letter_id: int, next_at: datetime, why: str) -> None:
    await execute(
        "UPDATE outbox SET next_at = {}, locked_until = 0, last_error = {} WHERE id = {} AND state = 'queued'",
        instant_in(next_at),
        why[:WHY],
        letter_id,
    )


async def give_up(letter_id: int, why: str) -> None:
    """It will never be taken; the reason stays for whoever looks into the outbox."""
    await execute(
        f"UPDATE outbox SET state = 'dead', {EMPTY}, last_error = {{}} WHERE id = {{}} AND state = 'queued'",  # noqa: S608 a constant
        why[:WHY],
        letter_id,
    )


async def forget_older(than: datetime, count: int) -> int:
    """Delete up to `count` finished letters; the names they blocked are long out of use. Returns how many went."""
    return await execute(
        "DELETE FROM outbox WHERE id IN"
        " (SELECT id FROM outbox WHERE state <> 'queued' AND expires_at <= {} ORDER BY id LIMIT {})",
        instant_in(than),
        count,
    )


def _letter(row: Row) -> QueuedLetter:
    return QueuedLetter(
        id=row["id"],
        idem=row["idem"],
        recipient=row["recipient"],
        subject=row["subject"],
        text=row["text"],
        html=row["html"],
        attempts=row["attempts"],
        created_at=instant_out(row["created_at"]),
        expires_at=instant_out(row["expires_at"]),
        unsubscribe=row["unsubscribe"],
    )
