"""The log: one JSON object a line, in UTC; no bodies, no query strings, no tokens."""

import asyncio
import json
import logging
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any, TextIO

LOGGER = logging.getLogger("kabinet")
OWN = "fields"


_AS_JSON = json.JSONEncoder(ensure_ascii=False, default=str).encode


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
        return _AS_JSON(line)


class SoonWritten(logging.Handler):
    """Writes the lines of a moment in one go: a write for each is a tenth of what a fragment costs.

    Warnings and errors, and whatever is said outside a running loop, are written at once.
    """

    WITHIN = 0.1
    """Seconds that a line may wait; a process that is killed loses these."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self.stream = stream
        self.waiting: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.waiting.append(self.format(record))
            if record.levelno >= logging.WARNING:
                self.flush()
            elif len(self.waiting) == 1:
                asyncio.get_running_loop().call_later(self.WITHIN, self.flush)
        except RuntimeError:  # no loop runs in this thread
            self.flush()
        except Exception:
            self.handleError(record)

    def flush(self) -> None:
        with self.lock or nullcontext():
            waiting, self.waiting = self.waiting, []
        if waiting:
            self.stream.write("\n".join(waiting) + "\n")
            self.stream.flush()


def configure(level: str) -> None:
    """Send everything that is logged in this process to standard error as JSON lines."""
    handler = SoonWritten(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # what a line does not say need not be found out for it
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def say(event: str, level: int = logging.INFO, trace: bool = False, **fields: Any) -> None:
    """Log an event with its fields; they must hold no secrets."""
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, event, extra={OWN: fields}, exc_info=trace)
