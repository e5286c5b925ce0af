"""Only the trusted proxy may say for whom it speaks, and only its own word counts."""

import pytest

from src.web.proxy import believe_proxy


def scope(client: str, **headers: str):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"client": (client, 5), "scheme": "http", "headers": raw}


@pytest.mark.parametrize(
    ("client", "trusted", "forwarded", "address"),
    [
        ("10.0.0.1", "10.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.2", "10.0.0.1", "198.51.100.7", "10.0.0.2"),
        ("10.0.0.1", "", "198.51.100.7", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1", "198.51.100.7:40312", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.1", "[2001:db8::1]:40312", "2001:db8::1"),
        ("10.0.0.1", "10.0.0.1", "[2001:db8::1]", "2001:db8::1"),
        ("10.0.0.1", "10.0.0.1", "198.51.100.7, unknown", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1", "\u0663.1.1.1", "10.0.0.1"),
    ],
)
def test_address(client, trusted, forwarded, address):
    asked = scope(client, x_forwarded_for=forwarded)
    believe_proxy(asked, trusted)
    assert asked["client"][0] == address


def test_a_line_of_its_own_is_the_proxys_word():
    asked = scope("10.0.0.1")
    asked["headers"] = [(b"x-forwarded-for", b"6.6.6.6"), (b"x-forwarded-for", b"198.51.100.7")]
    believe_proxy(asked, "10.0.0.1")
    assert asked["client"][0] == "198.51.100.7"


@pytest.mark.parametrize(("trusted", "scheme"), [("10.0.0.1", "https"), ("10.0.0.9", "http")])
def test_scheme(trusted, scheme):
    asked = scope("10.0.0.1", x_forwarded_proto="https")
    believe_proxy(asked, trusted)
    assert asked["scheme"] == scheme
