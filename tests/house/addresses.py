"""Every address of the house, filled with things of De Wilg and its region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import AddressKind, EntryKind, Position, Provenance, ShieldKind, ViewLevel
from tandem.dossier.models import (
    AccessRequest,
    Authority,
    Bar,
    Document,
    Emergency,
    Entry,
    Household,
    LookReview,
    Seat,
)
from tandem.dossier.services import (
    absences,
    bars,
    documents,
    emergencies,
    family,
    journal,
    requests,
    shields,
)
from tandem.dossier.services import addresses as places
from tandem.journey.enums import EvaluationKind
from tandem.journey.models import SlowDown
from tandem.journey.services import endings, slow_downs, tandem, withdrawals
from tandem.legal.enums import MeasureKind, Via
from tandem.legal.models import ProtectionTest, Withdrawal
from tandem.legal.services import care_consents, consents, decisions, denials, involvements
from tandem.monitor.rules.quarter import Quarter
from tandem.plan.enums import BondKind, PieceKind, Symbol
from tandem.plan.models import Agreement
from tandem.plan.services import drawing, pieces, talks
from tests.factories import around, dossier, files, plan, power
from tests.factories.world import World


@dataclass(frozen=True)
class Address:
    """A name that can be reversed, and the names of what has to be filled in."""

    name: str
    wants: frozenset[str]

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_a_household(self) -> bool:
        """Whether it lies behind the door of a household."""
        return "household" in self.wants

    def fill(self, things: dict[str, Any], **other: Any) -> str:
        """The address for these things."""
        known = things | other
        return reverse(self.name, kwargs={name: known[name] for name in self.wants})


def addresses() -> list[Address]:
    """Every address that the resolver knows by a name."""
    found = set(_walk(get_resolver().url_patterns, "", frozenset()))
    return sorted(found, key=lambda address: address.name)


def nameless() -> list[str]:
    """Addresses without a name, which nobody could check."""
    return [
        str(pattern.pattern)
        for pattern in _patterns(get_resolver().url_patterns)
        if not pattern.name
    ]


def _patterns(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def _walk(patterns: list[Any], space: str, wants: frozenset[str]) -> Iterator[Address]:
    for pattern in patterns:
        here = wants | frozenset(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)
        elif pattern.name:
            yield Address(f"{space}{pattern.name}", here)


def things(world: World, at: datetime) -> dict[str, Any]:
    """One of everything that an address can name, all of De Wilg, made through the services."""
    home, by = world.home, world.mila
    entry = journal.write(
        home,
        journal.NewEntry(EntryKind.FACT, day_of(at), "Noor sliep bij oma.", Provenance.FAMILY),
        by=by,
        at=at,
    )
    report = journal.announce_report(
        home,
        world.veilig_thuis,
        contact_on=day_of(at),
        contact_with="Noor",
        by=world.vera,
        at=at,
    )
    involvements.add_hours(world.involvement, [(day_of(at), Decimal("1.5"))], by=world.vera, at=at)
    decision = dossier.decided(home, world.gi, world.ruben, signs=False, by=by, at=at)
    measure = decisions.record_measure(
        home,
        power.measure(MeasureKind.CONTACT_BAN, day_of(at), world.gi, initiated_by_pilot=True),
        by=by,
        at=at,
    )
    tested = ProtectionTest.objects.create(
        household=home,
        tested_on=day_of(at),
        is_met=False,
        motivation="Hulp met toestemming helpt.",
        children_heard="Sem wil bij mama blijven.",
        parents_heard="Moeder wil hulp.",
        recorded_at=at,
        recorded_by=world.ravi,
    )
    evaluation = endings.plan_evaluation(
        home, kind=EvaluationKind.INTERIM, due_on=day_of(at), by=by, at=at
    )
    swap = tandem.swap(
        home,
        tandem.Swap(
            front=world.veilig_thuis,
            professional=None,
            day=day_of(at),
            trigger="Noor praat het makkelijkst met Vera.",
            agreed_by="iedereen aan tafel",
            family_informed_on=day_of(at),
            deviation_reason="Zij kennen elkaar al lang.",
        ),
        by=by,
        at=at,
    )
    vacant = Seat.objects.create(
        household=home, position=Position.BACK, organization=world.samenkracht, since=day_of(at)
    )
    place = places.add(
        world.noor,
        places.NewAddress(AddressKind.SCHOOL, "School De Berk, Huizen", day_of(at)),
        by=by,
        at=at,
    )
    close = shields.NewShield(ShieldKind.ADDRESS, [world.sem], "Niet nodig.", place)
    shield = shields.close(home, close, by=by, at=at)
    shields.ask_to_lift(shield, "Toch niet.", by=world.ruben, at=at)
    access, _token = family.give_page(world.daan, level=ViewLevel.FULL, by=by, at=at)
    release = family.release_words(
        world.sem, world.fatima, agrees=False, reason="Sem vroeg het.", by=by, at=at
    )
    look = LookReview.objects.create(
        household=home,
        pilot=home.pilot,
        reference=home.ref,
        account=by,
        looked_on=day_of(at),
        times=1,
        signals=["hours"],
        due_on=day_of(at),
    )
    withdrawal = withdrawals.receive(world.consents["Daan"], via=Via.ORAL, by=by, at=at)
    denial = denials.deny(access, by=access.account, at=at)
    exchange, refusal = dossier.shared(home, world.rvdk, by=by, at=at)
    today = care_consents.Given(world.noor, "yes", day_of(at), day_of(at) + timedelta(days=30))
    care = care_consents.allow_help(world.noor, today, help_="gesprekken", by=by, at=at)
    school = care_consents.Sharing("ask", "hoe het gaat", "het plan", source="de school")
    sharing = care_consents.allow_sharing(world.noor, today, school, by=by, at=at)
    return {
        "household": home.ref,
        "care": care.pk,
        "denial": denial.pk,
        "sharing": sharing.pk,
        "hour": world.involvement.hours.order_by("id")[0].pk,
        "person": world.noor.pk,
        "authority": Authority.objects.filter(child=world.sem).order_by("id")[0].pk,
        "entry": entry.pk,
        "report": report.pk,
        "document": of_paper(world, entry, at).pk,
        "consent": world.consents["Fatima"].pk,
        "involvement": world.involvement.pk,
        "decision": decision.pk,
        "measure": measure.pk,
        "test": tested.pk,
        "evaluation": evaluation.pk,
        "swap": swap.pk,
        "slow_down": slowing_down(world, at).pk,
        "seat": vacant.pk,
        "exchange": exchange.pk,
        "refusal": refusal.pk,
        "withdrawal": withdrawal.pk,
        "address": place.pk,
        "shield": shield.pk,
        "access": access.pk,
        "release": release.pk,
        **of_keys(world, at),
        **of_plans(world, at),
        **of_the_drawing(world, at),
        **around.of_the_family(world, at),
        "quarter": Quarter.parse("2026Q2"),
        "region": world.region.slug,
        "pilot": world.huizen.slug,
        "question": "A",
        "kind": "csv",
        "number": world.huizen.pk,
        "token": "nietbestaand",
        "rule": "LEGAL-03",
        "look": look.pk,
        "talk": talks.begin(home, talks.NewTalk(day_of(at)), by=by, at=at).pk,
        "pk": 1,
        "key": "nietbestaand",
    }


def of_plans(world: World, at: datetime) -> dict[str, Any]:
    """The second version of a family plan, that nobody read yet, and its agreement."""
    first = plan.family_plan(world.home, by=world.mila, at=at)
    pieces.add_line(first, Agreement, plan.agreement(world.daan), by=world.mila, at=at)
    plan.settled(first, by=world.mila, at=at)
    piece = plan.begun(world.home, PieceKind.FAMILY, by=world.mila, at=at)
    agreement = plan.first_agreement(piece)
    return {
        "piece": piece.pk,
        "what": "veiligheidsplan",
        "sort": "afspraak",
        "line": agreement.pk,
        "agreement": agreement.pk,
    }


def slowing_down(world: World, at: datetime) -> SlowDown:
    """A decision to slow down, by who rides, that waits for the other rider."""
    new = slow_downs.NewSlowDown(
        day_of(at),
        "Daan begint maandag met de cursus.",
        "Slaat er iemand, dan bellen we dezelfde dag.",
        "Fatima wil het proberen.",
        day_of(at) + timedelta(days=28),
    )
    return slow_downs.propose(world.home, new, by=world.mila, at=at)


def of_paper(world: World, entry: Entry, at: datetime) -> Document:
    """A letter that belongs to the entry."""
    letter = documents.NewDocument("Brief", "letter", day_of(at), "family", entry=entry)
    file = documents.Sent("brief.pdf", len(files.pdf()), files.pdf())
    return documents.add(world.home, letter, file, by=world.mila, at=at)


def of_keys(world: World, at: datetime) -> dict[str, Any]:
    """A bar, an emergency that is over, a request and an absence: none of them a key for now."""
    home, mila = world.home, world.mila
    bars.set_bar(home, world.ravi, bars.Tie("neighbor"), by=world.ruben, at=at)
    need = emergencies.Need("danger", "De politie belt.", ref=home.ref)
    emergencies.break_glass(need, by=world.outsider, at=at - timedelta(hours=3))
    requests.ask(home.ref, "Ik vervang een collega.", by=world.stella, at=at)
    days = Period(day_of(at), day_of(at) + timedelta(days=5))
    absence = absences.report(mila, world.ruben, days, by=mila, at=at)
    return {
        "bar": Bar.objects.get(account=world.ravi).pk,
        "emergency": Emergency.objects.get(opened_by=world.outsider).pk,
        "asked": AccessRequest.objects.get(asked_by=world.stella).pk,
        "absence": absence.pk,
    }


def of_the_drawing(world: World, at: datetime) -> dict[str, Any]:
    """A relative, and a bond between two people."""
    new = drawing.NewRelative("Oma Zohra", Symbol.WOMAN, born_year=1955)
    relative = drawing.add_relative(world.home, new, by=world.mila, at=at)
    tie = drawing.NewBond(world.noor, BondKind.CLOSE, relative)
    return {
        "relative": relative.pk,
        "bond": drawing.bind(world.home, tie, by=world.mila, at=at).pk,
    }


def other_household(world: World, at: datetime) -> Household:
    """Another household of the same pilot, to which Mila has a key too."""
    return dossier.started(
        world.huizen, [world.local_team, world.veilig_thuis], by=world.mila, at=at
    )


def partner_again(world: World, at: datetime) -> int:
    """Let Veilig Thuis in again after the withdrawal of Daan; he then withdraws from the Raad."""
    by, first = world.mila, Withdrawal.objects.get()
    consents.explore(first, on=day_of(at), exploration="Hij wil niet.", by=by, at=at)
    consents.conclude(first, fresh=None, what_else="Zonder hem.", by=by, at=at)
    new = involvements.NewInvolvement(
        world.veilig_thuis, "with_consent", Period(day_of(at)), professional=world.vera
    )
    tandem.bring_in(world.home, new, by=by, at=at)
    again = dossier.answer(world.daan, [world.local_team, world.rvdk], by=by, at=at)
    return consents.receive_withdrawal(again, via=Via.ORAL, by=by, at=at).pk
