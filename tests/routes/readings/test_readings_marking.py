"""How far the check of a workbook is; the workbook in red, and what stands in its way."""

import pytest

from src.gateways.workshop.workshop import TooHard
from src.services.readings import marking
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.uploads import uploaded


@pytest.fixture
def path(sheet):
    return f"{sheet.path}/workbook"


async def test_a_file_that_is_gone_cannot_be_marked(sheet, path, app, cast):
    kept = app.state.kit.settings.data_dir / "workbooks"
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32)
    (kept / f"{'a' * 32}.xlsx").unlink()
    answer = await sheet.browser.get(f"{path}/{number}/marked")
    assert answer.status_code == 503
    assert "Файл с отметками не собран" in plain(answer)


async def test_a_file_that_goes_while_it_is_marked_is_told(sheet, path, app, cast, monkeypatch):
    """Newer uploads push older files out at any moment."""
    kept = app.state.kit.settings.data_dir / "workbooks"
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32)
    make = marking._make

    async def made_and_gone(actor, upload, files, *more):
        await make(actor, upload, files, *more)
        await files.drop([upload.file])

    monkeypatch.setattr(marking, "_make", made_and_gone)
    answer = await sheet.browser.get(f"{path}/{number}/marked")
    assert answer.status_code == 503
    assert "Файл с отметками не собран" in plain(answer)


@pytest.mark.parametrize(
    ("state", "cells", "words", "bar"),
    [
        ("waiting", 0, "ждёт проверки", False),
        ("checking", 0, "ждёт проверки", False),
        ("checking", 10_000, "Проверено 3 000 из 10 000", True),
    ],
)
async def test_how_far_a_check_is_is_said(sheet, path, app, cast, state, cells, words, bar):
    """And looked up again and again by scripts, by a link without."""
    kept, checked = app.state.kit.settings.data_dir / "workbooks", {"cells": cells, "checked": cells * 3 // 10}
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32, 0, state=state, **checked)
    for headers in ({}, HTMX):
        shown = await sheet.browser.get(f"{path}/{number}", headers=headers)
        assert words in plain(shown)
        assert ('max="10000" value="3000"' in shown.text) is bar
        assert f'hx-get="{path}/{number}" hx-trigger="every 1s"' in shown.text
        assert f'href="{path}/{number}">Обновить</a>' in shown.text


async def test_who_only_looks_has_no_uploads(client_for, cast, path, app):
    kept = app.state.kit.settings.data_dir / "workbooks"
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32)
    vera = await client_for(cast.vera)
    for below in ("", "/marked"):
        assert (await vera.get(f"{path}/{number}{below}")).status_code == 403
    for below in ("", f"/{number}/submit"):
        assert (await vera.post(f"{path}{below}")).status_code == 403


async def test_a_hand_that_hovers_marks_nothing(sheet, path, app, cast):
    kept = app.state.kit.settings.data_dir / "workbooks"
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32)
    ahead = await sheet.browser.get(f"{path}/{number}/marked", headers={"Sec-Purpose": "prefetch"})
    assert ahead.status_code == 503
    assert len(list(kept.iterdir())) == 1


async def test_marking_in_vain_again_and_again_is_not_begun(sheet, path, app, cast, monkeypatch):
    """A child has all its time for each; what went well is not counted."""
    kept = app.state.kit.settings.data_dir / "workbooks"
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32)
    begun = []

    async def do(*_, **__):
        begun.append(number)
        raise TooHard

    monkeypatch.setattr(type(app.state.kit.gateways.workshop), "do", do)
    for _ in range(marking.FREE_FAILURES + 3):
        assert (await sheet.browser.get(f"{path}/{number}/marked")).status_code == 503
    assert len(begun) == marking.FREE_FAILURES + 1
