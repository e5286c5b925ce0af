"""«Добавить пользователя»: finding a person, granting at once; each refusal beside what it is about."""

import re

import pytest

from tests.linkers import actions, letters, memberships

WANTED = {"role": "submitter", "until": "2026-12-31", "email": "dmitry@other.example"}


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def here(cast):
    return f"/contracts/{cast.contract.id}/access/add"


def sealed(page):
    return {"sealed": re.search(r'name="sealed" value="([^"]+)"', page.text)[1]}


async def test_a_person_who_is_found_gets_access_at_once(anna, here, cast):
    assert "Добавить пользователя" in (await anna.get(here)).text
    found = await anna.post(here, data=WANTED)
    assert "Дмитрий Ч." in found.text
    assert "Чужой" not in found.text
    for _ in "a double click":
        done = await anna.post(f"{here}/confirm", data=sealed(found))
        assert done.headers["location"].endswith("/access?said=granted")
    assert (await memberships(cast.contract.id))[-1] == ("dmitry@other.example", "submitter")
    assert await actions(cast.contract.id) == ["person_sought", "access_granted"]
    assert [to for to, _ in await letters()] == ["dmitry@other.example", "office@vega.example"]
    assert "Доступ открыт" in (await anna.get(done.headers["location"])).text
