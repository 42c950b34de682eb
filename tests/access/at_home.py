"""A family in which somebody fled, and everything that one of them keeps from another.

Daan is the ex-partner with authority and a page of his own; Fatima is the mother, Noor their
daughter of 14, or of 16. Each secret is told in the order in which it happens in earnest: first the
door is closed, then it is written down. `known` is who may hear it; nobody else may.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.dossier.enums import (
    AddressKind,
    EntryKind,
    Frequency,
    Provenance,
    ShieldKind,
    ViewLevel,
)
from tandem.dossier.models import Emergency, FamilyAccess, Person
from tandem.dossier.services import (
    addresses,
    bars,
    emergencies,
    family,
    households,
    journal,
    requests,
    shields,
)
from tandem.journey.services import contacts
from tandem.legal.rules import ADULT
from tandem.legal.services import asking, care_consents, decisions, sharing
from tandem.network.models import Account, Organization
from tandem.plan.enums import Answer
from tandem.plan.services import hearings
from tests.access.cast import Stage, others
from tests.access.two_worlds import Secret, inside_a_household
from tests.factories import dossier, plan
from tests.factories.network import sign_in

if TYPE_CHECKING:
    from tandem.dossier.models import Address, Entry, Report, Shield
    from tests.access.crawl import Asked
    from tests.factories.world import World

LONG_AGO = date(2024, 1, 1)
SIXTEEN = date(2010, 5, 20)
# Everything that a page of the family can be asked for.
START = (
    "/",
    "/mijn/",
    "/mijn/lijst.csv",
    "/mijn/lijst.pdf",
    "/huishoudens/",
    "/account/",
    "/spelregels/",
)


def at_home(world: World, at: datetime, *, sixteen: bool = False) -> Stage:
    """Everybody has a page, Sem's words are open to both parents, and the shelter is known."""
    home, by = world.home, world.mila
    if sixteen:
        Person.objects.filter(pk=world.noor.pk).update(born_on=SIXTEEN)
    others(world, at)
    other = dossier.started(world.huizen, [world.local_team], by=by, at=at)
    people: dict[str, Account | None] = {
        "mother": _page(world.fatima, by=by, at=at),
        "father": _page(world.daan, by=by, at=at),
        "child": _page(world.noor, by=by, at=at),
        "other_family": _page(other.persons.get(name="Lotte Elzen"), by=by, at=at),
        "signed_out": None,
    }
    for parent in (world.fatima, world.daan):
        reason = "Zij vroegen erom."
        family.release_words(world.sem, parent, agrees=False, reason=reason, by=by, at=at)
    scene = Stage(world, at, people, {}, other)
    writes(scene, world.sem, "Ik wil zwemmen.")
    lives(scene, world.sem, "De Wilgenschool, Huizen", kind=AddressKind.SCHOOL)
    sign_in(Client(), world.vera, at=at).get(reverse("desk:story", args=[home.ref]))
    return scene


def _page(person: Person, *, by: Account, at: datetime) -> Account:
    access, _token = family.give_page(person, level=ViewLevel.FULL, by=by, at=at)
    return access.account


def an_ordinary_day(scene: Stage) -> None:
    """What comes after a secret: a gap before it would tell."""
    world, at = scene.world, scene.at
    for person in (world.fatima, world.daan, world.noor, world.sem):
        writes(scene, person, "Vandaag ging het goed.")
    dossier.answer(world.daan, [world.local_team], by=world.mila, at=at)
    lives(scene, world.noor, "School De Berk, Huizen", kind=AddressKind.SCHOOL)
    # Whoever works with them looks, also where it is kept what is closed; that is not the secret.
    client = sign_in(Client(), world.mila, at=at)
    for page in ("desk:story", "desk:family", "desk:together", "dossier:shields"):
        assert client.get(reverse(page, args=[world.home.ref])).status_code == 200, page


# What happens -------------------------------------------------------------------------------------


def an_address(scene: Stage) -> tuple[Asked, ...]:
    """Fatima lives somewhere else, and Daan may not know where."""
    closes(scene, ShieldKind.ADDRESS, lives(scene, scene.world.fatima, "Lindelaan 4, Laren"))
    return ()


def a_childs_address(scene: Stage) -> tuple[Asked, ...]:
    """Sem is with his mother; the same place is closed under whoever's name it stands."""
    closes(scene, ShieldKind.ADDRESS, lives(scene, scene.world.fatima, "Lindelaan 4, Laren"))
    lives(scene, scene.world.sem, "Lindelaan 4, Laren")
    return ()


