"""The same page for a larger client and in a larger base, against the small one, in the same rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.asking import Ask, spent_on
from benchmarks.figures import Ratio, ratio_of
from benchmarks.filling import Person
from benchmarks.servers import Server, portal

ROUNDS = 15
TIMES = 40
LIMIT = 1.3


@dataclass(frozen=True, slots=True)
class Base:
    """How many contracts, where, and who is signed in there."""

    contracts: int
    url: str
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same page, once small and once large; `elsewhere`: the small one is in the small base."""

    name: str
    small: Ask
    large: Ask
    elsewhere: bool = False


def measure_growth(engine: str, small: Base, large: Base, folder: Path, *database: int) -> list[Ratio]:
    pairs = [*_larger_clients(large), *_larger_base(small, large)]
    with (
        portal(small.url, folder, "small", *database) as first,
        portal(large.url, folder, "large", *database) as second,
    ):
        found = [
            [_times(pair, first if pair.elsewhere else second, second) for pair in pairs] for _ in range(ROUNDS + 1)
        ]
    warm = found[1:]  # the first round fills caches
    return [_ratio(engine, pair.name, rounds) for pair, rounds in zip(pairs, zip(*warm, strict=True), strict=True)]


def _times(pair: Pair, small: Server, large: Server) -> tuple[float, float]:
    return spent_on(small, pair.small, TIMES), spent_on(large, pair.large, TIMES)


def _ratio(engine: str, name: str, rounds: Sequence[tuple[float, float]]) -> Ratio:
    small, large = (median(series) * 1000 for series in zip(*rounds, strict=True))
    note = f"{small:.2f} ms, then {large:.2f}"
    return ratio_of(f"growth, {engine}: {name}", [after / before for before, after in rounds], LIMIT, note)


def _larger_clients(base: Base) -> list[Pair]:
    fifty, many = base.people["fifty"], base.people["many"]
    first = base.people["registers 50"]
    pairs = [
        Pair("contract list, 50 and 10,000 contracts", _list(fifty), _list(many)),
        Pair("start page, 50 and 10,000 contracts", _start(fifty), _start(many)),
        Pair("contacts page, 50 and 10,000 contracts", _contacts(fifty), _contacts(many)),
        Pair("access report, 50 and 10,000 contracts", _report(fifty), _report(many)),
        Pair("choosing contracts, 50 and 10,000 contracts", _choosing(fifty), _choosing(many)),
        Pair(
            "access page, 50 and 1,000 people",
            _access(base.people["members 50"]),
            _access(base.people["members 1000"]),
        ),
    ]
    for registers in (1000, 10000):
        person = base.people[f"registers {registers}"]
        pairs += [
            Pair(f"readings page, 50 and {registers:,} registers", _readings(first), _readings(person)),
            Pair(f"consumption page, 50 and {registers:,} registers", _consumption(first), _consumption(person)),
            Pair(f"history page, 50 and {registers:,} registers", _history(first), _history(person)),
            Pair(f"start page, 50 and {registers:,} registers", _start(first), _start(person)),
        ]
    return pairs


def _larger_base(small: Base, large: Base) -> list[Pair]:
    before, after = small.people["fifty"], large.people["fifty"]
    sizes = f"base of {small.contracts:,} and {large.contracts:,} contracts"
    pages = (
        ("contract list", _list),
        ("contacts page", _contacts),
        ("start page", _start),
        ("readings page", _readings),
        ("block fragment", _block),
    )
    return [Pair(f"{name}, {sizes}", make(before), make(after), elsewhere=True) for name, make in pages]


def _list(person: Person) -> Ask:
    return Ask("contract list", "/contracts", person.token)


def _contacts(person: Person) -> Ask:
    return Ask("contacts page", "/contacts", person.token)


def _report(person: Person) -> Ask:
    return Ask("access report", "/access", person.token)


def _choosing(person: Person) -> Ask:
    return Ask("choosing contracts", "/access/many", person.token)


def _access(person: Person) -> Ask:
    return Ask("access page", f"/contracts/{person.contract}/access", person.token)


def _start(person: Person) -> Ask:
    return Ask("start page", "/", person.token)


def _readings(person: Person) -> Ask:
    return Ask("readings page", f"/contracts/{person.contract}/readings", person.token)


def _consumption(person: Person) -> Ask:
    return Ask("consumption page", f"/contracts/{person.contract}/consumption", person.token)


def _history(person: Person) -> Ask:
    return Ask("history page", f"/contracts/{person.contract}/history", person.token)


def _block(person: Person) -> Ask:
    return Ask("block fragment", "/blocks/readings", person.token, htmx=True)
