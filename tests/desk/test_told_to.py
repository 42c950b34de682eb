"""What was told to one of a household is not thereby told to another (REG-12, REG-14, T-01)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier import door
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Emergency, Key, Person
from tandem.dossier.selectors import known
from tandem.dossier.services import emergencies, family, shields
from tandem.legal import rules
from tandem.legal.enums import MeasureKind
from tandem.legal.forms.sharing import Share, TellSharing
from tandem.legal.models import CoreDecision, Exchange, Measure, ToldTo
from tandem.legal.selectors import listeners, readers_of, transition_file
from tandem.legal.services import decisions, sharing
from tandem.legal.services.telling import Listeners, tell_of_measure
from tandem.network.models import Account, Organization
from tests.access.crawl import readable
from tests.desk.test_mine_law import crawl, seen
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")
type SignIn = Callable[[Client, Account], Client]


@pytest.fixture
def mother(world: World, at: datetime) -> Account:
    return family.give_page(world.fatima, level="full", by=world.mila, at=at)[0].account


@pytest.fixture
def father(world: World, at: datetime) -> Account:
    return family.give_page(world.daan, level="full", by=world.mila, at=at)[0].account


@pytest.fixture
def shared(world: World, at: datetime) -> Exchange:
    return dossier.shared(world.home, world.rvdk, by=world.mila, at=at)[0]


@pytest.fixture
def decided(world: World, at: datetime) -> CoreDecision:
    return dossier.decided(world.home, world.gi, world.ruben, told=False, by=world.mila, at=at)


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


def to(*people: Person, why_not: str = "Vertellen is nu gevaarlijk.") -> Listeners:
    return Listeners(people, why_not)


def tell(one: CoreDecision, listeners: Listeners | None, world: World, at: datetime) -> None:
    telling = decisions.Told(
        day_of(at),
        world.mila,
        "Wat er verandert.",
        complaint_explained=True,
        points=dossier.as_told(day_of(at), world.mila)["family_informed_points"],
        to=listeners,
    )
    decisions.tell_family_of_decision(one, telling, by=world.mila, at=at)


def everything(account: Account, at: datetime) -> str:
    return " ".join(readable(one.body) for one in crawl(account, at).heard.values())


def test_what_the_mother_heard_is_on_her_page_and_not_on_the_fathers(
    world: World,
    mother: Account,
    father: Account,
    shared: Exchange,
    decided: CoreDecision,
    at: datetime,
) -> None:
    sharing.tell(shared, on=day_of(at), reaction="", to=to(world.fatima), by=world.mila, at=at)
    tell(decided, to(world.fatima), world, at)

    assert seen(mother, at, "legal_exchange") == {shared.pk}
    assert seen(mother, at, "legal_coredecision") == {decided.pk}
    assert len(seen(mother, at, "legal_toldto")) == 2
    for table in ("legal_exchange", "legal_coredecision", "legal_toldto"):
        assert seen(father, at, table) == set(), table
    hers, his = everything(mother, at), everything(father, at)
    for name in (world.rvdk.name, world.gi.name):
        assert name in hers, name
        assert name not in his, name
    assert "gevaarlijk" not in hers + his


def test_the_page_of_professionals_says_per_person_when_and_asks_on_until_all_heard(
    world: World, mila: Visitor, shared: Exchange, decided: CoreDecision, at: datetime
) -> None:
    sharing.tell(shared, on=day_of(at), reaction="", to=to(world.fatima), by=world.mila, at=at)
    tell(decided, to(world.fatima), world, at)
    links = [
        reverse("legal:exchange_told", args=[world.home.ref, shared.pk]),
        reverse("legal:decision_told", args=[world.home.ref, decided.pk]),
    ]

    page = words(mila.look("desk:decisions", world.home.ref))

    assert page.count("Daan niet: Vertellen is nu gevaarlijk.") == 2
    assert page.count("Fatima op") >= 2
    assert page.count("Nog niet gehoord:") == 2
    for link in links:
        assert link in page
    everybody = to(world.fatima, world.daan, world.noor)
    sharing.tell(shared, on=day_of(at), reaction="", to=everybody, by=world.mila, at=at)
    tell(decided, everybody, world, at)

    page = words(mila.look("desk:decisions", world.home.ref))

    assert "Nog niet gehoord:" not in page
    for link in links:
        assert link not in page


def test_who_hears_it_later_reads_the_own_day_and_not_that_of_the_other(
    world: World, mother: Account, father: Account, shared: Exchange, at: datetime, sign_in: SignIn
) -> None:
    sharing.tell(shared, on=day_of(at), reaction="", to=to(world.fatima), by=world.mila, at=at)
    later = at + 3 * DAY

    both = to(world.fatima, world.daan)
    sharing.tell(shared, on=day_of(later), reaction="", to=both, by=world.mila, at=later)

    shared.refresh_from_db()
    days = ToldTo.objects.filter(exchange=shared).values_list("person", "told_on", "why_not")
    assert shared.told_on == day_of(at)
    assert set(days) == {
        (world.fatima.pk, day_of(at), ""),
        (world.daan.pk, day_of(later), ""),
    }
    assert seen(father, later, "legal_exchange") == {shared.pk}


def test_the_file_of_a_decision_is_for_those_who_heard_it(
    world: World, decided: CoreDecision, at: datetime
) -> None:
    tell(decided, to(world.fatima), world, at)
    decided.refresh_from_db()

    assert [readers for _, readers in readers_of(world.home, [decided], at=at)] == [[world.fatima]]
    assert transition_file(decided, world.fatima, at=at) is not None
    assert transition_file(decided, world.daan, at=at) is None


def test_a_measure_is_not_shown_by_another_decision_of_the_same_organization(
    world: World, mother: Account, decided: CoreDecision, at: datetime
) -> None:
    tell(decided, None, world, at)
    facts = {"household": world.home, "kind": MeasureKind.OTS, "decided_on": day_of(at)}
    facts |= {
        "threats": "Slaag.",
        "until": date(2027, 9, 7),
        "executed_by": world.gi,
        "recorded_at": at,
        "recorded_by": world.mila,
    }
    alone = Measure.objects.create(**facts)
    told = Measure.objects.create(**facts, core_decision=decided)

    assert seen(mother, at, "legal_measure") == {told.pk}
    file = transition_file(decided, world.fatima, at=at)
    assert file is not None
    assert alone.pk not in {one.measure.pk for one, _judge, _threats in file["terms"]}


def test_a_measure_of_no_decision_is_told_by_itself_and_to_each_apart(
    world: World, mother: Account, father: Account, mila: Visitor, at: datetime
) -> None:
    facts = {"household": world.home, "kind": MeasureKind.CONTACT_BAN, "decided_on": day_of(at)}
    facts |= {"until": date(2027, 9, 7), "recorded_at": at, "recorded_by": world.mila}
    alone = Measure.objects.create(**facts)
    url = reverse("legal:measure_told", args=[world.home.ref, alone.pk])
    assert seen(mother, at, "legal_measure") == set()
    assert url in words(mila.look("desk:decisions", world.home.ref))

    told = {"on": day_of(at).isoformat(), "to": [world.fatima.pk]}
    without_why = mila.send("legal:measure_told", world.home.ref, alone.pk, **told)
    answer = mila.send(
        "legal:measure_told", world.home.ref, alone.pk, **told, why_not="Het is gevaarlijk."
    )

    assert [without_why.status_code, answer.status_code] == [409, 303]
    assert seen(mother, at, "legal_measure") == {alone.pk}
    assert seen(father, at, "legal_measure") == set()
    page = words(mila.look("desk:decisions", world.home.ref))
    assert "Daan niet: Het is gevaarlijk." in page
    assert url in page
    assert Event.objects.filter(event="family_told_of_measure").count() == 1
    with pytest.raises(Refusal):
        tell_of_measure(alone, on=day_of(at), to=to(world.fatima), by=world.mila, at=at)


def test_telling_is_refused_that_reaches_nobody_or_leaves_somebody_out_without_a_word(
    world: World, shared: Exchange, at: datetime
) -> None:
    for listeners_ in (to(), to(world.sem), to(world.fatima, why_not=" ")):
        with pytest.raises(Refusal) as no:
            sharing.tell(shared, on=day_of(at), reaction="", to=listeners_, by=world.mila, at=at)
        assert no.value.rule is rules.LEGAL_79

    sharing.tell(shared, on=day_of(at), reaction="", to=to(world.fatima), by=world.mila, at=at)
    missed = ToldTo.objects.get(exchange=shared, told_on=None)
    assert (missed.person, missed.why_not) == (world.daan, "Vertellen is nu gevaarlijk.")


def test_a_day_without_names_is_taken_for_everybody_only_where_no_shield_runs(
    world: World, shared: Exchange, decided: CoreDecision, at: datetime
) -> None:
    tell(decided, None, world, at)
    assert {world.fatima.pk, world.daan.pk} <= listeners.heard_by(decided)

    close = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Onveilig.", world.rvdk)
    shields.close(world.home, close, by=world.mila, at=at)
    sharing.tell(shared, on=day_of(at), reaction="", by=world.mila, at=at)

    assert listeners.heard_by(shared) == set()


def test_nobody_is_ticked_beforehand_where_a_shield_runs(
    world: World, mila: Visitor, shared: Exchange, at: datetime
) -> None:
    asked = words(mila.look("legal:exchange_told", world.home.ref, shared.pk))
    assert "Aan wie is dit verteld?" in asked
    assert set(listeners.present(world.home, shared, at=at)) == {world.fatima, world.daan}

    close = shields.NewShield(ShieldKind.WORDS, [world.daan], "Onveilig.", world.fatima)
    shields.close(world.home, close, by=world.mila, at=at)

    people = listeners.members(world.home, at=at)
    present = listeners.present(world.home, shared, at=at)
    form = TellSharing(None, exchange=shared, people=people, present=present, today=day_of(at))
    assert form["to"].initial == []
    assert 'checked name="to"' not in words(
        mila.look("legal:exchange_told", world.home.ref, shared.pk)
    )


def test_a_form_without_names_is_asked_again(
    world: World, mila: Visitor, shared: Exchange, at: datetime
) -> None:
    on = day_of(at).isoformat()
    answer = mila.send("legal:exchange_told", world.home.ref, shared.pk, on=on)

    assert answer.status_code == 422
    assert reverse("desk:decisions", args=[world.home.ref]) in words(answer)


# Break-glass --------------------------------------------------------------------------------------


@pytest.fixture
def broken(world: World, at: datetime) -> Emergency:
    need = emergencies.Need("danger", "De politie belt.", ref=world.home.ref)
    emergencies.break_glass(need, by=world.outsider, at=at)
    door.open_household(
        world.home.ref, by=world.outsider, to=Permission.HOUSEHOLD_VIEW, at=at, page="verhaal"
    )
    return Emergency.objects.select_related("household").get()


def traces(account: Account, broken: Emergency, at: datetime) -> tuple[bool, bool]:
    """Whether the key, and whether the looks of who broke the glass, are there."""
    keys = set(Key.objects.filter(emergency=broken).values_list("pk", flat=True))
    looks = Event.objects.filter(actor_id=broken.opened_by_id, kind="look")
    lines = set(looks.values_list("pk", flat=True))
    assert keys
    assert lines
    return bool(seen(account, at, "dossier_key") & keys), bool(
        seen(account, at, "audit_event") & lines
    )


def test_break_glass_is_seen_only_by_who_was_told_of_it(
    world: World, mother: Account, father: Account, broken: Emergency, at: datetime
) -> None:
    nothing, all_ = (False, False), (True, True)
    assert traces(mother, broken, at) == traces(father, broken, at) == nothing

    emergencies.tell(broken, on=day_of(at), to=[world.fatima], by=world.mila, at=at)

    assert traces(mother, broken, at) == all_
    assert traces(father, broken, at) == nothing
    assert world.outsider.name in everything(mother, at)
    assert world.outsider.name not in everything(father, at)


def test_a_postponed_day_that_passes_tells_nothing(
    world: World, father: Account, broken: Emergency, at: datetime
) -> None:
    until = day_of(at) + 3 * DAY
    emergencies.postpone(broken, until=until, reason="Onveilig.", by=world.mila, at=at)

    for later in (at, at + 3 * DAY, at + 4 * DAY, at + 60 * DAY):
        assert traces(father, broken, later) == (False, False), later


def test_break_glass_that_nobody_heard_of_is_not_told(
    world: World, broken: Emergency, at: datetime
) -> None:
    with pytest.raises(Refusal) as no:
        emergencies.tell(broken, on=day_of(at), to=[], by=world.mila, at=at)

    assert "DOSSIER-37" in str(no.value.rule)


def test_who_broke_the_glass_or_received_something_can_be_closed_off(
    world: World, shared: Exchange, broken: Emergency
) -> None:
    employer = broken.opened_by.professional.employer
    offered = set(known.organizations_of(world.home))

    assert {employer, world.rvdk} <= offered
    assert world.local_team not in offered


def test_the_police_is_named_without_an_organization_of_the_network(
    mila: Visitor, world: World
) -> None:
    found = Organization.objects.order_by("id")
    for is_ours in (True, False):
        form = Share(
            None,
            organizations=found,
            is_ours=is_ours,
            ground="",
            given=(),
            children=listeners.members(world.home, at=world.home.created_at),
            people=listeners.members(world.home, at=world.home.created_at),
            present=(),
            at=world.home.created_at,
        )
        assert form.fields["organization"].required is is_ours
