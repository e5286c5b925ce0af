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
        ("10.0.0.1", "10.0.0.1", "x" * 99, "x" * 45),
    ],
)
def test_address(client, trusted, forwarded, address):
    asked = scope(client, x_forwarded_for=forwarded)
    believe_proxy(asked, trusted)
    assert asked["client"][0] == address


@pytest.mark.parametrize(("trusted", "scheme"), [("10.0.0.1", "https"), ("10.0.0.9", "http")])
def test_scheme(trusted, scheme):
    asked = scope("10.0.0.1", x_forwarded_proto="https")
    believe_proxy(asked, trusted)
    assert asked["scheme"] == scheme
