"""What stands between finding a person and the button: sealed, so that the search was made and nothing was put in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from src.domain.access import Role
from src.domain.inviting import OFFERED, over
from src.domain.journal import Actor
from src.domain.members import Terms
from src.services.signing import Expired, Forged, Signer

PURPOSE = "add a person"


@dataclass(frozen=True, slots=True)
class Offer:
    """What an administrator wants to grant, and to whom; `origin`: the contract for which it was sought, `person` 0:
    nobody has this address."""

    origin: int
    contract_ids: tuple[int, ...]
    terms: Terms
    email: str
    folded: str
    person: int


class OfferEnded(Exception):
    """Forged, another's, older than an hour, or overtaken; `was` is what it held where that may be shown again, `why`
    a word of the house for what happened, '' for any of these."""

    def __init__(self, was: Offer | None = None, why: str = "") -> None:
        super().__init__("offer ended")
        self.was = was
        self.why = why


def seal(signer: Signer, actor: Actor, offer: Offer) -> str:
    until = int(offer.terms.until.timestamp()) if offer.terms.until else 0
    told = [offer.origin, offer.contract_ids, offer.terms.role.value, until, offer.email, offer.folded, offer.person]
    return signer.seal(PURPOSE, [actor.person, *told], actor.now)


def unseal(signer: Signer, actor: Actor, sealed: str) -> Offer:
    """OfferEnded for what is not, or no longer, this administrator's."""
    try:
        owner, *told = signer.open(PURPOSE, sealed, actor.now, OFFERED)
    except Forged:
        raise OfferEnded from None
    except Expired as old:
        owner, *told = old.payload
        raise OfferEnded(_offer(told) if owner == actor.user_id else None) from None
    if owner != actor.user_id:
        raise OfferEnded
    offer = _offer(told)
    if over(offer.terms, actor.now):
        raise OfferEnded(offer)
    return offer


def _offer(told: Sequence[object]) -> Offer:
    origin, ids, role, until, email, folded, person = told
    end = datetime.fromtimestamp(until, UTC) if until and isinstance(until, int) else None
    terms = Terms(Role(str(role)), end)
    return Offer(int(origin), tuple(ids), terms, str(email), str(folded), int(person))  # type: ignore[arg-type, call-overload]
