"""The end of an account: what hinders it, and what is left of its row."""

from datetime import datetime
from typing import Final, NamedTuple

from src.domain.consents import PROOF_KEPT
from src.storage.appeals import drafts
from src.storage.engine import execute, rows, tuples
from src.storage.forms import instant_in
from src.storage.in_force import in_force, lasting
from src.storage.members.names import recount_person
from src.storage.statements import forgetting

GONE: Final = (
    "session",
    "half_signed",
    "known_device",
    "authenticator",
    "passkey",
    "recovery_code",
    "block_state",
    "link_request",
    "link_code",
    "email_change",
    "rejection",
    "reading_due",
    "money_due",
)
"""Tables whose rows are the person's alone (by `app_user`): nothing of them is left. A test knows what stays."""
NAMELESS: Final = "Удалённый пользователь"
UNUSABLE: Final = "!"
"""Fits no password."""


class Stuck(NamedTuple):
    """A contract that would have people with access and nobody who administers it."""

    id: int
    number: str


async def stuck(user_id: int, now: datetime, limit: int) -> list[Stuck]:
    """As `domain/members.administered` for every contract that the person administers, in one query: among the others
    somebody has access longer than each administrator. A contract that billing has deleted, which nobody
    sees, hinders nobody."""
    at = instant_in(now)
    found = await tuples(
        f"""SELECT c.id, c.number FROM membership m JOIN contract c ON c.id = m.contract
        WHERE m.app_user = {{}} AND m.role = 'admin' AND {in_force("m")} AND c.deleted = FALSE
            AND EXISTS (SELECT 1 FROM membership o WHERE o.contract = m.contract AND o.app_user <> m.app_user
                AND {in_force("o")}
                AND NOT EXISTS (SELECT 1 FROM membership a WHERE a.contract = m.contract AND a.app_user <> m.app_user
                    AND a.role = 'admin' AND {in_force("a")}
                    AND (a.until_at IS NULL OR a.until_at >= o.until_at)))
        ORDER BY m.sort_key, c.id LIMIT {{}}""",  # noqa: S608 our own words alone
        user_id,
        *[at] * 6,
        limit,
    )
    return [Stuck(id_, number) for id_, number in found]


async def set_moment(user_id: int, erase_at: datetime | None) -> None:
    await execute("UPDATE app_user SET erase_at = {} WHERE id = {}", instant_in(erase_at), user_id)


async def due(now: datetime, limit: int) -> list[int]:
    """Whose accounts are to be erased by now."""
    found = await rows(
        "SELECT id FROM app_user WHERE erase_at IS NOT NULL AND erase_at <= {} ORDER BY erase_at, id LIMIT {}",
        instant_in(now),
        limit,
    )
    return [row["id"] for row in found]


async def contracts_of(user_id: int, now: datetime, limit: int) -> list[int]:
    """To which the person still has access, by id."""
    found = await rows(
        f"""SELECT m.contract FROM membership m WHERE m.app_user = {{}} AND {lasting("m")}
        ORDER BY m.contract LIMIT {{}}""",  # noqa: S608 our own words alone
        user_id,
        instant_in(now),
        limit,
    )
    return [row["contract"] for row in found]


async def erase(user_id: int, email: str, now: datetime) -> None:
    """What is left: the row, without a name and a login, for the lines and receipts that name it by its id; consents,
    withdrawn, as proof."""
    await drafts.forget_person(user_id)
    await forgetting.forget_person(user_id)
    for table in GONE:
        await execute(f"DELETE FROM {table} WHERE app_user = {{}}", user_id)  # noqa: S608 names of our own
    at = instant_in(now)
    await execute("UPDATE consent SET withdrawn_at = {} WHERE app_user = {} AND withdrawn_at IS NULL", at, user_id)
    await execute(
        """UPDATE outbox SET state = CASE WHEN state = 'queued' THEN 'dead' ELSE state END, recipient = '',
            subject = '', text = '', html = '', unsubscribe = '' WHERE recipient = {}""",
        email,
    )
    await execute(
        """UPDATE invitation SET email = '', email_folded = '', family_name = '', given_name = '', patronymic = ''
        WHERE accepted_by = {}""",
        user_id,
    )
    await execute(
        """UPDATE app_user SET email = '', email_folded = {}, family_name = {}, given_name = {}, patronymic = '',
            phone = '', password_hash = {}, silenced = '', link_version = link_version + 1, current_contract = NULL,
            second_factor = FALSE, erase_at = NULL, erased_at = {} WHERE id = {}""",
        f"erased {user_id}",
        NAMELESS,
        f"№ {user_id}",
        UNUSABLE,
        at,
        user_id,
    )
    await execute("UPDATE service_order SET phone = '' WHERE app_user = {}", user_id)
    await recount_person(user_id)


async def forget_proofs(now: datetime) -> int:
    """Consents of accounts that ended three years ago."""
    return await execute(
        "DELETE FROM consent WHERE app_user IN (SELECT id FROM app_user WHERE erased_at < {})",
        instant_in(now - PROOF_KEPT),
    )
