"""The letter about an objection or a report: that it was sent, or how the supplier has decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.notices import Notice
from src.domain.statements import Kind, State, Statement
from src.services.letters import Envelope, Letters
from src.services.notices import Wanting, post
from src.storage import users

LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StatementLetter:
    """`state`: sent just now, or as the supplier has decided; the answer itself is read in the portal."""

    number: str
    contract: str
    kind: Kind
    state: State
    at: datetime
    link: str


async def post_sent(actor: Actor, contract: GuardedContract, letters: Letters, sent: Statement) -> None:
    """Queue it in the caller's transaction."""
    person = await users.find(contract.user_id)
    assert person is not None, "the session refers to it"  # noqa: S101
    link = link_of(letters, contract.id, sent.subject.act_id, sent.id)
    said = StatementLetter(sent.number, contract.number, sent.subject.kind, State.SENT, actor.now, link)
    await queue(letters, person, f"statement.{sent.id}", said)


async def queue(letters: Letters, to: Wanting, idem: str, said: StatementLetter) -> None:
    await post(letters, to, Notice.VIOLATION, Envelope(to.email, idem, said.at, LIVES), "statement", said)


def link_of(letters: Letters, contract_id: int, act_id: int | None, id_: int) -> str:
    return letters.link(f"/contracts/{contract_id}/violations/{act_id or f'reports/{id_}'}")


__all__ = ["Letters", "StatementLetter", "link_of", "post_sent", "queue"]
