"""docs/exchange.md tells the files and columns that the portal reads and writes, in their order."""

import re

from src.exchange import nouns
from src.services.exchange.leaving import LEAVERS
from tests.house.source import ROOT, text_of

ROW = re.compile(r"^\| (\w+\.csv) \| ([^|]+) \|", re.M)


def told(heading: str) -> list[tuple[str, list[str]]]:
    """Files under this heading with their columns, without what is said of them in brackets."""
    part = text_of(ROOT / "docs/exchange.md").split(f"\n## {heading}")[1].split("\n## ")[0]
    return [(file, re.sub(r"\([^)]*\)|\*|\s", "", columns).split(";")) for file, columns in ROW.findall(part)]


def read(known: list[nouns.Noun]) -> list[tuple[str, list[str]]]:
    assert {noun.columns[-1] for noun in known} == {"deleted"}
    return [(noun.file, list(noun.columns[:-1])) for noun in known]


def test_what_comes_in_is_told_in_its_order() -> None:
    assert told("in/") == read(list(nouns.INCOMING))


def test_what_goes_out_is_told() -> None:
    leaving = [leaver.noun for leaver in LEAVERS.values()]
    assert sorted(told("out/")) == sorted(read([nouns.SENT_READINGS, nouns.FILES, *leaving]))
