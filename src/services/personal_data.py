"""Name and telephone of a person, changed by the person."""

import hashlib
from dataclasses import astuple, dataclass, fields

from src.domain.accounts import Account
from src.domain.consents import PERSONAL_DATA
from src.domain.journal import Actor, Event
from src.services import consents
from src.storage import journal, users
from src.storage.engine import transaction


@dataclass(frozen=True, slots=True)
class Data:
    """`phone` in the form of domain/phones.py, or empty."""

    family_name: str
    given_name: str
    patronymic: str
    phone: str

    @property
    def mark(self) -> str:
        """What the form was filled in on top of: it tells whether somebody changed the data meanwhile."""
        return hashlib.sha256("\0".join(astuple(self)).encode()).hexdigest()[:16]


class ChangedMeanwhile(Exception):
    """In another tab or browser; `now` is what is there."""

    def __init__(self, now: Data) -> None:
        super().__init__("changed meanwhile")
        self.now = now


class NotAgreed(Exception):
    """A telephone needs consent to the text that speaks of it."""


async def account_of(user_id: int) -> Account:
    """Of somebody who is signed in."""
    account = await users.find(user_id)
    assert account is not None, "the session refers to it"  # noqa: S101
    return account


async def load(user_id: int) -> Data:
    return _data(await account_of(user_id))


async def asks_consent(user_id: int) -> bool:
    """Whether a telephone would need a tick: the person agreed to an earlier text, which does not speak of it."""
    return PERSONAL_DATA in await consents.due_of(user_id)


async def save(actor: Actor, data: Data, seen: str, agreed: bool) -> None:
    """Saved as a whole; what is there already is done. ChangedMeanwhile (the person saw something else), NotAgreed."""
    user_id = actor.person
    async with transaction():
        account = await users.lock(user_id)
        assert account is not None, "the session refers to it"  # noqa: S101
        before = _data(account)
        if before == data:
            return
        if before.mark != seen:
            raise ChangedMeanwhile(before)
        if data.phone and data.phone != before.phone and await asks_consent(user_id):
            if not agreed:
                raise NotAgreed
            await consents.agree(actor, [PERSONAL_DATA.kind])
        await users.set_person(user_id, *astuple(data))
        changed = [each.name for each in fields(Data) if getattr(before, each.name) != getattr(data, each.name)]
        await journal.note(actor, Event.PROFILE_CHANGED, fields=" ".join(changed))


def _data(account: Account) -> Data:
    return Data(account.family_name, account.given_name, account.patronymic, account.phone)
