"""Letters of the portal: a Russian text and the same in HTML, put into the outbox of the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from src.domain.members import last_day
from src.domain.quantities import money_written
from src.services.signing import Signer
from src.storage import outbox

SOURCE = Path(__file__).parent.parent
NEWS_LIVE: Final = timedelta(days=3)
"""So long it makes sense to tell somebody of a change of the own account."""
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom a letter goes. `idem` names it for ever (letters, digits, `.`, `-`): the same name is never sent twice.

    After `lives` the letter makes no sense and is not sent any more.
    """

    recipient: str
    idem: str
    now: datetime
    lives: timedelta
    unsubscribe: str = ""
    """The link that ends letters of this kind; '' for those that nobody can do without."""


class Letters:
    """Writes letters from `templates/mail/<name>.txt` and `.html`; the first line of the text is the subject.

    Links begin with the address of the settings, never with what a request said of itself. Without a signer letters
    carry no links that end them.
    """

    def __init__(self, base_url: str, supplier: str, zone: ZoneInfo, signer: Signer | None = None) -> None:
        self.signer = signer
        self._base_url = base_url.rstrip("/")
        self._templates = _environment(self._base_url, supplier, zone)

    def link(self, path: str, **query: str) -> str:
        """The whole address of a page of the portal."""
        return f"{self._base_url}{path}" + (f"?{urlencode(query)}" if query else "")

    async def post(self, envelope: Envelope, name: str, it: Any) -> None:
        """Queue the letter `name`; `it` is the frozen dataclass that its templates see."""
        await outbox.put(self._write(envelope, name, it))

    async def post_blank(self, envelope: Envelope, name: str, it: Any) -> None:
        """Do the same work and send nothing: an unknown address must not be told by the time an answer takes."""
        await outbox.put_blank(self._write(envelope, name, it))

    def _write(self, envelope: Envelope, name: str, it: Any) -> outbox.NewLetter:
        subject, _, text = self._render(f"{name}.txt", it, envelope.unsubscribe).partition("\n")
        return outbox.NewLetter(
            idem=envelope.idem,
            recipient=envelope.recipient,
            subject=" ".join(subject.split()),
            text=text.lstrip("\n"),
            html=self._render(f"{name}.html", it, envelope.unsubscribe),
            created_at=envelope.now,
            expires_at=envelope.now + envelope.lives,
            unsubscribe=envelope.unsubscribe,
        )

    def _render(self, name: str, it: Any, unsubscribe: str) -> str:
        return self._templates.get_template(f"templates/mail/{name}").render(it=it, unsubscribe=unsubscribe)


@lru_cache(maxsize=4)
def _environment(base_url: str, supplier: str, zone: ZoneInfo) -> Environment:
    """Compiled templates are kept: a process has one set."""
    env = Environment(
        loader=FileSystemLoader(SOURCE),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["moment"] = lambda at: at.astimezone(zone).strftime(f"%d.%m.%Y{NBSP}%H:%M")
    env.filters["last_day"] = lambda until: last_day(until, zone).strftime("%d.%m.%Y")
    env.filters["money"] = money_written
    env.globals.update(supplier=supplier, portal=base_url)
    return env
