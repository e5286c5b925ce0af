"""Calls of the bank, as the portal gets them."""

from urllib.parse import parse_qsl, urlsplit


def fields_of(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query)
