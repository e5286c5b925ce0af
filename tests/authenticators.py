"""An authenticator in software: makes and shows passkeys as a browser would hand them over, and lies when told to."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text_of

ORIGIN = "http://kabinet.test"


@dataclass
class Authenticator:
    """`signs` is the counter that the next answer tells."""

    host: str = "kabinet.test"
    origin: str = ORIGIN
    signs: int = 1
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options):
        """The answer to the options of a page, as `JSON.stringify(credential)` writes it."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        data = self._data(0x45) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        told = self._told("webauthn.create", options)
        return self._answer({
            "clientDataJSON": text_of(told), "attestationObject": text_of(attested), "transports": ["internal"]
        })  # fmt: skip

    def show(self, options):
        told, data = self._told("webauthn.get", options), self._data(0x05)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(SHA256()))
        return self._answer({
            "clientDataJSON": text_of(told), "authenticatorData": text_of(data), "signature": text_of(signature)
        })  # fmt: skip

    def _data(self, flags):
        counter, self.signs = self.signs, self.signs + 1
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + counter.to_bytes(4, "big")

    def _told(self, kind, options):
        told = {"type": kind, "challenge": json.loads(options)["challenge"], "origin": self.origin}
        return json.dumps(told | {"crossOrigin": False}).encode()

    def _answer(self, response):
        named = {"id": text_of(self.id), "rawId": text_of(self.id), "type": "public-key"}
        return json.dumps(named | {"response": response, "clientExtensionResults": {}})
