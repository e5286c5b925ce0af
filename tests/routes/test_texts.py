"""Texts for everybody."""

import pytest

from src.domain.consents import CONSENTS


@pytest.mark.parametrize("path", ["/privacy", "/help", *(f"/consents/{each.kind}" for each in CONSENTS)])
async def test_a_text_is_there_for_anybody(client, path):
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("consent", CONSENTS, ids=lambda consent: consent.kind)
async def test_a_consent_shows_the_version_that_is_stored(client, consent):
    assert f"Редакция {consent.version}" in (await client.get(f"/consents/{consent.kind}")).text


async def test_an_unknown_consent_is_not_there(client):
    assert (await client.get("/consents/everything")).status_code == 404
