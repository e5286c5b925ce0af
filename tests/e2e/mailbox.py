"""The sandbox mailbox, as its page's JSON tells it."""

import json
import re
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Letter:
    id: int
    subject: str
    url: str
    text: str

    @property
    def link(self) -> str:
        """The first address in the text."""
        return re.findall(r"https?://\S+", self.text)[0]


class Mailbox:
    """Hands out each letter once: a second letter of the same kind is another one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._read: set[int] = set()

    def letter(self, to: str, about: str) -> Letter:
        """The unread letter to this address with these words in its subject; waits until it comes."""
        deadline, last = time.monotonic() + 30, 0
        while time.monotonic() < deadline:
            found = self._fetch(last)
            for each in found:
                if to in each["recipients"] and about in each["subject"] and each["id"] not in self._read:
                    self._read.add(each["id"])
                    return Letter(each["id"], each["subject"], f"{self.url}/letters/{each['id']}", each["text"])
            last = max((each["id"] for each in found), default=last)
        raise AssertionError(f"no letter to {to} about {about!r} within half a minute")

    def code(self, label: str) -> str:
        """What the picture of this label shows."""
        deadline, last = time.monotonic() + 30, 0
        while time.monotonic() < deadline:
            found = self._fetch(last)
            if codes := [each["code"] for each in found if each["code"] and label in each["subject"]]:
                return str(codes[0])
            last = max((each["id"] for each in found), default=last)
        raise AssertionError(f"no code of the picture {label} within half a minute")

    def _fetch(self, after: int) -> list[dict[str, Any]]:
        query = urllib.parse.urlencode({"after": after, "wait": 10 if after else 0})
        with urllib.request.urlopen(f"{self.url}/api/letters?{query}", timeout=20) as answer:
            return list(json.load(answer))
