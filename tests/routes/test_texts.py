"""Texts for everybody."""

import pytest

from src.domain.consents import CONSENTS, VERSIONS


@pytest.mark.parametrize("path", ["/privacy", "/help", *(f"/consents/{each.kind}" for each in CONSENTS)])
async def test_a_text_is_there_for_anybody(client, path):
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("consent", CONSENTS, ids=lambda consent: consent.kind)
async def test_a_consent_shows_the_version_that_is_stored(client, consent):
    assert f"Редакция {consent.version}" in (await client.get(f"/consents/{consent.kind}")).text


async def test_an_unknown_consent_is_not_there(client):
    assert (await client.get("/consents/everything")).status_code == 404


@pytest.mark.parametrize(("kind", "version"), [(kind, each) for kind, all_ in VERSIONS.items() for each in all_])
async def test_every_version_can_still_be_read(client, kind, version):
    page = await client.get(f"/privacy/{version}" if kind == "privacy" else f"/consents/{kind}/{version}")
    assert page.status_code == 200
    assert f"Редакция {version}" in page.text
    assert ("Это прежняя редакция" in page.text) is (version != VERSIONS[kind][0])


@pytest.mark.parametrize("path", ["/consents/rules/2020-01-01", "/privacy/x", "/consents/../2026-11-01"])
async def test_a_version_that_never_was_is_not_there(client, path):
    assert (await client.get(path)).status_code == 404


def test_todays_consents_are_the_first_versions():
    assert {each.kind: each.version for each in CONSENTS}.items() <= {
        kind: all_[0] for kind, all_ in VERSIONS.items()
    }.items()
