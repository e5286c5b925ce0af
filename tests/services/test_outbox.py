"""Letters from the transaction that writes them to a real SMTP server, and everything that can go wrong between."""

import asyncio
from datetime import timedelta

import pytest

from src.gateways.mail import SmtpMail
from src.services import outbox as sending
from src.settings import Settings
from src.storage import outbox
from src.storage.engine import rows, transaction
from tests.gateways.post import PostOffice


@pytest.fixture
def office():
    with PostOffice() as running:
        yield running


@pytest.fixture
def mail(office):
    told = {"smtp_tls": "none", "mail_from": "noreply@kabinet.example"}
    return SmtpMail(Settings(smtp_host="127.0.0.1", smtp_port=office.port, **told))


def letter(clock, idem="recovery.1", lives=timedelta(hours=72), **more):
    told = {"recipient": "anna@zavod.example", "subject": "Новый пароль", "text": "Ссылка", "html": "<p>Ссылка</p>"}
    return outbox.NewLetter(idem=idem, created_at=clock(), expires_at=clock() + lives, **(told | more))


async def queue(*letters):
    async with transaction():
        for each in letters:
            await outbox.put(each)


async def queue_and_fail(unlucky):
    async with transaction():
        await outbox.put(unlucky)
        raise ZeroDivisionError


async def row():
    (only,) = await rows("SELECT state, attempts, text, html, last_error FROM outbox")
    return only


async def test_a_letter_goes_once_and_leaves_no_link_behind(base, clock, mail, office):
    await queue(letter(clock), letter(clock))
    assert await sending.send_due(mail, clock) == 1
    assert await sending.send_due(mail, clock) == 0
    assert [message["Subject"] for message in office.letters] == ["Новый пароль"]
    assert await row() == {"state": "sent", "attempts": 1, "text": "", "html": "", "last_error": ""}


async def test_a_letter_of_a_change_that_was_undone_is_not_sent(base, clock, mail, office):
    with pytest.raises(ZeroDivisionError):
        await queue_and_fail(letter(clock))
    assert await sending.send_due(mail, clock) == 0
    assert office.letters == []


async def test_a_busy_server_gets_it_later(base, clock, mail, office):
    await queue(letter(clock))
    office.answers["DATA"] = "451 later"
    assert await sending.send_due(mail, clock) == 0
    clock.pass_by(timedelta(seconds=20))
    office.answers.clear()
    assert await sending.send_due(mail, clock) == 0
    clock.pass_by(timedelta(seconds=11))
    assert await sending.send_due(mail, clock) == 1
    assert (await row())["attempts"] == 2


async def test_a_server_that_is_down_costs_nothing_but_time(base, clock, mail, office):
    await queue(letter(clock))
    away = SmtpMail(Settings(smtp_host="127.0.0.1", smtp_port=1, smtp_tls="none"))
    await sending.send_due(away, clock)
    assert (await row())["state"] == "queued"
    clock.pass_by(timedelta(minutes=1))
    assert await sending.send_due(mail, clock) == 1


async def test_a_final_refusal_ends_it_and_says_why(base, clock, mail, office):
    await queue(letter(clock))
    office.answers["RCPT"] = "550 no such user"
    await sending.send_due(mail, clock)
    kept = await row()
    assert (kept["state"], kept["text"]) == ("dead", "")
    assert "no such user" in kept["last_error"]


async def test_a_link_that_is_over_is_not_sent_any_more(base, clock, mail, office):
    await queue(letter(clock, lives=timedelta(minutes=10)))
    clock.pass_by(timedelta(minutes=10))
    assert await sending.send_due(mail, clock) == 0
    assert ((await row())["state"], office.letters) == ("dead", [])


async def test_killed_between_sending_and_marking_it_goes_again_under_the_same_name(base, clock, mail, office):
    await queue(letter(clock))
    with pytest.raises(asyncio.CancelledError):
        await sending.send_due(KilledAfterwards(mail), clock)
    assert await sending.send_due(mail, clock) == 0
    clock.pass_by(outbox.LOCK)
    assert await sending.send_due(mail, clock) == 1
    assert [message["Message-ID"] for message in office.letters] == ["<recovery.1@kabinet.example>"] * 2


class KilledAfterwards:
    """The process ends when the server has taken the letter."""

    def __init__(self, mail):
        self.mail = mail

    async def send(self, ready):
        await self.mail.send(ready)
        raise asyncio.CancelledError


async def test_two_workers_never_take_the_same_letter(base, clock, mail, office):
    await queue(*(letter(clock, idem=f"letter.{number}") for number in range(30)))
    counts = await asyncio.gather(*(sending.send_due(mail, clock) for _ in range(3)))
    assert sum(counts) == 30
    assert len({message["Message-ID"] for message in office.letters}) == len(office.letters) == 30


async def test_a_blank_letter_leaves_no_trace_of_whom_it_was_for(base, clock, mail):
    async with transaction():
        await outbox.put_blank(letter(clock))
    (kept,) = await rows("SELECT state, recipient, subject, text, html FROM outbox")
    assert kept == {"state": "dead", "recipient": "", "subject": "", "text": "", "html": ""}


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"), [(1, 0.0, 30), (1, 1.0, 24), (2, 0.0, 60), (5, 0.0, 480), (99, 0.0, 21600)]
)
def test_pauses_double_up_to_six_hours(attempt, jitter, seconds):
    assert sending.pause_before(attempt, jitter) == timedelta(seconds=seconds)


async def test_finished_letters_are_forgotten_a_month_later(base, clock, mail):
    await queue(letter(clock))
    await sending.send_due(mail, clock)
    assert await sending.forget_old(clock()) == 0
    clock.pass_by(timedelta(days=33, seconds=1))
    assert await sending.forget_old(clock()) == 1
