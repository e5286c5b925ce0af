"""What ./bench leans on is still there: a figure is asked for rarely, and then hours hang on it."""

from __future__ import annotations

from pathlib import Path

from benchmarks import filling, scale_filling
from benchmarks.scale_tables import SCALED


def test_a_filled_base_is_known_by_what_made_it() -> None:
    assert len(filling.digest()) == 12


async def test_lists_of_millions_are_filled(tmp_path: Path) -> None:
    filled = await scale_filling.fill(f"sqlite:///{tmp_path / 'scale.sqlite'}", 20_000)
    assert filled.small.contract == filled.large.contract + 2
    assert set(filled.large.middle) == {each.table for each in SCALED}
