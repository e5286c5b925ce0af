"""A body over the limit: 413 on every route that takes one, as page and as fragment, before it is read whole."""

import re
from collections.abc import AsyncIterator
from itertools import product

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from src.app import LARGEST_BODY
from tests.acts import act
from tests.inspector import HTMX

FORM = {"content-type": "application/x-www-form-urlencoded"}
PIECE = b"x" * LARGEST_BODY
BODYLESS = {
    "/sign-out",
    "/unsubscribe",
    "/sign-in/link",
    "/invitation/decline",
    "/contracts/{contract_id}/readings/workbook/{upload_id}/submit",
    "/contracts/{contract_id}/services/{service_order_id}/cancel",
    "/contracts/{contract_id}/violations/{act_id}/objection/withdraw",
    "/contracts/{contract_id}/violations/reports/{report_id}/withdraw",
    "/profile/second-factor/app/remove",
    "/profile/second-factor/passkey/{passkey_id}/remove",
    "/contracts/{contract_id}/pay/{payment_id}/go",
    "/contracts/{contract_id}/pay/{payment_id}/cancel",
}
"""What answers without reading a byte: «Выйти», the buttons of letters' links, of a workbook, of cancelling an order
and of taking a second factor away take no body."""
WITH_FILES = {"/contracts/{contract_id}/readings/workbook"}
"""A file has a limit and words of its own: tests/routes/readings/test_readings_uploads.py."""


class Flood:
    """A body without an announced length, that counts how much of it was taken."""

    def __init__(self) -> None:
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(100):
            self.taken += 1
            yield PIECE


def posts(app: Litestar) -> set[str]:
    """The path of every route that may take a body."""
    return {r.path_format for r in app.routes if isinstance(r, HTTPRoute) and r.methods - {"GET", "HEAD", "OPTIONS"}}


def filled(path: str, contract: int) -> str:
    return re.sub(r"\{[^}]+\}", str(contract), path)


def refused(answer) -> bool:
    """A 413 in Russian with the number under which the log knows it, whole or as a fragment."""
    whole = answer.text.lstrip().lower().startswith("<!doctype")
    fragment = "HX-Request" in answer.request.headers
    numbered = re.search(r"Номер обращения: (<span[^>]*>)?[0-9A-Za-z-]{6,}<", answer.text)
    told = "Слишком много данных" in answer.text and numbered
    return answer.status_code == 413 and bool(told) and whole is not fragment


@pytest.fixture
async def anna(client_for, cast):
    """With an act of the number that stands in every path."""
    await act(cast.contract.id)
    return await client_for(cast.anna)


def test_what_takes_no_body_is_still_there(app):
    assert posts(app) >= BODYLESS | WITH_FILES


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
async def test_a_flood_is_not_read_to_its_end(anna, app, cast, headers):
    wrong = []
    for path in sorted(posts(app) - BODYLESS - WITH_FILES):
        flood = Flood()
        answer = await anna.post(filled(path, cast.contract.id), content=flood, headers=FORM | headers)
        if not refused(answer) or flood.taken > 2:
            wrong.append((path, answer.status_code, flood.taken))
    assert not wrong


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
async def test_an_announced_flood_is_not_read_at_all(anna, app, cast, headers):
    wrong = []
    announced = {"content-length": str(LARGEST_BODY + 1)}
    for path in sorted(posts(app) - BODYLESS - WITH_FILES):
        flood = Flood()
        answer = await anna.post(filled(path, cast.contract.id), content=flood, headers=FORM | headers | announced)
        if not refused(answer) or flood.taken:
            wrong.append((path, answer.status_code, flood.taken))
    assert not wrong


async def test_what_takes_no_body_reads_none(anna):
    for path, headers in product(sorted(BODYLESS), ({}, HTMX)):
        flood = Flood()
        answer = await anna.post(path, content=flood, headers=FORM | headers)
        assert answer.status_code < 500, path
        assert flood.taken == 0, path
