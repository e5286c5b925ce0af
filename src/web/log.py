"""The log: one JSON object a line, in UTC; no bodies, no query strings, no tokens."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

LOGGER = logging.getLogger("kabinet")
OWN = "fields"


class JsonLines(logging.Formatter):
    """A record as a JSON line; json escapes line breaks, so that nobody can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": record.getMessage(),
            **getattr(record, OWN, {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def configure(level: str) -> None:
    """Send everything that is logged in this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("uvicorn.access").disabled = True


def say(event: str, level: int = logging.INFO, trace: bool = False, **fields: Any) -> None:
    """Log an event with its fields; they must hold no secrets."""
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, event, extra={OWN: fields}, exc_info=trace)
