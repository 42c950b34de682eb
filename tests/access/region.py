"""The region in which histories happen: De Wilg and two more households, in two pilots."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tandem.dossier.enums import HIDING, PersonRole, ViewLevel
from tandem.dossier.models import (
    Address,
    Authority,
    Entry,
    FamilyAccess,
    Household,
    Person,
)
from tandem.dossier.services import family
from tandem.network.models import Account, Assignment, Organization
from tests.access.histories import ORGANIZATIONS, PEOPLE, History
from tests.access.oracle import Door, Fact, Home, Involved
from tests.access.relatives import RELATIVES
from tests.dossier import oracle as law
from tests.factories import dossier, network
from tests.factories.world import MONDAY, REGISTERED, World

if TYPE_CHECKING:
    from collections.abc import Iterator

# Not now: at the very moment of registering, who registers may see what was just born.
BEFORE = MONDAY - timedelta(hours=1)
# They turn twelve, sixteen, and eighteen on the second day of the histories.
ELZEN = (
    dossier.Member("Lotte Elzen", PersonRole.PARENT, date(1990, 7, 1), has_authority=True),
    dossier.Member("Kees Elzen", PersonRole.PARENT, date(1988, 2, 1), has_authority=True),
    dossier.Member("Pim Elzen", PersonRole.CHILD, date(2014, 9, 8)),
    dossier.Member("Ada Elzen", PersonRole.CHILD, date(2010, 9, 8)),
    dossier.Member("Sef Elzen", PersonRole.CHILD, date(2008, 9, 8)),
)
IEPEN = (
    dossier.Member("Ina Iepen", PersonRole.PARENT, date(1980, 1, 9), has_authority=True),
    dossier.Member("Jet Iepen", PersonRole.CHILD, date(2008, 9, 8)),
)
PAGES = ("lotte", "kees", "ada", "ina", "jet")
TELLERS = ("pim", "ada", "sef", "jet")
PLACES = {
    "lotte": "Dorpsstraat 1",
    "kees": "Dorpsstraat 1",
    "pim": "Schuilplaats 2",
    "ada": "Schuilplaats 2",
    "sef": "Dorpsstraat 1",
    "jet": "Iepenlaan 3",
}


def build(world: World) -> None:
    """Make what De Wilg does not have: a colleague without a team, two households, pages, words."""
    network.colleague(
        "Tess Berken", role=None, place=world.huizen, employer=world.local_team, at=BEFORE
    )
    for pilot, with_whom, name, people, by in (
        (world.huizen, world.local_team, "De Els", ELZEN, world.mila),
        (world.hilversum, world.rvdk, "De Iep", IEPEN, world.outsider),
    ):
        dossier.started(pilot, [with_whom], name=name, people=people, by=by, at=BEFORE)
    history = _people(world)
    history.at = BEFORE
    for who in PAGES:
        by = history.by(history.facts.lives[history.persons[who].pk])
        family.give_page(history.persons[who], level=ViewLevel.FULL, by=by, at=BEFORE)
    for who, lines in PLACES.items():
        history.lived(history.persons[who], lines, by=history._team(who))
    for who in TELLERS:
        history.written(history._home(who), history.persons[who], by=history._team(who))


def begin(world: World, at: datetime) -> History:
    """What stands in the tables, told to the oracle."""
    made = _people(world)
    for home, pilot, since, face in (
        ("wilg", "huizen", REGISTERED, "mila"),
        ("els", "huizen", BEFORE, "mila"),
        ("iep", "hilversum", BEFORE, "outsider"),
    ):
        made.facts.homes[home] = Home(home, pilot, since, {face: Fact(since)})
    for who in ("mila", "ruben", "outsider"):
        [found] = Assignment.objects.filter(account=made.people[who])
        made.works(who, found, "hilversum" if who == "outsider" else "huizen")
    rides = world.involvement
    fact = Involved(
        at - timedelta(days=14),
        home="wilg",
        organization="veilig_thuis",
        first_day=rides.since,
        named="vera",
    )
    made.involved[rides.pk] = fact
    made.facts.involved.append(fact)
    made.facts.doors.append(Door(fact.since, who="vera", home="wilg", on=[fact]))
    for access in FamilyAccess.objects.select_related("account").order_by("id"):
        who = next(n for n, p in made.persons.items() if p.pk == access.person_id)
        made.people[who] = access.account
        made.facts.pages.add(access.person_id)
    made.facts.family = law.Family(*_told(made.facts.lives))
    names = {home.pk: name for name, home in made.homes.items()}
    entries = Entry.objects.order_by("id").values_list("pk", "household")
    made.facts.of_home = {pk: names[home] for pk, home in entries}
    made.facts.names = dict(Organization.objects.order_by("id").values_list("pk", "name"))
    return made


def _people(world: World) -> History:
    """Everybody by name; what is asked of the world more than once is kept."""
    made = History(world=world, at=MONDAY)
    for name in (*ORGANIZATIONS, "huizen", "hilversum", "administrator", "region"):
        getattr(world, name)
    world.__dict__["tess"] = Account.objects.get(name="Tess Berken")
    made.people = {name: getattr(world, name) for name in PEOPLE}
    homes = {home.name: home for home in Household.objects.select_related("pilot", "managed_by")}
    made.homes = {"wilg": homes["De Wilg"], "els": homes["De Els"], "iep": homes["De Iep"]}
    names = {home.pk: name for name, home in made.homes.items()}
    persons = Person.objects.select_related("household__pilot").order_by("id")
    made.facts.lives = {one.pk: names[one.household_id] for one in persons}
    made.persons = {
        one.first_name.lower(): one for one in persons if one.first_name.lower() in RELATIVES
    }
    made.facts.employers = {
        name: account.professional.employer_id
        for name, account in made.people.items()
        if name in PEOPLE
    }
    return made


def _told(lives: dict[int, str]) -> Iterator[list[Any]]:
    """The rows of every family, in the words of its oracle."""
    persons = Person.objects.order_by("id")
    yield [
        law.Person(p.pk, p.born_on, p.role == PersonRole.CHILD, p.left_on, lives[p.pk])
        for p in persons
    ]
    held = Authority.objects.order_by("id")
    yield [law.Authority(a.holder_id, a.child_id, a.since, a.until) for a in held]
    lines = Address.objects.order_by("id")
    yield [
        law.Address(
            a.pk, a.person_id, a.lines, a.kind in HIDING, frozenset(a.opened_to), a.household_id
        )
        for a in lines
    ]
    yield [
        law.Entry(e.pk, e.told_by_id, e.replaces_id, e.written_at)
        for e in Entry.objects.order_by("id")
    ]
