"""From the form to a confirmed account, and what a stranger learns on the way: nothing."""

import re
from datetime import timedelta

import pytest

from src.domain.consents import PERSONAL_DATA, RULES
from src.domain.passwords import Weakness
from src.services import registration, registration_link
from src.services.passwords import WeakPassword
from src.services.signing import Expired, Forged
from src.services.throttling import TooSoon
from src.storage.engine import rows
from src.storage.links import counted
from tests.services.people import application, events, letters, registered, somebody, token_of


async def sign_up(tools, clock, **told):
    await registration.sign_up(tools, somebody(clock), application(**told))


async def test_the_form_that_was_proved_waits_and_its_letter_leaves(base, tools, clock):
    await sign_up(tools, clock)
    (letter,) = await letters(clock)
    assert letter.subject == "Завершите регистрацию в личном кабинете"
    assert "https://kabinet.example/sign-up/finish?token=" in letter.text
    assert "до 27.11.2026\N{NO-BREAK SPACE}12:00" in letter.text
    assert "другие регистрации" not in letter.text + letter.html
    assert await rows("SELECT id FROM app_user") == []
    assert await events() == ["signed_up"]


async def waiting():
    found = await rows("SELECT given_name, consents, address FROM registration ORDER BY id")
    return [tuple(row.values()) for row in found]


async def test_what_was_agreed_to_waits_with_version_and_address(base, tools, clock):
    await sign_up(tools, clock)
    agreed = f"{PERSONAL_DATA.mark} {RULES.mark}"
    assert await waiting() == [("Анна", agreed, "203.0.113.7")]


async def test_a_later_registration_takes_no_other_persons_place(base, tools, clock):
    await sign_up(tools, clock, password="пароль чужого человека")
    await sign_up(tools, clock, given_name="Мария")
    assert [name for name, _, _ in await waiting()] == ["Анна", "Мария"]
    first, second = await letters(clock)
    assert "другие регистрации" not in first.text
    for text in (second.text, second.html):
        assert "другие регистрации: от 24.11.2026\N{NO-BREAK SPACE}12:00." in text


async def test_one_who_knows_the_password_registers_anew_in_the_same_place(base, tools, clock):
    await sign_up(tools, clock)
    clock.pass_by(timedelta(minutes=5))
    await sign_up(tools, clock, given_name="Мария")
    assert [name for name, _, _ in await waiting()] == ["Мария"]
    for letter in await letters(clock):
        found = await registration_link.look(tools, token_of(letter), clock())
        assert (found.registration.given_name, found.registration.asked_at, found.others) == ("Мария", clock(), ())


async def test_the_same_password_of_another_address_is_another_person(base, tools, clock):
    await sign_up(tools, clock)
    await sign_up(tools, clock, email="boris@zavod.example")
    assert len(await waiting()) == 2


async def test_a_taken_address_changes_nothing_and_its_owner_is_told(base, tools, clock):
    await registered(tools, clock)
    before = await rows("SELECT * FROM app_user"), await rows("SELECT * FROM consent")
    await sign_up(tools, clock, email="Anna@Zavod.example", given_name="Чужая")
    assert (await rows("SELECT * FROM app_user"), await rows("SELECT * FROM consent")) == before
    (letter,) = await letters(clock)
    assert (letter.recipient, letter.subject) == ("anna@zavod.example", "У вас уже есть личный кабинет")
    assert "Чужая" not in letter.text + letter.html


async def test_a_taken_and_a_new_address_cost_the_same_statements(base, tools, clock):
    await registered(tools, clock)
    with counted() as new:
        await sign_up(tools, clock, email="boris@zavod.example")
    with counted() as taken:
        await sign_up(tools, clock)
    await sign_up(tools, clock, email="boris@zavod.example", password="пароль чужого человека")
    with counted() as waiting_too:
        await sign_up(tools, clock, email="boris@zavod.example", password="пароль третьего человека")
    assert taken.texts == new.texts == waiting_too.texts


async def test_another_letter_brings_another_link(base, tools, clock):
    await sign_up(tools, clock)
    await letters(clock)
    clock.pass_by(timedelta(hours=80))
    await registration.send_again(tools, somebody(clock), "anna@zavod.example")
    (letter,) = await letters(clock)
    found = await registration_link.look(tools, token_of(letter), clock())
    assert found.registration.email == "anna@zavod.example"


async def test_another_letter_brings_the_links_of_all_that_wait(base, tools, clock):
    for name in ("Анна", "Мария", "Ольга"):
        await sign_up(tools, clock, given_name=name, password=f"пароль без {name}")
    await letters(clock)
    await registration.send_again(tools, somebody(clock), "anna@zavod.example")
    (letter,) = await letters(clock)
    assert "введите пароль, который задали при ней" in letter.text
    told = re.findall(r"Иванова (\w+) Петровна, 24\.11\.2026", letter.text)
    assert told == ["Ольга", "Мария", "Анна"]
    assert letter.text.count("token=") == letter.html.count("token=") == 3


async def test_what_nobody_finished_is_kept_for_thirty_days(base, tools, clock):
    for number in range(5):
        await sign_up(tools, clock, email=f"p{number}@zavod.example")
    clock.pass_by(timedelta(days=30))
    await sign_up(tools, clock)
    assert await registration.forget_old(clock()) == 0
    clock.pass_by(timedelta(seconds=1))
    with counted() as counter:
        assert await registration.forget_old(clock(), batch=2) == 5
    assert counter.transactions == 3
    assert len(await waiting()) == 1
    assert await events() == ["signed_up"] * 6


async def test_an_unknown_address_gets_no_letter_and_costs_the_same(base, tools, clock):
    await sign_up(tools, clock)
    await letters(clock)
    with counted() as known:
        await registration.send_again(tools, somebody(clock), "anna@zavod.example")
    assert len(await letters(clock)) == 1
    with counted() as unknown:
        await registration.send_again(tools, somebody(clock), "nobody@zavod.example")
    assert (await letters(clock), unknown.texts) == ([], known.texts)


async def test_nobodys_mailbox_is_flooded(base, tools, clock):
    for _ in range(6):
        await sign_up(tools, clock)
    with pytest.raises(TooSoon):
        await sign_up(tools, clock)
    assert len(await letters(clock)) == 6


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", Weakness.TOO_SHORT), ("q1w2e3r4t5", Weakness.COMMON), ("Вешнякова-26", Weakness.RELATED)],
)
async def test_a_weak_password_is_refused(tools, password, why):
    with pytest.raises(WeakPassword) as refusal:
        await registration.check(tools, application(password=password, family_name="Вешнякова"))
    assert refusal.value.why == why


async def test_the_first_step_travels_sealed_for_an_hour(tools, clock):
    sealed = registration.seal(tools, application(), clock())
    assert "кота" not in sealed
    assert registration.unseal(tools, sealed, clock()) == application()
    with pytest.raises(Expired):
        registration.unseal(tools, sealed, clock.pass_by(timedelta(hours=1)))
    with pytest.raises(Forged):
        registration.unseal(tools, sealed[:-9] + "AAAAAAAA=", clock())
