"""«Профиль»: what can be set is one click away, and the page stays light."""

from src.storage.links import counted

ROOMS = ("data", "email", "password", "second-factor", "devices", "notices", "consents", "export", "delete", "journal")


async def test_every_room_is_one_click_away_and_the_page_costs_little(anna):
    with counted() as counter:
        page = await anna.get("/profile")
    assert counter.statements <= 4
    for room in ROOMS:
        assert f'href="/profile/{room}"' in page.text
        assert (await anna.get(f"/profile/{room}")).status_code == 200


async def test_signed_out_every_room_leads_to_signing_in_and_back(client):
    for room in ROOMS:
        answer = await client.get(f"/profile/{room}")
        assert answer.headers["location"] == f"/sign-in?next=%2Fprofile%2F{room}"


async def test_what_was_not_done_is_not_said(anna):
    assert 'role="status"' not in (await anna.get("/profile?done=%3Cb%3E")).text
