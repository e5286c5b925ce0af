"""Letters: two forms of each, a subject of one line, links to the portal's own address."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from src.services.letters import SOURCE, Envelope, Letters
from src.storage.engine import rows, transaction

MAIL = SOURCE / "templates" / "mail"
NAMES = sorted(
    path.stem for path in MAIL.glob("*.txt") if path.stem != "signature" and not path.stem.endswith("_words")
)


@dataclass(frozen=True)
class Link:
    link: str


@pytest.fixture
def letters():
    return Letters("https://kabinet.example/", "Энергосбыт & Ко", ZoneInfo("Europe/Moscow"))


async def written(letters, clock, link):
    async with transaction():
        envelope = Envelope("anna@zavod.example", "letter.1", clock(), timedelta(hours=1))
        await letters.post(envelope, "sign_in_link", Link(link))
    (row,) = await rows("SELECT subject, text, html, expires_at - created_at AS lives FROM outbox")
    return row


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_has_both_forms(name):
    assert (MAIL / f"{name}.html").is_file()
    assert "Здравствуйте" in (MAIL / f"{name}.txt").read_text(encoding="utf-8")


async def test_a_letter_is_written_in_both_forms(base, letters, clock):
    row = await written(letters, clock, letters.link("/sign-in/link", token="a.b-c"))
    assert row["subject"] == "Ссылка для входа в личный кабинет"
    assert "https://kabinet.example/sign-in/link?token=a.b-c" in row["text"]
    assert 'href="https://kabinet.example/sign-in/link?token=a.b-c"' in row["html"]
    assert row["text"].rstrip().endswith("отвечать на него не нужно.")
    assert row["lives"] == 3600 * 10**6


async def test_what_is_put_into_html_is_escaped_and_text_is_not(base, letters, clock):
    row = await written(letters, clock, '"><script>')
    assert "<script>" not in row["html"]
    assert '"><script>' in row["text"]
    assert "Энергосбыт &amp; Ко" in row["html"]
    assert "Энергосбыт & Ко" in row["text"]


def test_templates_lie_in_the_package():
    assert Path(SOURCE).name == "src"
