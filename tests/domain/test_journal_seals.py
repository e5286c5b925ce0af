"""Seals: nothing that is summed can stand for another thing, and none is made without the key."""

from itertools import combinations

from src.domain.journal_seals import NO_ROUND, Chain, Line, Link, Sealed, Sealer

LINE = Line(7, 1000, 5, 3, "readings_sent", "192.0.2.7", '{"a": 1}')
OTHERS = (
    LINE._replace(id=8),
    LINE._replace(at=1001),
    LINE._replace(account=6),
    LINE._replace(account=None),
    LINE._replace(contract=4),
    LINE._replace(action="readings_saved"),
    LINE._replace(address="192.0.2.8"),
    LINE._replace(details=""),
    LINE._replace(action="readings_sent192", address=".0.2.7"),
)
SEALER = Sealer(b"key")


def test_every_part_of_a_line_counts():
    seals = [SEALER.link(Chain.ACCOUNT, line, 1, "").seal for line in (LINE, *OTHERS)]
    assert all(one != other for one, other in combinations(seals, 2))


def test_kind_place_and_what_was_before_count():
    ways = ((Chain.CONTRACT, 1, ""), (Chain.ACCOUNT, 1, ""), (Chain.CONTRACT, 2, ""), (Chain.CONTRACT, 1, "a"))
    assert len({SEALER.link(chain, LINE, place, before).seal for chain, place, before in ways}) == 4


def test_another_key_makes_other_seals():
    other = Sealer(b"other")
    assert SEALER.link(Chain.CONTRACT, LINE, 1, "").seal != other.link(Chain.CONTRACT, LINE, 1, "").seal
    assert SEALER.head(Chain.CONTRACT, 3, Link(1, "s")) != other.head(Chain.CONTRACT, 3, Link(1, "s"))
    assert SEALER.round(NO_ROUND, 1, []).seal != other.round(NO_ROUND, 1, []).seal


def test_a_round_holds_its_lines_with_their_links_and_the_round_before():
    links = {Chain.CONTRACT: Link(1, "s"), Chain.ACCOUNT: Link(4, "t")}
    first = SEALER.round(NO_ROUND, 1, [Sealed(LINE, links)])
    moved = SEALER.round(NO_ROUND, 1, [Sealed(LINE, links | {Chain.ACCOUNT: Link(5, "t")})])
    assert (first.number, first.lines) == (1, 1)
    assert len({first.seal, moved.seal, SEALER.round(NO_ROUND, 1, []).seal}) == 3
    assert SEALER.round(first, 1, []).seal != SEALER.round(first._replace(seal=moved.seal), 1, []).seal
