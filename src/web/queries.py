"""What stands in the query string: texts and ids of filtered, keyed lists. Whatever is wrong is as not given."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from litestar import Request

from src.domain.text import SEARCH_LENGTH

_ID = re.compile(r"[0-9]{1,18}")


def text_in(request: Request[Any, Any, Any], name: str) -> str:
    text = str(request.query_params.get(name, ""))[:SEARCH_LENGTH]
    return "".join(sign for sign in text if sign.isprintable())


def id_in(request: Request[Any, Any, Any], name: str) -> int:
    """A positive id, 0 where there is none."""
    return id_of(text_in(request, name))


def ids_in(request: Request[Any, Any, Any], name: str, most: int) -> list[int]:
    """Those that are given again and again under this name, each once, the first ones where there are too many."""
    found = (id_of(text) for text in request.query_params.getall(name, []))
    return list(dict.fromkeys(id_ for id_ in found if id_))[:most]


def id_of(text: str) -> int:
    return int(text) if _ID.fullmatch(text) else 0


def address(path: str, **given: str | int | Sequence[int]) -> str:
    """The path with what is given and not empty."""
    query = urlencode({name: value for name, value in given.items() if value}, doseq=True)
    return f"{path}?{query}" if query else path
