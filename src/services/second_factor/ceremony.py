"""The two ceremonies of WebAuthn, by py_webauthn: what a browser is asked, and whether its answer fits. No base here.

The device's own check of the person is preferred, not demanded, since the password has been shown.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers import structs as web
from webauthn.helpers.exceptions import WebAuthnException

from src.domain.second_factor import CEREMONY_LIVES
from src.services.signing import Signer
from src.storage.passkeys import Key

BROKEN = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""What the library answers to an answer that no authenticator gives."""
LONGEST_ID = 1023
TRANSPORTS = frozenset(each.value for each in web.AuthenticatorTransport)


class NotAccepted(Exception):
    """The authenticator's answer does not fit what was asked."""


@dataclass(frozen=True, slots=True)
class Site:
    """What keys are bound to: the host's name and the address of the settings, never what a request says of itself."""

    id: str
    origin: str
    name: str


def site_of(base_url: str, name: str) -> Site | None:
    """None where there can be no passkeys: browsers want a name, not a number."""
    host = urlsplit(base_url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Site(host, base_url, name) if host else None
    return None


def challenge() -> str:
    return bytes_to_base64url(webauthn.generate_authentication_options(rp_id="any").challenge)


def asked_of(challenge: str, site: Site, signer: Signer, user: tuple[int, str], known: Sequence[Key]) -> str:
    """What a browser needs to make a key, in JSON; `user`: id and login. Of the id a sum goes out."""
    options = webauthn.generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_id=signer.token("person of a passkey", str(user[0])).encode(),
        user_name=user[1],
        challenge=base64url_to_bytes(challenge),
        timeout=_milliseconds(),
        authenticator_selection=web.AuthenticatorSelectionCriteria(
            resident_key=web.ResidentKeyRequirement.PREFERRED,
            user_verification=web.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_described(known),
    )
    return webauthn.options_to_json(options)


def asked_for(challenge: str, site: Site, known: Sequence[Key]) -> str:
    """What a browser needs to show one of the known keys, in JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.id,
        challenge=base64url_to_bytes(challenge),
        timeout=_milliseconds(),
        allow_credentials=_described(known),
        user_verification=web.UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(options)


def made(site: Site, challenge: str, answer: str) -> Key:
    """The key that an authenticator has made. NotAccepted, also where its name is longer than WebAuthn allows."""
    try:
        verified = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.id,
            expected_origin=site.origin,
        )
        told = json.loads(answer)["response"].get("transports") or []
        transports = " ".join(sorted(TRANSPORTS & {each for each in told if isinstance(each, str)}))
    except BROKEN as error:
        raise NotAccepted from error
    if len(verified.credential_id) > LONGEST_ID:
        raise NotAccepted
    credential, key = bytes_to_base64url(verified.credential_id), bytes_to_base64url(verified.credential_public_key)
    return Key(0, credential, key, verified.sign_count, transports)


def signs_of(site: Site, challenge: str, key: Key, answer: str) -> int | None:
    """How often the key has signed by now; None when the answer does not fit, or the counter went back."""
    try:
        verified = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.signs,
        )
    except BROKEN:
        return None
    return verified.new_sign_count


def credential_of(answer: str) -> Any:
    """The key that the answer says it is of."""
    try:
        return json.loads(answer)["id"]
    except BROKEN:
        return None


def _described(known: Sequence[Key]) -> list[web.PublicKeyCredentialDescriptor]:
    return [
        web.PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(key.credential),
            transports=[web.AuthenticatorTransport(each) for each in key.transports.split()],
        )
        for key in known
    ]


def _milliseconds() -> int:
    return int(CEREMONY_LIVES.total_seconds() * 1000)
