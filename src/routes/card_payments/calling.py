"""The bank tells that something has happened to a payment. Its own guard is the checksum over all parameters: without
it nothing is looked up or counted. 200 says that the call was remembered; the bank repeats what is answered
otherwise."""

import logging
from typing import Final
from urllib.parse import parse_qsl

from litestar import MediaType

from src.gateways.bank.provider import Forged
from src.routes.card_payments.views import till_in
from src.services.card_payments import asking
from src.web.front import AnyRequest, NamedDependency, Response, Router, Visitor, get, post, public
from src.web.log import say

PATH: Final = "/bank/callback"
MOST: Final = 40
"""Parameters of a call."""
LONGEST: Final = 8 * 1024
"""Bytes of a call."""


@get(PATH, dependencies=public)
async def called(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return await _take_in(request, request.scope["query_string"])


@post(PATH, dependencies=public, status_code=200)
async def posted(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return await _take_in(request, await request.body())


async def _take_in(request: AnyRequest, text: bytes) -> Response[str]:
    till = till_in(request)
    if till is None:
        return _said("no bank here", 404)
    if len(text) > LONGEST:
        return _said("too long", 413)
    try:
        fields = parse_qsl(
            text.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MOST
        )
        known = await asking.called(till, fields)
    except (Forged, ValueError):
        return _said("not signed by the bank", 403)
    if known:
        return _said("ok", 200)
    number = dict(fields).get("orderNumber", "")
    say("the bank tells of an unknown payment", logging.WARNING, number=number[:40])  # people must look: money, perhaps
    return _said("no such payment", 404)


def _said(word: str, status: int) -> Response[str]:
    return Response(word + "\n", media_type=MediaType.TEXT, status_code=status)


router = Router("/", route_handlers=[called, posted])
