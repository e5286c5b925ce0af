"""The moods of the bank: what it does not hear, does not answer, or says otherwise than it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Knobs:
    """How many times a method is not heard (`deaf`), or heard and not answered (`mute`); which are answered with a
    status of HTTP (`busy`); what is said otherwise than it is (`lies`, by method); `junk`: all that is said."""

    deaf: dict[str, int] = field(default_factory=dict)
    mute: dict[str, int] = field(default_factory=dict)
    busy: dict[str, int] = field(default_factory=dict)
    lies: dict[str, dict[str, Any]] = field(default_factory=dict)
    junk: bytes | None = None

    @staticmethod
    def counts(moods: dict[str, int], method: str) -> bool:
        """Whether the mood holds this time."""
        left = moods.get(method, 0)
        moods[method] = max(left - 1, 0)
        return left > 0
