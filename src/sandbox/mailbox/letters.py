"""Letters that came by SMTP, kept in memory (and in a folder, when one is given), newest first."""

import email
import itertools
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

KEPT = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; `id` counts up and is the address of its page. `code` is the picture's code it tells, or empty."""

    id: int
    came_at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    code: str
    text: str
    html: str


class Letters:
    """Safe for threads: the SMTP thread adds, those of the page read and wait."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._letters: deque[Letter] = deque(maxlen=KEPT)
        self._arrived = threading.Condition()
        self._ids = itertools.count(1)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._load(folder)

    def _load(self, folder: Path) -> None:
        for path in sorted(folder.glob("*.eml"))[-KEPT:]:
            came_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            number = int(path.stem)
            self._letters.append(read_letter(number, came_at, path.read_bytes(), "", ()))
            self._ids = itertools.count(number + 1)

    def add(self, raw: bytes, sender: str, recipients: tuple[str, ...]) -> Letter:
        """Keep one letter as the SMTP client sent it."""
        with self._arrived:
            letter = read_letter(next(self._ids), datetime.now(UTC), raw, sender, recipients)
            if self._folder is not None:
                (self._folder / f"{letter.id:06}.eml").write_bytes(raw)
            self._letters.append(letter)
            self._arrived.notify_all()
            return letter

    def newest(self, after: int = 0, wait: float = 0.0) -> list[Letter]:
        """Letters with an id over `after`, newest first; waits up to `wait` seconds for the first of them."""
        with self._arrived:
            self._arrived.wait_for(lambda: bool(self._letters) and self._letters[-1].id > after, wait)
            return [letter for letter in reversed(self._letters) if letter.id > after]

    def find(self, number: int) -> Letter | None:
        with self._arrived:
            return next((letter for letter in self._letters if letter.id == number), None)


def read_letter(number: int, came_at: datetime, raw: bytes, sender: str, recipients: tuple[str, ...]) -> Letter:
    """Parse the bytes; a broken letter is shown as far as it can be read, never an error."""
    message = email.message_from_bytes(raw, policy=default)
    to = recipients or tuple(part.strip() for part in str(message.get("To", "")).split(",") if part.strip())
    return Letter(
        id=number,
        came_at=came_at,
        sender=sender or str(message.get("From", "")),
        recipients=to,
        subject=str(message.get("Subject", "")),
        message_id=str(message.get("Message-ID", "")),
        code=str(message.get("X-Picture-Code", "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # an unknown charset or a broken encoding
        return ""
