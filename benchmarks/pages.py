"""The pages that are measured, with the number of queries that each may ask."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.asking import Ask
from benchmarks.filling import Person
from benchmarks.speed import Subject
from src.services.blocks.all import BLOCKS


def speed_subjects(people: Mapping[str, Person]) -> list[Subject]:
    person, administrator = people["fifty"], people["members 50"]
    return [
        Subject(Ask("sign-in page", "/sign-in"), 0),
        Subject(Ask("start page", "/", person.token), 3 + len(BLOCKS)),
        Subject(Ask("contract list", "/contracts", person.token), 4),
        Subject(Ask("contacts page", "/contacts", person.token), 4),
        Subject(Ask("access page", f"/contracts/{administrator.contract}/access", administrator.token), 4),
        Subject(Ask("access report", "/access", administrator.token), 4),
        Subject(Ask("readings page", f"/contracts/{person.contract}/readings", person.token), 4),
        Subject(Ask("block fragment", "/blocks/readings", person.token, htmx=True), 3),
        Subject(Ask("saving one reading", f"/contracts/{person.contract}/readings", person.token, htmx=True), 3, 6),
    ]
