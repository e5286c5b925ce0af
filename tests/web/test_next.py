"""After signing in the way leads inside the portal alone."""

import pytest

from src.web.next import safe_next

OUTSIDE = [
    "",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "contracts",
    "/a\\b",
    "/\t/evil",
    "/a\r\nX: y",
    "/договоры",
    "/" + "a" * 500,
]


@pytest.mark.parametrize("path", ["/", "/contracts/5/readings?page=2", "/contracts?q=%D0%B6", "/a#b"])
def test_inside(path):
    assert safe_next(path) == path


@pytest.mark.parametrize("text", OUTSIDE)
def test_outside(text):
    assert safe_next(text) == "/"


async def test_the_asked_page_is_where_one_comes_back(client):
    answer = await client.get("/blocks/readings?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fblocks%2Freadings%3Fx%3D1"


@pytest.mark.parametrize(
    ("referer", "place"),
    [
        ("http://kabinet.test/contracts?q=1", "/sign-in?next=%2Fcontracts%3Fq%3D1"),
        ("http://evil.example/contracts", "/sign-in"),
        ("http://kabinet.test.evil.example/x", "/sign-in"),
        ("nonsense", "/sign-in"),
    ],
)
async def test_a_form_of_nobody_leads_back_to_its_page(client, referer, place):
    answer = await client.post("/blocks/readings", data={"state": "open"}, headers={"Referer": referer})
    assert answer.headers["location"] == place
