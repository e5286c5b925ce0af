import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from src.jobs import workbooks
from src.settings import Settings
from tests.clock import FixedClock


async def test_a_check_that_breaks_leaves_the_other_alone(
    settings: Callable[..., Settings], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a workbook that breaks its check three times would take a neighbour's along."""
    broken, ended = asyncio.Event(), list[str]()
    checks = iter(("breaks", "goes on"))

    async def check_next(bench: object) -> bool:
        if (check := next(checks, "")) == "breaks":
            broken.set()
            raise OSError(check)
        if check:
            await broken.wait()
            await asyncio.sleep(0)
            ended.append(check)
        return bool(check)

    monkeypatch.setattr(workbooks, "check_next", check_next)
    gateways: Any = SimpleNamespace(workshop=None)
    with pytest.raises(OSError, match="breaks"):
        await workbooks.workbooks_are_checked(settings(), gateways, clock).run()
    assert ended == ["goes on"]
