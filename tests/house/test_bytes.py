"""Weights of pages, as brotli 5 sends them: bodies alone, with the whole style inside."""

import hashlib

import brotli
import pytest

from src.web.assets import load_assets
from tests.house.source import ROOT
from tests.inspector import HTMX

KIB = 1024
GATE, START, PAGE, LIST = 4 * KIB, 6 * KIB, 5 * KIB, 8 * KIB
FRAGMENT, LIST_FRAGMENT = 3 * KIB // 2, 4 * KIB
PUBLIC = {"/sign-in": GATE, "/nothing-there": GATE}
SIGNED_IN = {"/": START}
FRAGMENTS = {"/blocks/consumption": FRAGMENT, "/blocks/contracts": FRAGMENT, "/blocks/readings": FRAGMENT}


def weight(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=5))


@pytest.mark.parametrize(("path", "budget"), PUBLIC.items())
async def test_pages_for_anybody(client, path, budget):
    assert weight((await client.get(path)).text) <= budget


@pytest.mark.parametrize(("path", "budget"), SIGNED_IN.items())
async def test_pages_of_a_person(client_for, cast, path, budget):
    page = await (await client_for(cast.anna)).get(path)
    assert page.status_code == 200
    assert weight(page.text) <= budget


@pytest.mark.parametrize(("path", "budget"), FRAGMENTS.items())
async def test_fragments(client_for, cast, path, budget):
    fragment = await (await client_for(cast.anna)).get(path, headers=HTMX)
    assert fragment.status_code == 200
    assert weight(fragment.text) <= budget


def test_scripts_and_style():
    assets = load_assets(ROOT / "static")
    packed = {name: len(assets.by_path[address].bodies["br"]) for name, address in assets.addresses.items()}
    assert packed["htmx-4.0.1.min.js"] <= 12.0 * KIB
    own = [size for name, size in packed.items() if name.startswith("portal")]
    assert 0 < sum(own) <= 1.5 * KIB
    assert len(assets.css.encode()) <= 10_000


def test_vendored_files_are_what_they_were():
    """The checksum beside each third-party file is that of the file."""
    sums = list((ROOT / "static").rglob("*.sha256"))
    assert sums
    for listed in sums:
        for line in listed.read_text().splitlines():
            digest, name = line.split()
            assert hashlib.sha256((listed.parent / name).read_bytes()).hexdigest() == digest, name
