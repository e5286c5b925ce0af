"""Processor time of a page against what it must cost: the bare page and its queries, measured in the same rounds."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.asking import Ask, ask, filled, spent_on, spent_on_saving, write_requests
from benchmarks.figures import Ratio, ratio_of
from benchmarks.servers import Server, bare, portal

ROUNDS = 15
TIMES = 60
DEAR_TIMES = 240
"""For the price of a query and of a transaction, which is a small difference of two."""
LIMIT = 1.3
SMALLEST = -1
"""The subject upon whose page the price of a query is measured: a small one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A request with its budget: `queries` that it may ask and is expected to pay for, `writes` that its transaction
    may hold; a page that asks more is an error."""

    request: Ask
    queries: int
    writes: int = 0


@dataclass(slots=True)
class Rounds:
    """Seconds of one request, round by round: ours, the bare one, and what is expected."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    expected: list[float] = field(default_factory=list)


def measure_speed(
    engine: str, urls: tuple[str, str], folder: Path, subjects: Sequence[Subject], *database: int
) -> list[Ratio]:
    """`urls`: the portal's base and the baseline's copy of it; `database`: the base's own process, if it has one."""
    requests = folder / "requests.json"
    with ExitStack() as servers:
        ours = servers.enter_context(portal(urls[0], folder, "portal", *database))
        subjects = [_ready(ours, subject) for subject in subjects]
        write_requests(requests, [subject.request for subject in subjects])
        baseline = servers.enter_context(bare(urls[1], folder, requests, *database))
        counts = json.loads(ask(baseline, Ask("counts", "/counts")).body)
        _hold_counts(subjects, counts)
        rounds = [Rounds() for _ in subjects]
        for number in range(-1, ROUNDS):
            _one_round(ours, baseline, subjects, [Rounds() for _ in subjects] if number < 0 else rounds)
    return [_ratio(engine, *each) for each in zip(subjects, rounds, strict=True)]


def _ready(ours: Server, subject: Subject) -> Subject:
    """A form needs what its page shows."""
    if not subject.writes:
        return subject
    page = ask(ours, replace(subject.request, htmx=False))
    return replace(subject, request=filled(subject.request, page.text))


def _hold_counts(subjects: Sequence[Subject], counts: Sequence[tuple[int, int]]) -> None:
    for subject, (queries, writes) in zip(subjects, counts, strict=True):
        if writes > subject.writes or queries + writes > subject.queries + subject.writes:
            raise AssertionError(f"{subject.request.name}: {queries} queries and {writes} writing statements")


def _one_round(ours: Server, baseline: Server, subjects: Sequence[Subject], kept: list[Rounds]) -> None:
    gc.collect()
    plain, on = _plain(subjects[SMALLEST]), SMALLEST % len(subjects)
    page = spent_on(baseline, plain, DEAR_TIMES, f"/bare/{on}")
    query = spent_on(baseline, plain, DEAR_TIMES, f"/query/{on}") - page
    for index, (subject, rounds) in enumerate(zip(subjects, kept, strict=True)):
        bare_page = spent_on(baseline, subject.request, TIMES, f"/bare/{index}")
        our_page = (spent_on_saving if subject.writes else spent_on)(ours, subject.request, TIMES)
        written = (
            spent_on(baseline, plain, DEAR_TIMES, f"/write/{on}/{subject.writes}") - page if subject.writes else 0.0
        )
        rounds.ours.append(our_page)
        rounds.bare.append(bare_page)
        rounds.expected.append(bare_page + subject.queries * query + written)


def _plain(subject: Subject) -> Ask:
    """Without the form: a GET."""
    return replace(subject.request, form="")


def _ratio(engine: str, subject: Subject, rounds: Rounds) -> Ratio:
    ratios = [ours / expected for ours, expected in zip(rounds.ours, rounds.expected, strict=True)]
    times = [sorted(series)[len(series) // 2] * 1000 for series in (rounds.ours, rounds.bare, rounds.expected)]
    note = "ours {:.2f} ms, bare {:.2f}, expected {:.2f}".format(*times)
    asked = f"{subject.queries} queries" + (f", {subject.writes} statements of a transaction" if subject.writes else "")
    return ratio_of(f"speed, {engine}: {subject.request.name}", ratios, LIMIT, f"{note} with {asked}")