def a_shelter(scene: Stage) -> tuple[Asked, ...]:
    """The shelter helps, on a yes of mother and daughter; its people come in and look."""
    world, at, by = scene.world, scene.at, scene.world.mila
    shelter = Organization.objects.get(name="De Linde")
    worker = Account.objects.get(name="Wilma Linde")
    closes(scene, ShieldKind.ORGANIZATION, shelter)
    for person in (world.fatima, world.noor):
        dossier.answer(person, [world.local_team, shelter], by=by, at=at)
    # Nobody else is asked: what they said before, about others, is no answer about the shelter.
    for one in world.home.persons.exclude(pk=world.fatima.pk).order_by("id"):
        if one.age(day_of(at)) >= ADULT:
            asking.leave_out(one, reason="Hij zoekt haar.", by=by, at=at + timedelta(seconds=1))
    dossier.partner(world.home, shelter, form="advice", professional=worker, by=by, at=at)
    _report(scene, shelter, worker)
    dossier.decided(world.home, shelter, world.ruben, by=by, at=at)
    contact = contacts.NewContact(worker, "alleen 's ochtends", Frequency.WEEKLY)
    contacts.set_contact_person(world.home, contact, on=day_of(at), by=by, at=at)
    sign_in(Client(), worker, at=at).get(reverse("desk:story", args=[world.home.ref]))
    return ()


def a_report(scene: Stage) -> tuple[Asked, ...]:
    """A report of Veilig Thuis that is closed to Daan before it is written."""
    report = _report(scene, scene.world.veilig_thuis, scene.world.vera)
    closes(scene, ShieldKind.REPORT, report)
    return ()


def an_entry(scene: Stage) -> tuple[Asked, ...]:
    """What Sem said and Daan may not read, and the same said better."""
    entry = writes(scene, scene.world.sem, "Papa stond voor de deur.")
    closes(scene, ShieldKind.ENTRY, entry)
    better = journal.NewEntry(
        EntryKind.FACT,
        day_of(scene.at),
        "Papa stond bij oma voor de deur.",
        Provenance.FAMILY,
        about=[scene.world.sem],
        told_by=scene.world.sem,
    )
    journal.correct(entry, better, by=scene.world.mila, at=scene.at)
    return ()


def own_words(scene: Stage) -> tuple[Asked, ...]:
    """What Noor tells, and opens for nobody."""
    writes(scene, scene.world.noor, "Ik wil niet naar papa.")
    return ()


def words_of_the_mother(scene: Stage) -> tuple[Asked, ...]:
    """What Fatima tells about the children."""
    writes(scene, scene.world.fatima, "Noor slaapt bij mij.")
    return ()


def a_bar(scene: Stage) -> tuple[Asked, ...]:
    """A colleague who knows the family is kept out."""
    bars.set_bar(
        scene.world.home,
        scene.world.ravi,
        bars.Tie("neighbor"),
        by=scene.world.ruben,
        at=scene.at,
    )
    return ()


def a_page_of_another(scene: Stage) -> tuple[Asked, ...]:
    """The mother looks at her page; then it is shown less, frozen, and gets a new link."""
    by, at = scene.world.mila, scene.at
    account = FamilyAccess.objects.get(person=scene.world.fatima).account
    sign_in(Client(), account, at=at).get(reverse("desk:mine"))
    access = FamilyAccess.objects.get(account=account)
    family.set_level(access, ViewLevel.LITTLE, by=by, at=at)
    family.freeze(access, by=by, at=at)
    return ()


def a_request(scene: Stage) -> tuple[Asked, ...]:
    """A colleague of who is involved asks for a key."""
    requests.ask(scene.world.home.ref, "Ik neem waar.", by=scene.world.stella, at=scene.at)
    return ()


def an_emergency(scene: Stage) -> tuple[Asked, ...]:
    """Somebody was let in at once, and the family hears of it later."""
    home, at = scene.world.home, scene.at
    need = emergencies.Need("danger", "De politie belt.", ref=home.ref, article="supervision")
    nico = Account.objects.get(name="Nico Noot")
    emergencies.break_glass(need, by=nico, at=at)
    opened = Emergency.objects.get(opened_by=nico)
    emergencies.postpone(
        opened,
        until=day_of(at) + timedelta(days=3),
        reason="Fatima is nog niet veilig.",
        by=scene.world.mila,
        at=at,
    )
    sign_in(Client(), nico, at=at).get(reverse("desk:story", args=[home.ref]))
    return ()


def an_exchange(scene: Stage) -> tuple[Asked, ...]:
    """Something is shared without a yes, and told later; and later still."""
    by, at = scene.world.mila, scene.at
    shared, _refused = dossier.shared(scene.world.home, scene.world.rvdk, by=by, at=at)
    sharing.postpone(
        shared,
        until=day_of(at) + timedelta(days=14),
        reason="Het onderzoek loopt nog.",
        by=by,
        at=at,
    )
    return ()


def a_decision(scene: Stage) -> tuple[Asked, ...]:
    """A core decision that the family has not been told of yet."""
    world, at = scene.world, scene.at
    home, by = world.home, world.mila
    there = {"also_decided": "Iemand van de Raad"}
    new = dossier.proposal(world.rvdk, world.ruben, on=day_of(at), **there)
    decisions.decide(home, new, by=by, at=at)
    return ()


def help_of_her_own(scene: Stage) -> tuple[Asked, ...]:
    """From 16 a child decides alone about help and sharing, and need not tell."""
    world, at, by = scene.world, scene.at, scene.world.mila
    yes = care_consents.Given(world.noor, "yes", day_of(at), day_of(at) + timedelta(days=30))
    care_consents.allow_help(world.noor, yes, help_="gesprekken", by=by, at=at)
    school = care_consents.Sharing("ask", "hoe het gaat", "het plan", source="de school")
    care_consents.allow_sharing(world.noor, yes, school, by=by, at=at)
    dossier.answer(world.noor, [world.local_team, world.rvdk], by=by, at=at)
    return ()


