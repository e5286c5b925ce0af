"""What the link of an invitation shows."""

from dataclasses import dataclass

from src.domain.inviting import masked_number
from src.services.inviting import link
from src.web import front, link_token
from src.web.front import AnyRequest, FormErrors, Response, Visitor, kit_of

HERE = "/invitation"


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """`own`: the owner of the address is signed in; `other`: the login of somebody else who is, or ''; `sealed`: the
    password that need not be typed again."""

    invited: link.Invited
    own: bool
    other: str
    typed: FormErrors
    sealed: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Before the code they are told in part: a letter may have come to the wrong person."""
        return tuple(masked_number(each.number) for each in self.invited.contracts[:10])


@dataclass(frozen=True, slots=True)
class EndedPage:
    why: str
    inviter: str


async def invited_page(
    request: AnyRequest, visitor: Visitor, typed: FormErrors, status: int = 200, sealed: str = ""
) -> Response[str]:
    """link.InvitationEnded when there is nothing to show."""
    invited = await link.look(kit_of(request).account, link_token.tucked(request), visitor.now)
    person, account = visitor.person, invited.account
    own = person is not None and account is not None and person.user_id == account.id
    view = InvitedPage(invited, own, person.email if person and not own else "", typed, sealed)
    template = "inviting/known.html" if account else "inviting/join.html"
    return link_token.for_one(front.page(request, template, view, status))


async def ended_page(request: AnyRequest, visitor: Visitor, ended: link.InvitationEnded) -> Response[str]:
    """What became of it; whoever took it goes on to what it has opened."""
    place = None
    if visitor.person:
        token = link_token.tucked(request)
        place = await link.place_of(kit_of(request).account, token, visitor.person.user_id)
    if place is not None:
        return front.see_other(request, where(place))
    return link_token.for_one(front.page(request, "inviting/ended.html", EndedPage(ended.why, ended.inviter), 410))


def where(place: int | None) -> str:
    """The contract that was opened, or the list of several."""
    return f"/contracts/{place}?said=linked" if place else "/contracts"
