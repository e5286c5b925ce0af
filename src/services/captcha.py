"""«Я не робот»: proof of work, or a code from a picture or a voice; a solved one is a pass for ten minutes.

Nothing is written when a puzzle is shown: its answer follows from the secret and the id in its signed token. Its use
is written: one try burns it, whatever the answer.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import altcha

from src.services import once
from src.services.signing import Expired, Forged, Signer
from src.settings import Settings

LIVES = timedelta(minutes=10)
PASS_LIVES = timedelta(minutes=10)
PASS_USES = 5
DIGITS = 5
ALGORITHM = "PBKDF2/SHA-256"
WORK, PICTURE = "work", "picture"


class NotProved(Exception):
    """The puzzle is unsolved, wrong, old or was used; `solved_wrong` is False when there was no answer at all."""

    def __init__(self, solved_wrong: bool) -> None:
        super().__init__(solved_wrong)
        self.solved_wrong = solved_wrong


@dataclass(frozen=True, slots=True)
class Proof:
    """What a solved puzzle is worth: `uses` more forms until `ends`, when something else in the form was wrong.

    `again`: it was solved for this very form before, and this is a second click.
    """

    form: str
    ends: int
    uses: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class PictureCode:
    """`id` names the picture for its reader, `code` is what it shows."""

    id: str
    code: str

    @property
    def label(self) -> str:
        return self.id[:4].upper()


class Captcha:
    """The kinds that settings offer, for forms that are told apart by name: a puzzle of one form opens no other."""

    def __init__(self, settings: Settings, signer: Signer) -> None:
        self.kinds = tuple(kind.strip() for kind in settings.captcha.split(",") if kind.strip())
        self._cost = settings.captcha_cost
        self._signer = signer
        self._key = signer.digest("captcha", "work")

    def challenge(self, form: str, now: datetime) -> dict[str, object]:
        """A new piece of work for the browser, as altcha's widget expects it in JSON."""
        until = int((now + LIVES).timestamp())
        made = altcha.create_challenge(
            ALGORITHM,
            cost=self._cost,
            counter=self._cost + secrets.randbelow(self._cost) if self._cost > 1 else secrets.randbelow(20),
            derive_key=altcha.derive_key_pbkdf2,
            hmac_secret=self._key,
            data={"form": form, "until": until},
        )
        return dict(made.to_dict())

    def new_picture(self, form: str, now: datetime) -> str:
        """The token of a new picture: it goes into the form, and into the addresses of the picture and its voice."""
        return self._signer.sign("picture", [secrets.token_hex(8), form], now)

    def read_picture(self, token: str, now: datetime) -> PictureCode | None:
        """What the picture of this token shows; None for a forged or old one."""
        read = self._picture(token, now)
        return read[0] if read else None

    async def check(self, form: str, fields: Mapping[str, str], now: datetime, bound: str = "") -> Proof:
        """Judge `pass`, `altcha`, or `picture` with `code` of a posted form; NotProved when none of them holds.

        A puzzle that was solved right holds again for the same `bound`, a second click, and is worth no pass then.
        """
        ends = int((now + PASS_LIVES).timestamp())
        if not self.kinds:
            return Proof(form, ends, PASS_USES)
        if fields.get("pass") and (proof := await self._use_pass(form, fields["pass"], now, bound)):
            return proof
        answered = self._answer(form, fields, now)
        if answered is None:
            raise NotProved(solved_wrong=bool(fields.get("altcha") or fields.get("code")))
        name, right = answered
        first = await self._burn(name, now, bound if right else "")
        if right and (first or await self._clicked_again(name, now, bound)):
            return Proof(form, ends, PASS_USES if first else 0, again=not first)
        raise NotProved(solved_wrong=True)

    async def second_click(self, form: str, fields: Mapping[str, str], now: datetime, bound: str) -> bool:
        """Whether the puzzle of this form was solved and used for the same `bound` before; nothing is used up."""
        if fields.get("pass"):
            read = self._pass(form, fields["pass"], now)
            return read is not None and await self._clicked_again(read[0], now, bound)
        name, right = self._answer(form, fields, now) or ("", False)
        return right and await self._clicked_again(name, now, bound)

    def new_pass(self, proof: Proof, now: datetime) -> str:
        """The token that takes the place of the puzzle when the form must be sent once more; '' when it is used up."""
        if proof.uses <= 0:
            return ""
        return self._signer.sign("pass", [secrets.token_hex(8), proof.form, proof.ends, proof.uses - 1], now)

    async def _use_pass(self, form: str, token: str, now: datetime, bound: str) -> Proof | None:
        read = self._pass(form, token, now)
        if read is None:
            return None
        name, ends, uses = read
        if await self._burn(name, now, bound):
            return Proof(form, ends, uses)
        return Proof(form, ends, 0, again=True) if await self._clicked_again(name, now, bound) else None

    def _pass(self, form: str, token: str, now: datetime) -> tuple[str, int, int] | None:
        """The name of a pass of this form, its end and its uses; None for a forged or old one."""
        try:
            name, made_for, ends, uses = self._signer.read("pass", token, now, PASS_LIVES)
        except (Forged, Expired):
            return None
        return (name, ends, uses) if made_for == form and now.timestamp() < ends else None

    def _answer(self, form: str, fields: Mapping[str, str], now: datetime) -> tuple[str, bool] | None:
        """The name of the puzzle that was tried and whether the answer is right; None when nothing of ours was."""
        if WORK in self.kinds and fields.get("altcha"):
            return self._judge_work(form, fields["altcha"], now)
        if PICTURE in self.kinds and fields.get("code") and fields.get("picture"):
            return self._judge_picture(form, fields["picture"], fields["code"], now)
        return None

    def _judge_work(self, form: str, payload: str, now: datetime) -> tuple[str, bool] | None:
        try:
            parsed = altcha.Payload.from_base64(payload)
            solved = altcha.verify_solution(parsed, self._key, altcha.derive_key_pbkdf2)
            data = parsed.challenge.parameters.data or {}
            name = parsed.challenge.signature or ""
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return None  # broken base64, JSON or types: the library lets some of them through
        if not solved.verified:
            return None
        return name, data.get("form") == form and now.timestamp() < data.get("until", 0)

    def _judge_picture(self, form: str, token: str, typed: str, now: datetime) -> tuple[str, bool] | None:
        read = self._picture(token, now)
        if read is None:
            return None
        picture, made_for = read
        return picture.id, made_for == form and secrets.compare_digest(_only_digits(typed), picture.code)

    def _picture(self, token: str, now: datetime) -> tuple[PictureCode, str] | None:
        """The picture behind a token and the form it was made for."""
        try:
            name, form = self._signer.read("picture", token, now, LIVES)
        except (Forged, Expired):
            return None
        number = int(self._signer.digest("picture", name), 16) % 10**DIGITS
        return PictureCode(name, f"{number:0{DIGITS}}"), form

    @staticmethod
    async def _burn(name: str, now: datetime, bound: str) -> bool:
        """Use the puzzle up, whatever becomes of the form; False when it was used before."""
        return await once.use(name, now + LIVES + PASS_LIVES, bound)

    @staticmethod
    async def _clicked_again(name: str, now: datetime, bound: str) -> bool:
        return bool(bound) and await once.again(name, bound, now)


def _only_digits(typed: str) -> str:
    """What was typed without spaces and dashes between the digits; other alphabets' digits count as ours."""
    return "".join(str(int(letter)) for letter in typed if letter.isdecimal())
