"""The file of a transition: everything that carries it, on paper, through the door."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.dossier.enums import AddressKind, EntryKind, Provenance, ShieldKind
from tandem.dossier.models import Person
from tandem.dossier.services import addresses, households, journal, shields
from tandem.legal import selectors
from tandem.legal.enums import MeasureKind
from tandem.legal.models import CoreDecision, Measure, ToldTo
from tandem.legal.selectors.transition import eyes_of
from tandem.network.models import Organization
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World


def test_it_says_ground_decision_hearing_information_and_complaint(
    world: World, at: datetime
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)

    text = render_to_string(
        "legal/transition_file.html", selectors.transition_file(decision, world.fatima, at=at)
    )

    for part in (
        "Melding bij Veilig Thuis",
        "De school zag drie keer letsel.",
        "Vrijwillige hulp is niet genoeg gebleken.",
        "Is elk kind gehoord",
        "Wat er nu verandert en wat tegen de wil mag.",
        "Dien een klacht in",
        "Ruben Eikstra",
        "Dit is met het gezin besproken.",
    ):
        assert part in text, part


def test_it_is_a_paper_behind_the_door_and_the_look_is_recorded(
    world: World, monday: datetime, client: Client
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    mila = Visitor(client, world.mila, at=monday)

    answer = mila.look("legal:transition_file", world.home.ref, decision.pk, world.fatima.pk)

    assert answer["Content-Type"] == "application/pdf"
    assert b"/MarkInfo" in answer.content or b"pdf" in answer.content[:10].lower()
    assert Event.objects.filter(subject="overgangsdossier").exists()


SHELTER = "Kanarieopvang"


def paper_for(person: Person, decision: CoreDecision, at: datetime) -> str:
    file = selectors.transition_file(decision, person, at=at)
    assert file is not None
    return render_to_string("legal/transition_file.html", file)


def a_secret(world: World, at: datetime) -> None:
    """Fatima is in a shelter with an address; both are closed to Daan, and so are her words."""
    by, home = world.mila, world.home
    shelter = Organization.objects.create(
        region=world.region, slug="kanarie", name=SHELTER, kind="veilig_thuis"
    )
    place = addresses.add(
        world.fatima,
        addresses.NewAddress(AddressKind.HOME, "Kanarielaan 1\n1234 AB Laren", day_of(at)),
        by=by,
        at=at,
    )
    for kind, target in (
        (ShieldKind.ORGANIZATION, shelter),
        (ShieldKind.ADDRESS, place),
        (ShieldKind.WORDS, world.fatima),
    ):
        close = shields.NewShield(kind, [world.daan], "Bedreiging.", target)
        shields.close(home, close, by=by, at=at)
    home.informed.create(
        organization=world.gi,
        informed_on=day_of(at),
        what="Zij zit veilig in de kanarieopvang.",
        reaction="Ik ben bang.",
        recorded_at=at,
        recorded_by=by,
    )


def test_what_is_closed_to_its_reader_is_on_no_page_of_it(world: World, at: datetime) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    a_secret(world, at)
    CoreDecision.objects.filter(pk=decision.pk).update(
        facts="Fatima woont nu op Kanarielaan 1.",
        alternatives=f"Hulp van {SHELTER} is niet genoeg.",
        family_reaction="Ik durf niet naar huis.",
    )
    decision.refresh_from_db()

    his, hers = (paper_for(one, decision, at) for one in (world.daan, world.fatima))

    for secret in ("anarie", "Laren", "Ik durf niet", "Ik ben bang"):
        assert secret not in his, secret
    assert "anarie" in hers
    assert "De zorgen zijn groot" in his


def test_a_street_a_postcode_and_a_copied_sentence_give_it_away_as_well(
    world: World, at: datetime
) -> None:
    a_secret(world, at)
    entry = journal.write(
        world.home,
        journal.NewEntry(
            EntryKind.FACT,
            day_of(at),
            "Wij aten soep. Mama huilde in de auto. Het regende.",
            Provenance.FAMILY,
            about=[world.noor],
            told_by=world.noor,
        ),
        by=world.mila,
        at=at,
    )
    close = shields.NewShield(ShieldKind.ENTRY, [world.daan], "Bedreiging.", entry)
    shields.close(world.home, close, by=world.mila, at=at)

    eyes = eyes_of(world.daan, at=at)

    for typed in (
        "Zij fietst over de Kanarielaan.",
        "Post naar 1234ab graag.",
        "Post naar 1234 AB graag.",
        "De buren in Laren zeggen dat ook.",
        "Noor zei:\nmama  huilde in de auto, en toen sliep ze.",
    ):
        assert eyes.text(typed) == "", typed
    assert eyes.text("Het gezin woont in Huizen.")


def test_what_a_judge_is_called_goes_through_the_shields(world: World, at: datetime) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    a_secret(world, at)
    Measure.objects.create(
        household=world.home,
        kind=MeasureKind.OTS,
        decided_on=day_of(at),
        threats="Slaag.",
        until=date(2027, 9, 7),
        decided_by=f"Rechter, op verzoek van {SHELTER}",
        core_decision=decision,
        recorded_at=at,
        recorded_by=world.mila,
    )

    his, hers = (paper_for(one, decision, at) for one in (world.daan, world.fatima))

    assert SHELTER in hers
    assert SHELTER not in his
    assert "ondertoezichtstelling" in his.casefold()


def test_what_the_family_said_is_for_who_was_told_alone(world: World, at: datetime) -> None:
    """One field holds what everybody said: nobody reads there what the other parent said."""
    both = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    alone = dossier.decided(world.home, world.rvdk, world.ruben, by=world.mila, at=at)
    ToldTo.objects.filter(decision=alone).exclude(person=world.fatima).delete()
    for one in (both, alone):
        CoreDecision.objects.filter(pk=one.pk).update(family_reaction="Ik durf niet naar huis.")
        one.refresh_from_db()

    assert "Ik durf niet" in paper_for(world.fatima, alone, at)
    for reader in (world.fatima, world.daan):
        assert "Ik durf niet" not in paper_for(reader, both, at), reader


def test_what_was_told_without_names_is_for_nobody_where_a_shield_ran(
    world: World, at: datetime
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    told = {"organization": world.gi, "informed_on": day_of(at), "recorded_by": world.mila}
    world.home.informed.create(what="De GI komt erbij.", recorded_at=at, **told)
    close = shields.NewShield(ShieldKind.WORDS, [world.daan], "Bedreiging.", world.fatima)
    shields.close(world.home, close, by=world.mila, at=at + timedelta(hours=1))
    later = at + timedelta(hours=2)
    world.home.informed.create(what="Zij verhuist.", recorded_at=later, **told)

    his = paper_for(world.daan, decision, later)

    assert "De GI komt erbij." in his
    assert "Zij verhuist." not in his


def test_the_paper_itself_does_not_tell_that_something_was_left_out(
    world: World, at: datetime
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    before = paper_for(world.daan, decision, at)

    for kind, target in ((ShieldKind.WORDS, world.fatima), (ShieldKind.ORGANIZATION, world.rvdk)):
        close = shields.NewShield(kind, [world.daan], "Bedreiging.", target)
        shields.close(world.home, close, by=world.mila, at=at)

    assert paper_for(world.daan, decision, at) == before
    assert "In elk exemplaar staat alleen wat voor de lezer zelf is" in before


def test_who_may_not_know_the_organization_gets_no_file(
    world: World, at: datetime, monday: datetime, client: Client
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    close = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Bedreiging.", world.gi)
    shields.close(world.home, close, by=world.mila, at=monday)
    mila = Visitor(client, world.mila, at=monday)

    page = words(mila.look("desk:decisions", world.home.ref))

    assert selectors.transition_file(decision, world.daan, at=monday) is None
    for person, status in ((world.daan, 404), (world.fatima, 200)):
        url = reverse("legal:transition_file", args=[world.home.ref, decision.pk, person.pk])
        assert mila.client.get(url).status_code == status
        assert (url in page) is (status == 200)
    young = reverse("legal:transition_file", args=[world.home.ref, decision.pk, world.sem.pk])
    assert young not in page


def test_who_works_where_nobody_may_know_of_has_no_name(world: World, at: datetime) -> None:
    decision = dossier.decided(world.home, world.gi, world.vera, by=world.mila, at=at)
    close = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.daan], "Bedreiging.", world.veilig_thuis
    )
    shields.close(world.home, close, by=world.mila, at=at)

    text = paper_for(world.daan, decision, at)

    assert world.vera.name not in text
    assert "een medewerker" in text


def test_a_partner_of_another_organization_does_not_get_it(
    world: World, monday: datetime, client: Client
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    vera = Visitor(client, world.vera, at=monday)

    url = reverse("legal:transition_file", args=[world.home.ref, decision.pk, world.fatima.pk])
    assert vera.client.get(url).status_code == 404


def test_what_was_said_when_an_organization_came_is_for_who_was_told_of_it_alone(
    world: World, at: datetime
) -> None:
    """The decision was told to her alone, the talk about who takes part to both."""
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    ToldTo.objects.filter(decision=decision).exclude(person=world.daan).delete()
    talk = world.home.informed.create(
        organization=world.gi,
        informed_on=day_of(at),
        what="De GI komt erbij.",
        reaction="Ik durf niet naar huis.",
        recorded_at=at,
        recorded_by=world.mila,
    )
    told = {"household": world.home, "told_on": day_of(at), "recorded_at": at}
    for person in (world.fatima, world.daan):
        talk.told_to.create(person=person, recorded_by=world.mila, **told)

    his = paper_for(world.daan, decision, at)

    assert "De GI komt erbij." in his
    assert "Ik durf niet" not in his

    talk.told_to.filter(person=world.fatima).delete()

    assert "Ik durf niet" in paper_for(world.daan, decision, at)


def test_what_threatens_a_child_is_not_for_an_adult_who_decides_nothing_for_it(
    world: World, at: datetime
) -> None:
    new = households.NewPerson("Wouter Linde", "partner", date(1985, 1, 1))
    wouter = households.add_persons(world.home, [new], by=world.mila, at=at)[0]
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    told = {"household": world.home, "told_on": day_of(at), "recorded_at": at}
    decision.told_to.get_or_create(person=wouter, defaults={"recorded_by": world.mila, **told})
    measure = Measure.objects.create(
        household=world.home,
        kind=MeasureKind.OTS,
        decided_on=day_of(at),
        threats="Noor zag haar vader slaan.",
        until=date(2027, 9, 7),
        running_at_intake=True,
        recorded_at=at,
        recorded_by=world.mila,
    )
    measure.children.set([world.noor])

    for reader in (world.fatima, world.noor):
        decision.told_to.get_or_create(person=reader, defaults={"recorded_by": world.mila, **told})
        assert "Noor zag" in paper_for(reader, decision, at), reader
    read = paper_for(wouter, decision, at)
    assert "ondertoezichtstelling" in read.casefold()
    assert "Noor zag" not in read
