"""Hashes and lists of passwords."""

import hashlib

import pytest

from src.gateways.password_lists import common_passwords, has_line
from src.gateways.passwords import Passwords

WORDS = [f"пароль-{number}" for number in range(100)]


@pytest.fixture
def leaked(tmp_path):
    """As Pwned Passwords is published: sorted sums, counts of any length behind them."""
    sums = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in WORDS)
    path = tmp_path / "leaked.txt"
    path.write_text("".join(f"{line}:{7**place % 99991}\r\n" for place, line in enumerate(sums)))
    return path


def cheap(leaked=None):
    return Passwords(leaked, memory_kib=8, passes=1)


async def test_a_password_fits_its_hash_alone():
    passwords = cheap()
    known = await passwords.hash("четыре зелёных кота")
    assert known.startswith("$argon2id$")
    assert await passwords.verify("четыре зелёных кота", known) == (True, None)
    assert await passwords.verify("четыре зеленых кота", known) == (False, None)


async def test_nobody_is_verified_with_the_same_work():
    passwords = cheap()
    assert await passwords.verify("nobody has this password", None) == (False, None)


async def test_an_old_hash_is_made_anew():
    known = await Passwords(memory_kib=8, passes=1).hash("четыре зелёных кота")
    good, better = await Passwords(memory_kib=16, passes=1).verify("четыре зелёных кота", known)
    assert good
    assert "m=16," in better


@pytest.mark.parametrize("word", ["password", "йцукен", "мосэнергосбыт", "qwertyuiop"])
def test_common_words_are_in_the_lists(word):
    assert word in common_passwords()


async def test_every_leaked_password_is_found_and_no_other(leaked):
    passwords = cheap(leaked)
    assert [await passwords.is_leaked(word) for word in WORDS] == [True] * len(WORDS)
    assert not await passwords.is_leaked("четыре зелёных кота")


@pytest.mark.parametrize("digest", ["0" * 40, "F" * 40])
def test_sums_before_the_first_and_after_the_last_are_not_there(leaked, digest):
    assert not has_line(leaked, digest)


def test_an_empty_file_holds_nothing(tmp_path):
    (tmp_path / "empty.txt").touch()
    assert not has_line(tmp_path / "empty.txt", "0" * 40)
