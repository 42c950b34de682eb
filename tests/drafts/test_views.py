"""Draft pages: what is typed comes back to its writer, and to nobody and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django import forms
from django.contrib.messages import get_messages
from django.test import Client, RequestFactory
from django.urls import reverse

from tandem.audit.models import Event
from tandem.core.forms import Nothing
from tandem.core.kept import LONGEST_PATH, MOST_CHARACTERS, Place, new_key, read_key, sign_place
from tandem.dossier.enums import ViewLevel
from tandem.dossier.models import Entry
from tandem.dossier.services import family
from tandem.drafts import web
from tandem.drafts.models import Draft
from tandem.network.models import Account
from tests.factories.network import sign_in as sign_in_at
from tests.factories.visitor import words
from tests.factories.world import World

type SignIn = Callable[[Client, Account], Client]

WORDS = "Noor vertelde over school"
KEEP = "/concepten/bewaren/"


def address(world: World) -> str:
    return f"/huishoudens/{world.home.ref}/verhaal/opschrijven/"


@pytest.fixture
def mila(world: World, sign_in: SignIn) -> Client:
    return sign_in(Client(), world.mila)


def opened(client: Client, world: World) -> dict[str, str]:
    """The hidden fields of the form as it is shown now."""
    context = client.get(address(world)).context
    return {"once": context["once"], "draft": context["unsent"].token}


def typed(hidden: dict[str, str], **fields: str) -> dict[str, str]:
    """What the script sends: everything but the key of the form."""
    return {"draft": hidden["draft"], "text": WORDS, "kind": "fact", **fields}


def test_what_was_typed_is_there_again_with_when_and_nothing_called_wrong(
    mila: Client, world: World
) -> None:
    kept = mila.post(KEEP, typed(opened(mila, world)))

    page = mila.get(address(world))

    assert kept.status_code == 204
    assert page.context["form"]["text"].value() == WORDS
    assert page.context["form"]["kind"].value() == "fact"
    assert "Hier stond nog een concept van u, van vandaag 10:00" in words(page)
    assert "Begin opnieuw" in words(page)
    assert not page.context["form"].errors


def test_a_draft_is_no_look_and_no_change_in_the_trail(mila: Client, world: World) -> None:
    hidden = opened(mila, world)
    before = Event.objects.count()

    mila.post(KEEP, typed(hidden))

    assert Event.objects.count() == before


def test_a_colleague_sees_an_empty_form(mila: Client, world: World, sign_in: SignIn) -> None:
    mila.post(KEEP, typed(opened(mila, world)))

    page = sign_in(Client(), world.vera).get(address(world))

    assert page.status_code == 200
    assert WORDS not in words(page)
    assert "Hier stond nog een concept" not in words(page)


def test_when_the_key_ended_the_writer_reads_nothing_back(
    mila: Client, world: World, at: datetime
) -> None:
    mila.post(KEEP, typed(opened(mila, world)))
    world.home.keys.filter(account=world.mila).update(until=at)

    assert mila.get(address(world)).status_code == 404
    listed = words(mila.get("/concepten/"))
    assert "Een huishouden dat voor u dicht is" in listed
    assert world.home.name not in listed
    assert world.home.ref not in listed
    assert WORDS not in listed


def test_sending_the_form_ends_the_draft_and_a_late_save_brings_nothing_back(
    mila: Client, world: World
) -> None:
    mila.post(KEEP, typed(opened(mila, world)))
    hidden = opened(mila, world)
    sent = {"happened_on": "2026-09-07", "contact": "none", "provenance": "family"}

    done = mila.post(address(world), {**typed(hidden, **sent), **hidden})
    late = mila.post(KEEP, typed(hidden))

    assert done.status_code == 303
    assert Entry.objects.filter(text=WORDS).exists()
    assert late.status_code == 204
    assert not Draft.objects.exists()


def test_a_form_that_comes_back_with_a_mistake_keeps_its_draft(mila: Client, world: World) -> None:
    hidden = opened(mila, world)
    mila.post(KEEP, typed(hidden))

    page = mila.post(address(world), {**typed(hidden), **hidden})

    assert page.status_code == 422
    assert page.context["form"]["text"].value() == WORDS
    assert page.context["unsent"].is_ahead
    assert Draft.objects.count() == 1
    again = {"once": page.context["once"], "draft": page.context["unsent"].token}
    sent = {"happened_on": "2026-09-07", "contact": "none", "provenance": "family"}
    assert mila.post(address(world), {**typed(again, **sent), **again}).status_code == 303
    assert not Draft.objects.exists()


def test_begin_again_throws_it_away(mila: Client, world: World) -> None:
    mila.post(KEEP, typed(opened(mila, world)))
    hidden = opened(mila, world)
    fields = {"draft": hidden["draft"], "once": new_key(world.mila.pk)}

    answer = mila.post("/concepten/weggooien/", fields)

    assert answer["Location"] == address(world)
    assert not Draft.objects.exists()
    assert WORDS not in words(mila.get(address(world)))


def test_without_script_a_button_keeps_it(mila: Client, world: World) -> None:
    hidden = opened(mila, world)

    answer = mila.post(address(world), {**typed(hidden), **hidden, "as_draft": "1"})

    assert answer.status_code == 303
    assert answer["Location"] == address(world)
    assert any("concept is bewaard" in str(one) for one in get_messages(answer.wsgi_request))
    assert mila.get(address(world)).context["form"]["text"].value() == WORDS
    assert not Entry.objects.filter(text=WORDS).exists()


def test_what_the_page_itself_needs_is_not_kept(mila: Client, world: World) -> None:
    hidden = opened(mila, world)
    mila.post(KEEP, typed(hidden, once=hidden["once"], password="Geheim123456", new_password1="x"))

    kept = Draft.objects.get().text

    assert "Geheim" not in kept
    assert "password" not in kept
    assert "once=" not in kept
    assert "draft=" not in kept


@pytest.mark.parametrize("token", ["", "onzin", "eyJrIjoi:1:2"])
def test_only_a_form_that_we_gave_out_is_kept(mila: Client, token: str) -> None:
    answer = mila.post(KEEP, {"draft": token, "text": WORDS})

    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_a_form_that_was_given_to_somebody_else_is_not_kept(
    mila: Client, world: World, sign_in: SignIn
) -> None:
    hidden = opened(mila, world)

    answer = sign_in(Client(), world.ravi).post(KEEP, typed(hidden))

    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_the_same_answer_whether_the_household_is_there_or_not(
    mila: Client, world: World, at: datetime
) -> None:
    """The place was signed once; saving asks nothing of the door, and tells nothing about it."""
    answers = []
    for path in (address(world), "/huishoudens/2026-ZZZZZZ/verhaal/opschrijven/"):
        key = read_key(new_key(world.mila.pk))
        assert key is not None
        token = sign_place(Place(key[0], path), world.mila.pk)
        answers.append(mila.post(KEEP, {"draft": token, "text": WORDS}))

    assert [(one.status_code, one.content) for one in answers] == [(204, b"")] * 2


def test_what_is_too_long_is_said_so(mila: Client, world: World) -> None:
    answer = mila.post(KEEP, typed(opened(mila, world), text="a" * MOST_CHARACTERS))

    assert answer.status_code == 413
    assert not Draft.objects.exists()


def test_who_was_signed_out_is_sent_to_sign_in_and_nothing_is_kept(
    mila: Client, world: World
) -> None:
    fields = typed(opened(mila, world))

    answer = Client().post(KEEP, fields)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/inloggen/")
    assert not Draft.objects.exists()


def test_a_tab_goes_on_keeping_after_signing_in_anew(
    mila: Client, world: World, sign_in: SignIn
) -> None:
    """The token against forgery is another one then; the signed place is still that of the page."""
    fields = typed(opened(mila, world))
    client = sign_in(Client(enforce_csrf_checks=True), world.mila)

    assert client.post(KEEP, fields).status_code == 204
    assert Draft.objects.get().typed_by == world.mila


def test_somebody_of_a_family_keeps_no_draft(world: World, at: datetime, sign_in: SignIn) -> None:
    access, _ = family.give_page(world.fatima, level=ViewLevel.FULL, by=world.mila, at=at)
    client = sign_in(Client(), access.account)
    key = read_key(new_key(access.account.pk))
    assert key is not None
    token = sign_place(Place(key[0], "/mijn/"), access.account.pk)

    for path in (KEEP, "/concepten/", "/concepten/weggooien/"):
        assert client.post(path, {"draft": token, "text": WORDS}).status_code == 404
    assert not Draft.objects.exists()
    assert "draft" not in words(client.get("/mijn/"))


@pytest.mark.parametrize("name", ["account_change_password", "account"])
def test_pages_of_signing_in_keep_no_drafts(mila: Client, name: str) -> None:
    assert b"data-draft" not in mila.get(reverse(name), follow=True).content


def test_an_address_that_is_too_long_keeps_no_drafts(mila: Client, world: World) -> None:
    answer = mila.get(address(world), {"x": "a" * LONGEST_PATH})

    assert answer.context["unsent"] is None
    assert b"data-draft" not in answer.content


class Secret(forms.Form):
    name = forms.CharField()
    code = forms.CharField(widget=forms.PasswordInput)


@pytest.mark.parametrize("form", [Nothing(), Secret()], ids=["a yes", "a password"])
def test_what_has_no_words_or_a_secret_keeps_no_drafts(
    form: forms.Form, world: World, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.user = world.mila

    assert web.unsent(request, form, new_key(world.mila.pk), None) is None


def test_what_another_changed_since_is_shown_as_always(
    mila: Client, world: World, sign_in: SignIn
) -> None:
    path = f"/huishoudens/{world.home.ref}/naam/"
    page = mila.get(path).context
    seen = page["form"]["seen"].value()
    mila.post(KEEP, {"draft": page["unsent"].token, "seen": seen, "name": "De Knotwilg"})
    other = sign_in(Client(), world.ruben)
    given = other.get(path).context
    other.post(path, {"once": given["once"], "seen": seen, "name": "De Treurwilg"})

    page = mila.get(path).context
    answer = mila.post(
        path,
        {
            "once": page["once"],
            "draft": page["unsent"].token,
            "seen": page["form"]["seen"].value(),
            "name": page["form"]["name"].value(),
        },
    )

    assert page["form"]["name"].value() == "De Knotwilg"
    assert answer.status_code == 409
    assert "De Treurwilg" in words(answer)
    assert answer.context["form"]["name"].value() == "De Knotwilg"
    assert Draft.objects.count() == 1


def test_today_says_after_a_day_that_there_is_a_draft_and_the_list_says_of_whom(
    mila: Client, world: World, at: datetime
) -> None:
    mila.post(KEEP, typed(opened(mila, world)))
    assert "U heeft nog een concept" not in words(mila.get("/"))

    tomorrow = at + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        client = sign_in_at(Client(), world.mila, at=tomorrow)
        today, listed = client.get("/"), client.get("/concepten/")

    assert "U heeft nog een concept" in words(today)
    assert f"Gezin {world.home.name}" in words(listed)
    assert "gisteren 10:00" in words(listed)
    assert WORDS not in words(listed)
    looks = Event.objects.filter(event="household_listed", household_ref=world.home.ref)
    assert looks.filter(subject="concepten").exists()


def test_a_draft_is_thrown_away_from_the_list(mila: Client, world: World) -> None:
    mila.post(KEEP, typed(opened(mila, world)))
    page = mila.get("/concepten/")
    fields: dict[str, Any] = {"draft": page.context["drafts"][0].token, "listed": "1"}

    answer = mila.post("/concepten/weggooien/", {**fields, "once": new_key(world.mila.pk)})

    assert answer["Location"] == "/concepten/"
    assert not Draft.objects.exists()
    assert "Er staat niets" in words(mila.get("/concepten/"))
