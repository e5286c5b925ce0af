"""What one may not do is not offered: every link and form of every page that a role may open leads where it may go."""

import re
from collections.abc import Iterator

import pytest
from litestar import Litestar

from src.domain.access import Action, may
from tests.house.test_access_walk import PEOPLE, ways
from tests.inspector import parse

START = ("/", "/contracts", "/profile", "/contacts", "/access", "/access/many", "/contracts/switch")


def offered(html: str) -> Iterator[tuple[str, str]]:
    """Method and path of each link and form."""
    root, _ = parse(html, True)
    for element in root.iter():
        if element.tag == "a":
            yield "GET", (element.get("href") or "").partition("?")[0].partition("#")[0]
        if element.tag == "form":
            yield (element.get("method") or "get").upper(), (element.get("action") or "").partition("?")[0]


def asked_for(app: Litestar) -> dict[tuple[str, re.Pattern[str]], Action]:
    """The act that each address below a contract is."""
    paths = [(way, re.sub(r"{\w+}", "[0-9]+", way.path)) for way in ways(app)]
    return {(way.method, re.compile(path)): way.action for way, path in paths}


@pytest.mark.parametrize("name", PEOPLE)
async def test_nothing_is_offered_that_the_role_may_not_do(app, client_for, cast, name):
    person, acts = getattr(cast, name), asked_for(app)
    client = await client_for(person)
    own = [way for way in ways(app) if way.method == "GET" and way.parameters == ["contract_id"]]
    pages = [*START, *(way.filled({"contract_id": cast.contract.id}) for way in own if may(person.role, way.action))]
    found = set()
    for page in pages:
        answer = await client.get(page)
        if answer.headers.get("content-type", "").startswith("text/html") and answer.status_code == 200:
            found |= {(page, *each) for each in offered(answer.text)}
    wrong = [
        (page, method, path)
        for page, method, path in found
        for (asked, known), action in acts.items()
        if asked == method and known.fullmatch(path) and not may(person.role, action)
    ]
    assert not wrong
    assert len(found) > 50


@pytest.mark.parametrize("name", PEOPLE)
async def test_what_the_role_may_do_is_offered(client_for, cast, name):
    """In the rows of the contracts: sending, access, leaving."""
    person = getattr(cast, name)
    told = {(await (await client_for(person)).get(page)).text for page in ("/contracts", "/profile")}
    labels = {"Передать показания": Action.SUBMIT, "Управление доступом": Action.MANAGE}
    labels["Отвязать договор"] = Action.UNLINK
    for label, action in labels.items():
        assert all((f"{label}</a>" in page.partition("<main")[2]) == may(person.role, action) for page in told), label
