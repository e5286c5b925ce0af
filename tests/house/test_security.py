"""SECURITY.md tells what the code does: limits, roles, uploads, log events, cookies, connections, names of tests."""

import ast
import importlib
import re
from datetime import timedelta

import pytest
from litestar.routes import HTTPRoute

from src.app import LARGEST_BODY
from src.domain.access import TABLE, Action, Role
from src.settings import Settings
from tests.house.source import CODE, ROOT, name_of, text_of, tree_of

PAGE = text_of(ROOT / "SECURITY.md")
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
SIZES = {"": 1, " KiB": 2**10, " MiB": 2**20, " GiB": 2**30}
CLIENTS = r"aiosmtplib|smtplib|obstore|httpx2?|aiohttp|requests|asyncpg|http\.client|urllib\.request"
STATES = {"yes", "in part", "no", "none here"}
ASVS = """1.2.4 1.2.9 1.2.10 1.3.6 1.5.1 2.1.1 2.1.2 2.1.3 2.3.3 2.4.1 3.2.1 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3
    3.4.4 3.4.5 3.4.6 3.5.1 3.5.2 3.5.3 3.5.4 3.5.5 3.7.1 3.7.2 5.1.1 5.2.1 5.2.2 5.2.3 5.3.1 5.3.2 5.4.1 5.4.2
    5.4.3 6.1.1 6.1.2 6.1.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2
    6.3.3 6.3.4 6.3.8 6.4.1 6.4.2 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3
    6.8.4 7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1
    7.6.2 8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 10.1 10.2 10.3 10.4 10.5 10.6 10.7 13.1.1 13.3.1 13.4.1 13.4.2
    13.4.3 13.4.4 13.4.5 14.1.1 14.1.2 14.2.1 14.3.1 14.3.2 14.3.3 16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1
    16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3"""


def table(heading: str) -> list[list[str]]:
    """The rows of the tables under this heading, without their heads."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in row] for row in rows if row[0].strip() != "what"]


def told(value: object) -> set[str]:
    """How a number of the code may be written for people."""
    if isinstance(value, timedelta):
        value = value.total_seconds()
    assert isinstance(value, int | float), value
    ways = {f"{value:g}", f"{int(value):,}"}
    for unit, many in UNITS.items():
        if value % many == 0:
            ways.add(f"{int(value // many)} {unit}{'' if value == many else 's'}")
    return ways | {f"{int(value // many)}{unit}" for unit, many in SIZES.items() if value % many == 0}


def value_of(where: str) -> object:
    if where.startswith("KABINET_"):
        return getattr(Settings(), where.removeprefix("KABINET_").lower())
    module, _, name = where.partition(":")
    return getattr(importlib.import_module(module), name)


def test_what_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:src|tests|docs|static)/[\w./-]+)(?:::(\w+))?`", PAGE))
    assert named
    missing = [where for where, _ in named if not (ROOT / where).exists()]
    assert not missing
    assert not [(where, test) for where, test in named if test and f"def {test}(" not in text_of(ROOT / where)]


def test_limits_are_those_of_the_code() -> None:
    rows = [row for heading in ("Limits", "Time-outs") for row in table(heading)]
    assert len(rows) > 40
    wrong = []
    for what, said, where in rows:
        ways = told(value_of(where.strip("`")))
        if not any(said == way or said.startswith(f"{way} ") for way in ways):
            wrong.append((what, said, ways))
    assert not wrong


def test_roles_are_those_of_the_table() -> None:
    rows = {row[0].strip("`"): row[2:] for row in table("Roles")}
    order = (Role.ADMIN, Role.SUBMITTER, Role.ACCOUNTANT, Role.VIEWER)
    assert rows == {act.value: ["●" if role in TABLE[act] else "–" for role in order] for act in Action}


def test_uploads_are_those_of_the_routes(app) -> None:
    taking = {
        route.path_format
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if isinstance(handler.request_max_body_size, int) and handler.request_max_body_size > LARGEST_BODY
    }
    assert {row[0].strip("`") for row in table("Uploads")} == taking


def test_the_log_has_no_other_events() -> None:
    said = {
        node.args[0].value
        for path in CODE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "say"
        and isinstance(node.args[0], ast.Constant)
    }
    assert {row[0].strip("`") for row in table("Logs")} == said


def test_nothing_else_connects() -> None:
    imported = re.compile(rf"^(?:from|import) (?:{CLIENTS})\b", re.MULTILINE)
    clients = {name_of(path) for path in CODE if "sandbox" not in path.parts and imported.search(text_of(path))}
    assert {row[3].strip("`") for row in table("Connections") if row[3] != "–"} == clients


def test_cookies_are_these() -> None:
    names = re.compile(r'"(__(?:Host|Secure)-\w+)"')
    made = {name for path in CODE for name in names.findall(text_of(path))}
    assert {row[0].strip("`") for row in table("Cookies")} == made


@pytest.mark.parametrize("number", ASVS.split())
def test_every_point_has_its_answer(number: str) -> None:
    [row] = [row for row in table("ASVS 5.0, level 2") if row[0] == number]
    _, what, state, shown = row
    assert state in STATES
    assert what
    assert shown
    assert state != "yes" or "`" in shown, "name the test or the place"
