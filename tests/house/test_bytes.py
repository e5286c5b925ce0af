"""Weights of pages, as brotli 5 sends them: bodies alone, with the whole style inside."""

import hashlib

import brotli
import pytest

from src.web.assets import VERSIONED, load_assets
from tests import weights
from tests.house.source import ROOT
from tests.inspector import HTMX
from tests.uploads import uploaded


def weight(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=5))


@pytest.mark.parametrize("budget", weights.FOR_ANYBODY, ids=lambda budget: budget.name)
async def test_pages_for_anybody(client, budget):
    answer = await client.get(budget.path)
    assert answer.status_code == budget.status
    assert weight(answer.text) <= budget.limit


@pytest.mark.parametrize("budget", weights.FOR_MEMBERS, ids=lambda budget: budget.name)
async def test_what_members_see(client_for, cast, budget):
    path = budget.path.format(contract=cast.contract.id)
    answer = await (await client_for(cast.anna)).get(path, headers=HTMX if budget.fragment else {})
    assert answer.status_code == 200
    assert weight(answer.text) <= budget.limit


async def test_a_page_of_mistakes(client_for, cast, settings):
    number = await uploaded(settings().data_dir / "workbooks", cast.contract.id, cast.anna.id, "a" * 32, mistakes=60)
    path = weights.UPLOADED.path.format(contract=cast.contract.id, upload=number)
    answer = await (await client_for(cast.anna)).get(path)
    assert answer.text.count('class="bad"') == 50
    assert weight(answer.text) <= weights.UPLOADED.limit


def test_scripts_and_style():
    assets = load_assets(ROOT / "static")
    packed = {name: len(assets.by_path[address].bodies["br"]) for name, address in assets.addresses.items()}
    assert packed["htmx-4.0.1.min.js"] <= weights.HTMX_SCRIPT
    own = {name: size for name, size in packed.items() if not VERSIONED.search(name)}
    assert own.pop("sheet.js") <= weights.SHEET_SCRIPT
    assert own.pop("upload.js") <= weights.UPLOAD_SCRIPT
    assert own.pop("passkey.js") <= weights.PASSKEY_SCRIPT
    assert 0 < sum(own.values()) <= weights.OWN_SCRIPTS
    assert len(assets.css.encode()) <= weights.RAW_STYLE


def test_vendored_files_are_what_they_were():
    """The checksum beside each third-party file is that of the file."""
    sums = list((ROOT / "static").rglob("*.sha256"))
    assert sums
    for listed in sums:
        for line in listed.read_text().splitlines():
            digest, name = line.split()
            assert hashlib.sha256((listed.parent / name).read_bytes()).hexdigest() == digest, name