def somebody_new(scene: Stage) -> tuple[Asked, ...]:
    """Fatima has a new partner."""
    new = households.NewPerson("Joris Vlinder", "partner", date(1980, 1, 1))
    households.add_persons(scene.world.home, [new], by=scene.world.mila, at=scene.at)
    return ()


def a_plan(scene: Stage) -> tuple[Asked, ...]:
    """A plan that only Fatima read, and what she said; the others were not asked, or elsewhere."""
    world, at, by = scene.world, scene.at, scene.world.mila
    piece = plan.safety_plan(world.home, by=by, at=at)
    says = "Ik wil dat Daan weg blijft."
    plan.heard(piece, world.fatima, Answer.PARTLY, by=by, at=at, words=says)
    for other in (world.daan, world.noor):
        plan.heard(piece, other, Answer.NOT_PUT, by=by, at=at)
    return ()


def an_entry_read(scene: Stage) -> tuple[Asked, ...]:
    """What the team wrote about Sem, and only Fatima was asked about."""
    new = journal.NewEntry(
        EntryKind.FACT, day_of(scene.at), "Sem schrok van een auto.", Provenance.FAMILY
    )
    entry = journal.write(scene.world.home, new, by=scene.world.mila, at=scene.at)
    answer = hearings.NewHearing(scene.world.fatima, day_of(scene.at), Answer.AGREE)
    hearings.put_entry(entry, answer, by=scene.world.mila, at=scene.at)
    return ()


def a_shield_asked_open(scene: Stage) -> tuple[Asked, ...]:
    """What is closed is asked to be opened; that tells that there is something."""
    place = lives(scene, scene.world.fatima, "Lindelaan 4, Laren")
    shield = closes(scene, ShieldKind.ADDRESS, place)
    shields.ask_to_lift(shield, "Toch niet.", by=scene.world.ruben, at=scene.at)
    return ()


# Of a place that is closed to one, the page of her who lives there says nothing either: somebody
# may look over her shoulder.
SECRETS = (
    Secret("address", an_address),
    Secret("address of a child", a_childs_address),
    Secret("shelter", a_shelter, known=("mother", "child")),
    Secret("report", a_report),
    Secret("entry", an_entry, known=("mother",)),
    Secret("own words of a child", own_words, known=("child",)),
    Secret("words of the mother", words_of_the_mother, known=("mother",)),
    Secret("bar", a_bar),
    Secret("page of another", a_page_of_another, known=("mother",)),
    Secret("request", a_request),
    Secret("emergency", an_emergency),
    Secret("exchange", an_exchange),
    Secret("decision", a_decision),
    Secret("somebody new", somebody_new),
    Secret("shield asked open", a_shield_asked_open),
    Secret("plan", a_plan, known=("mother",)),
    Secret("entry read", an_entry_read, known=("mother",)),
)
OF_SIXTEEN = (Secret("help of her own", help_of_her_own, known=("child",)),)


def everything(scene: Stage) -> tuple[Asked, ...]:
    """All of it and more, for who does not even know that there is a De Wilg."""
    asked = inside_a_household(scene)
    for secret in (*SECRETS, *OF_SIXTEEN):
        secret.happens(scene)
    return asked


# How ----------------------------------------------------------------------------------------------


def writes(scene: Stage, told_by: Person, text: str) -> Entry:
    new = journal.NewEntry(
        EntryKind.FACT,
        day_of(scene.at),
        text,
        Provenance.FAMILY,
        about=[told_by],
        told_by=told_by,
    )
    return journal.write(scene.world.home, new, by=scene.world.mila, at=scene.at)


def lives(
    scene: Stage,
    person: Person,
    lines: str,
    *,
    kind: str = AddressKind.HOME,
    by: Account | None = None,
) -> Address:
    # What both parents know already, the team leaves open: that it went would tell.
    known = [scene.world.fatima, scene.world.daan] if kind == AddressKind.SCHOOL else []
    new = addresses.NewAddress(kind, lines, LONG_AGO, opened_to=known)
    return addresses.add(person, new, by=by or scene.world.mila, at=scene.at)


def closes(scene: Stage, kind: str, target: object, *, by: Account | None = None) -> Shield:
    new = shields.NewShield(kind, [scene.world.daan], "Bedreiging.", target)  # type: ignore[arg-type]
    return shields.close(scene.world.home, new, by=by or scene.world.mila, at=scene.at)


def _report(scene: Stage, organization: Organization, by: Account) -> Report:
    report = journal.announce_report(
        scene.world.home,
        organization,
        contact_on=day_of(scene.at),
        contact_with="Fatima",
        by=by,
        at=scene.at,
    )
    text = "Zij vertelde waar ze nu is."
    new = journal.Written(text, own_system=False, provenance="family")
    journal.send_report(report, new, by=by, at=scene.at)
    return report
