"""Spelregels: found by word, number and law, and every refusal leads to its own page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tandem.core.templatetags.tandem import why
from tandem.desk.selectors import rulebook
from tandem.network.models import Account
from tests.factories.world import World

type SignIn = Callable[[Client, Account], Client]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Raad weet", "LEGAL-08"),
        ("legal-03", "LEGAL-03"),
        ("7.3.15", "LEGAL-02"),
        ("INV-17", "JOURNEY-10"),
        ("keukentafel of passkey", ""),
        ("Sem van 6", "DOSSIER-04"),
    ],
)
def test_a_search_finds_by_words_number_and_source(text: str, id_: str) -> None:
    found = {entry.rule.id for entry in rulebook.find(text)}

    assert id_ in found if id_ else not found


def test_every_rule_stands_in_one_chapter() -> None:
    chapters = rulebook.by_subject(rulebook.entries())

    told = [entry.rule.id for chapter in chapters for entry in chapter.entries]
    assert sorted(told) == [rule.id for rule in rulebook.all_rules()]
    assert len({chapter.slug for chapter in chapters}) == len(chapters)


def test_consent_and_power_are_chapters_of_their_own() -> None:
    subjects = {entry.rule.id: entry.subject for entry in rulebook.entries()}

    assert subjects["LEGAL-01"] == "Toestemming"
    assert subjects["LEGAL-06"] == "Bevoegdheden en maatregelen"


def test_the_book_shows_chapters_and_a_search(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.mila)

    everything = client.get("/spelregels/").content.decode()
    found = client.get("/spelregels/", {"zoek": "verslag partner"}).content.decode()
    nothing = client.get("/spelregels/", {"zoek": "<b>zebra"}).content.decode()

    assert 'id="LEGAL-03"' in everything
    assert "Onderwerpen" in everything
    assert "JOURNEY-10" in found
    assert "LEGAL-03" not in found
    assert "Geen spelregel gevonden" in nothing
    assert "<b>zebra" not in nothing


def test_the_page_of_a_rule_says_what_it_means_and_shows_examples(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.mila)

    for address in ("/spelregels/LEGAL-08/", "/spelregels/legal-08/"):
        page = client.get(address).content.decode()
        for words in ("Wat betekent dit voor het gezin?", "Dit mag niet", "Simone", "INV-08"):
            assert words in page


def test_a_rule_that_does_not_exist_is_not_found(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.mila)

    assert client.get("/spelregels/LEGAL-00/").status_code == 404


def test_where_a_refusal_leads_is_there_for_every_rule(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.mila)

    for rule in rulebook.all_rules():
        found = re.search(r'href="(/spelregels/[^"]+)"', why(rule.no()))
        assert found is not None
        assert client.get(found[1]).status_code == 200, rule.id
