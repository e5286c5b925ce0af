"""The confirmation code of an invitation: made of the secret when it is shown, so that no readable one is stored."""

from src.domain.inviting import Invitation, code_of
from src.services.signing import Signer


def code(signer: Signer, invitation: Invitation) -> str:
    """The one that serves now; after «Новый код» it is another."""
    bound = f"{invitation.id} {invitation.nonce} {invitation.code_version}"
    return code_of(signer.digest("invitation code", bound))
