"""What the demo's base holds at each start."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from src.demo import spare
from src.domain.access import Role
from src.gateways.clock import running_clock
from src.launch.base import opened
from src.launch.demo import notes
from src.launch.demo.data import prepare
from src.launch.refused import Refused
from src.settings import Settings
from src.storage import demo_people, users
from src.storage.engine import rows, transaction


async def link(settings: Settings, keys: list[str]) -> None:
    """The demo's viewer gets these contracts."""
    async with opened(settings), transaction():
        viewer = await users.find_by_email("zimina@kabinet.example")
        assert viewer is not None
        for key in keys:
            await demo_people.grant(viewer.id, key, Role.VIEWER, running_clock(None)())


async def key_of(settings: Settings, number: str) -> str:
    async with opened(settings):
        [found] = await rows("SELECT key FROM contract WHERE number = {}", number)
    return str(found["key"])


async def start(settings: Settings) -> notes.Notes:
    """One start up to `demo.json`."""
    told = await prepare(settings, "http://mailbox.test", {})
    notes.write(settings.data_dir / "demo.json", told)
    return told


async def test_what_is_told_is_what_programs_rely_on(settings: Callable[..., Settings], tmp_path: Path) -> None:
    await start(settings())
    told = json.loads((tmp_path / "demo.json").read_text())
    assert told.keys() == {"base_url", "mailbox_url", "sandboxes", "accounts", "contract_to_link"}
    roles = [account["role"] for account in told["accounts"]]
    assert roles[0] == "administrator"
    assert {"submitter", "accountant", "viewer"} <= set(roles)
    assert told["contract_to_link"].keys() == {"number", "inn", "kpp", "invoice_number", "invoice_sum", "email"}


async def test_one_contract_is_always_free_to_link(settings: Callable[..., Settings], tmp_path: Path) -> None:
    here, seen = settings(), []
    for _ in range(3):
        told = await start(here)
        seen.append(await key_of(here, told["contract_to_link"]["number"]))
        await link(here, spare.keys(tmp_path / "exchange" / "in"))
    assert seen == ["C000017", "C900001", "C900013"]
    assert json.loads((tmp_path / "demo.json").read_text()) == told


async def test_what_is_told_of_it_links_it(settings: Callable[..., Settings], tmp_path: Path) -> None:
    here = settings()
    await start(here)
    await link(here, spare.keys(tmp_path / "exchange" / "in"))
    told = (await start(here))["contract_to_link"]
    async with opened(here):
        [found] = await rows(
            """SELECT p.inn, p.kpp, c.email, i.number, i.total FROM contract c JOIN party p ON p.id = c.party
            JOIN invoice i ON i.contract = c.id WHERE c.number = {} ORDER BY i.issued_on DESC LIMIT 1""",
            told["number"],
        )
    assert told["invoice_sum"] == f"{found['total'] // 100}.{found['total'] % 100:02}"
    assert (told["inn"], told["kpp"], told["email"], told["invoice_number"]) == tuple(found.values())[:4]


async def test_a_demo_that_takes_nothing_in_says_so(settings: Callable[..., Settings], tmp_path: Path) -> None:
    here, inbox = settings(), tmp_path / "exchange" / "in"
    for _ in range(2):
        await start(here)
        await link(here, spare.keys(inbox))
    shutil.rmtree(inbox / "demo-more-1")
    with pytest.raises(Refused, match="no contract is left to link"):
        await start(here)
    assert (await start(here))["contract_to_link"]["number"]
