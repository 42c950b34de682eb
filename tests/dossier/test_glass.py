"""Break-glass is no way round a no, nor round a family that does not know of the Raad."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier import rules
from tandem.dossier.enums import EmergencyArticle, EmergencyKind
from tandem.dossier.models import Emergency
from tandem.dossier.models.rights import EMERGENCY_LASTS
from tandem.dossier.services.emergencies import Need, break_glass
from tandem.legal.enums import Via
from tandem.legal.models import Consent, FamilyInformed
from tandem.network.models import Account
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged
from tests.second_lock.test_identity import as_web

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ABSENT = "2026-BCDFGH"
HURRY: dict[str, Any] = {
    "kind": "missing",
    "article": "supervision",
    "reason": "De politie belt: Noor is zoek.",
    "employer": "gi",
    "is_team": False,
}

JUDGED = (
    Judged(rules.DOSSIER_61, rules.is_pressing(**HURRY), rules.is_pressing(**HURRY | {"kind": ""})),
    *(
        Judged(
            rules.DOSSIER_61,
            rules.is_pressing(**HURRY | wrong | {"is_team": True}),
            rules.is_pressing(**HURRY | wrong),
        )
        for wrong in (
            {"kind": "nobody_there"},
            {"kind": "other"},
            {"article": ""},
            {"article": "report"},
            {"reason": " "},
            {"employer": "veilig_thuis"},
        )
    ),
    Judged(
        rules.DOSSIER_62,
        rules.no_is_heard(kind="danger", said_no=True),
        rules.no_is_heard(kind="crisis_call", said_no=True),
    ),
    Judged(
        rules.DOSSIER_62,
        rules.no_is_heard(kind="missing", said_no=False),
        rules.no_is_heard(kind="missing", said_no=True),
    ),
    Judged(
        rules.DOSSIER_63,
        rules.council_is_known(is_council=True, family_knows=True),
        rules.council_is_known(is_council=True, family_knows=False),
    ),
    Judged(
        rules.DOSSIER_65,
        rules.listens(age=12, is_shut_out=False),
        rules.listens(age=11, is_shut_out=False),
    ),
    Judged(
        rules.DOSSIER_65,
        rules.listens(age=40, is_shut_out=False),
        rules.listens(age=40, is_shut_out=True),
    ),
    Judged(
        rules.DOSSIER_63,
        rules.council_is_known(is_council=False, family_knows=False),
        rules.council_is_known(is_council=True, family_knows=False),
    ),
)


def need(world: World, kind: str = "danger", article: str = "conflict_of_duties") -> Need:
    return Need(kind, "De politie belt: Noor is zoek.", ref=world.home.ref, article=article)


def takes(what: Need, by: Account, at: datetime) -> str:
    with as_web(by, at):
        return break_glass(what, by=by, at=at)


def says_no(world: World, at: datetime, **more: object) -> Consent:
    facts: dict[str, Any] = {
        "household": world.home,
        "person": world.daan,
        "answer": "no",
        "given_on": day_of(at),
        "via": Via.ORAL,
        "explanation": world.explanation,
        "declaration_version": "1",
        "recorded_at": at,
        "recorded_by": world.mila,
        **more,
    }
    made = Consent.objects.create(**facts)
    made.organizations.add(world.gi)
    return made


def told_of(world: World, at: datetime, on: datetime) -> None:
    FamilyInformed.objects.create(
        household=world.home,
        organization=world.rvdk,
        informed_on=day_of(on),
        recorded_at=at,
        recorded_by=world.mila,
    )


@pytest.mark.parametrize("kind", ["nobody_there", "other"])
def test_a_partner_does_not_come_in_for_what_can_wait(
    world: World, at: datetime, kind: str
) -> None:
    for ref in (world.home.ref, ABSENT):
        with pytest.raises(Refusal) as no, transaction.atomic():
            takes(replace(need(world, kind), ref=ref), world.guus, at)
        assert no.value.rule is rules.DOSSIER_61
    assert not Emergency.objects.exists()


def test_a_local_team_does_and_names_no_article(world: World, at: datetime) -> None:
    assert takes(need(world, "nobody_there", ""), world.outsider, at) == world.home.ref


@pytest.mark.parametrize("article", ["", "report", "protection_task", "onzin"])
def test_a_partner_names_an_article_for_its_own_kind(
    world: World, at: datetime, article: str
) -> None:
    with pytest.raises(Refusal) as no:
        takes(need(world, article=article), world.guus, at)
    assert no.value.rule is rules.DOSSIER_61


def test_the_article_stays_with_it(world: World, at: datetime) -> None:
    assert takes(need(world, article="supervision"), world.guus, at) == world.home.ref
    assert Emergency.objects.get().article == EmergencyArticle.SUPERVISION


@pytest.mark.parametrize("kind", ["missing", "crisis_call"])
def test_a_no_keeps_the_door_shut_for_as_long_as_it_runs(
    world: World, at: datetime, kind: str
) -> None:
    says_no(world, at)

    for later in (at + HOUR, at + 60 * DAY):
        assert takes(need(world, kind), world.guus, later) == ""
    assert not Emergency.objects.exists()
    assert Event.objects.latest("id").event == "household_refused"


def test_after_a_no_only_danger_opens_and_the_row_says_so(world: World, at: datetime) -> None:
    says_no(world, at)

    assert takes(need(world), world.guus, at + 60 * DAY) == world.home.ref
    assert Emergency.objects.get().after_leaving


def test_a_no_that_ended_no_longer_counts(world: World, at: datetime) -> None:
    says_no(world, at, ended_at=at + HOUR, until=day_of(at) + DAY)

    assert takes(need(world, "missing"), world.guus, at + 2 * HOUR) == world.home.ref
    assert not Emergency.objects.get().after_leaving


def test_a_no_to_one_organization_is_not_a_no_to_another(world: World, at: datetime) -> None:
    says_no(world, at)

    assert takes(need(world, "missing"), world.stella, at + HOUR) == world.home.ref


@pytest.mark.parametrize("kind", sorted(rules.PRESSING))
def test_the_raad_stays_out_while_the_family_does_not_know(
    world: World, at: datetime, kind: EmergencyKind
) -> None:
    told_of(world, at, at + DAY)

    assert takes(need(world, kind), world.ravi, at) == ""
    assert not Emergency.objects.exists()


def test_the_raad_comes_in_where_the_family_knows(world: World, at: datetime) -> None:
    told_of(world, at, at - DAY)

    assert takes(need(world, article="protection_task"), world.ravi, at) == world.home.ref


def test_the_answer_does_not_say_whether_there_is_a_no_or_a_dossier(
    world: World, monday: datetime
) -> None:
    says_no(world, monday)
    guus, stella = (Visitor(Client(), who, at=monday) for who in (world.guus, world.ravi))
    fields = {"kind": "missing", "reason": "Noor is zoek.", "article": "conflict_of_duties"}
    heard = set()
    for who in (guus, stella):
        for ref in (world.home.ref, ABSENT):
            answer = who.send("dossier:emergency", ref=ref, **fields)
            page: Any = who.client.get(answer["Location"])
            heard.add((answer.status_code, answer["Location"]))
            assert "kunnen wij geen dossier openen" in words(page)

    assert heard == {(303, "/noodtoegang/?niet")}


def test_the_form_offers_what_may_be_a_reason(world: World, monday: datetime) -> None:
    partner = words(Visitor(Client(), world.guus, at=monday).look("dossier:emergency"))
    team = words(Visitor(Client(), world.outsider, at=monday).look("dossier:emergency"))

    assert "onbereikbaar" not in partner
    assert "Jeugdwet 7.3.11 lid 4" in partner
    assert "BW 1:240" not in partner
    assert "onbereikbaar" in team
    assert "Op welk artikel?" not in team


def test_who_reviews_reads_the_article(world: World, monday: datetime) -> None:
    takes(need(world, article="supervision"), world.guus, monday)
    mila = Visitor(Client(), world.mila, at=monday)

    assert "Jeugdwet 7.3.11 lid 4" in words(mila.look("desk:access", world.home.ref))
    done = mila.look("dossier:emergency_review", world.home.ref, Emergency.objects.get().pk)
    assert "Jeugdwet 7.3.11 lid 4" in words(done)


def test_the_database_refuses_what_goes_round_it(world: World, at: datetime) -> None:
    says_no(world, at)
    facts: dict[str, Any] = {"household": world.home, "opened_at": at, "reason": "x"}
    facts |= {"until": at + EMERGENCY_LASTS, "kind": "danger", "article": "report"}
    for who, wrong in (
        (world.stella, {"kind": "nobody_there"}),
        (world.stella, {"article": ""}),
        (world.guus, {"kind": "missing"}),
        (world.guus, {}),
        (world.ravi, {}),
    ):
        row = Emergency(**facts | {"opened_by": who} | wrong)
        with pytest.raises(DatabaseError), transaction.atomic(), as_web(who, at):
            Emergency.objects.bulk_create([row])
    for who, right in (
        (world.outsider, {"kind": "nobody_there", "article": ""}),
        (world.stella, {}),
        (world.guus, {"after_leaving": True}),
    ):
        with as_web(who, at):
            Emergency.objects.bulk_create([Emergency(**facts | {"opened_by": who} | right)])
