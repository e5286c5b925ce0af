"""What `./bench` says: ratios against limits, bodies against budgets; a table for people, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Ratio:
    """`ratio` is the median over the rounds, `low` their lower quartile: only that one being over is a miss."""

    name: str
    ratio: float
    low: float
    limit: float
    note: str = ""

    @property
    def missed(self) -> bool:
        return self.low > self.limit


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it goes over the wire, in bytes, without headers."""

    name: str
    body: int
    limit: int

    @property
    def missed(self) -> bool:
        return self.body > self.limit


def ratio_of(name: str, rounds: Sequence[float], limit: float, note: str = "") -> Ratio:
    low = quantiles(rounds, n=4)[0] if len(rounds) > 1 else rounds[0]
    return Ratio(name, round(median(rounds), 3), round(low, 3), limit, note)


def unmeasured(name: str, limit: float, error: Exception) -> Ratio:
    """A miss: the work did not come to its end."""
    return Ratio(name, inf, inf, limit, f"not measured: {type(error).__name__} {error}".rstrip())


def print_table(ratios: Sequence[Ratio], bodies: Sequence[Body]) -> None:
    width = max(map(len, [*(each.name for each in ratios), *(body.name for body in bodies)]))
    print(f"{'':{width}}   ratio     low   limit")
    for each in ratios:
        told = f"{each.name:{width}} {each.ratio:7.2f} {each.low:7.2f} {each.limit:7.2f}"
        print(f"{told}  {_verdict(each.missed):4}  {each.note}".rstrip())
    print(f"\n{'':{width}}   bytes           limit")
    for body in bodies:
        print(f"{body.name:{width}} {body.body:7} {'':7} {body.limit:7}  {_verdict(body.missed)}".rstrip())


def _verdict(missed: bool) -> str:
    return "MISS" if missed else ""


def write_json(path: Path, ratios: Sequence[Ratio], bodies: Sequence[Body]) -> None:
    """`{"ratios": [{"name", "ratio", "low", "limit"}], "bytes": [{"name", "body", "limit"}]}`; null: not measured."""
    plain = [
        {key: None if value == inf else value for key, value in asdict(each).items() if key != "note"}
        for each in ratios
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps({"ratios": plain, "bytes": [asdict(body) for body in bodies]}, ensure_ascii=False, indent=1) + "\n"
    )
