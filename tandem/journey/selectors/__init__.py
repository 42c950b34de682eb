"""Reads for the pages of the road: doubles, who can ride, which grounds, what is missing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Q, Value, When

from tandem.access.permissions import Permission
from tandem.access.roles import Role, scopes_with
from tandem.core.periods import age_on, day_of
from tandem.dossier.enums import POWER_FORMS, Position, ReportStatus
from tandem.dossier.models import Bar, Household, Involvement, Person, Seat
from tandem.journey.enums import Direction, EvaluationKind, TriageOutcome
from tandem.journey.models import Evaluation, Triage
from tandem.legal import selectors as legal
from tandem.legal.enums import REAL_MEASURES
from tandem.legal.rules import DECIDES_TOO
from tandem.legal.selectors import listeners
from tandem.network.enums import PARTNER_KINDS, OrganizationKind
from tandem.network.models import Account, Assignment, Organization

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Report
    from tandem.journey.models import ExpertContacts
    from tandem.legal.models import Consent, CoreDecision, Measure

MOST_DOUBLES = 20
MOST_MONTHS = 36
MOST_WORDS = 6


# Search before create -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Double:
    """A household that may be the one somebody is about to register."""

    ref: str
    name: str
    status: str
    people: tuple[Person, ...]


def _words(text: str) -> list[str]:
    """Words of a name as they are stored for searching: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return kept.split()


def possible_doubles(
    name: str, born_on: date | None, *, ref: str = "", by: Account, at: datetime
) -> list[Double]:
    """Households that look like the one that is asked for, among those somebody holds a key to.

    Alike is: every word of the name begins a word of a name there, or somebody there has the birth
    date, or the reference is the same. A household without a key is never hinted at.
    """
    alike = Q(pk=None)
    words = _words(name)
    if words:
        named = Household.objects.all()
        for word in words[:MOST_WORDS]:
            named = named.filter(search_words__word__startswith=word)
        alike |= Q(pk__in=named.values("pk"))
    if born_on is not None:
        alike |= Q(pk__in=Person.objects.filter(born_on=born_on).values("household"))
    if ref:
        alike |= Q(ref__iexact=ref) | Q(source_ref=ref)
    return _doubles(Household.objects.filter(alike), by=by, at=at)


def same_people(people: Sequence[Mapping[str, Any]], *, by: Account, at: datetime) -> list[Double]:
    """Households with somebody of the same birth date and first name, within one's own keys."""
    alike = Q(pk=None)
    for person in people:
        words = _words(person["name"])
        if words:
            alike |= Q(persons__born_on=person["born_on"], persons__search_words__word=words[0])
    return _doubles(Household.objects.filter(alike), by=by, at=at)


def _doubles(alike: QuerySet[Household], *, by: Account, at: datetime) -> list[Double]:
    found = (
        Household.objects.filter(Q(pk__in=alike.values("pk")), pk__in=_mine(by, at=at))
        .prefetch_related("persons")
        .order_by("name", "id")[:MOST_DOUBLES]
    )
    return [
        Double(home.ref, home.name, home.get_status_display(), tuple(home.persons.all()))
        for home in found
    ]


def _mine(by: Account, *, at: datetime) -> QuerySet[Household, int]:
    """Numbers of the households that somebody may look into now."""
    barred = Bar.objects.filter(
        Q(lifted_at=None) | Q(lifted_at__gt=at), account=by, recorded_at__lte=at
    )
    opened = Household.objects.filter(
        Q(keys__until=None) | Q(keys__until__gt=at),
        keys__account=by,
        keys__account__is_active=True,
        keys__since__lte=at,
        keys__scope__in=scopes_with(Permission.HOUSEHOLD_VIEW),
    )
    return opened.exclude(pk__in=barred.values("household")).values_list("pk", flat=True)


# Who can sit where --------------------------------------------------------------------------------


def local_team_of(home: Household, *, on: date) -> QuerySet[Account]:
    """Professionals of the local team of the household's pilot, but who is barred here."""
    barred = Bar.objects.running().filter(household=home)
    working = Assignment.objects.open(on=on).filter(
        pilot=home.pilot_id, role__in=[Role.LOCAL_TEAM, Role.TEAM_LEAD]
    )
    return (
        Account.objects.filter(is_active=True, pk__in=working.values("account"))
        .exclude(pk__in=barred.values("account"))
        .order_by("name", "id")
    )


def vacant_seats(home: Household, *, on: date) -> QuerySet[Seat]:
    """Seats on the day on which nobody sits by name."""
    vacant = Seat.objects.open(on=on).filter(household=home, professional=None)
    return vacant.select_related("organization", "household")


def can_ride(home: Household, seat: Seat, *, on: date) -> QuerySet[Account]:
    """Who may sit there: of the local team, or who is named for the partner; nobody barred."""
    if seat.organization_id == home.managed_by_id:
        return local_team_of(home, on=on)
    named = Involvement.objects.filter(
        Q(until=None) | Q(until__gt=on), household=home, organization=seat.organization_id
    )
    return Account.objects.filter(pk__in=named.values("professional")).order_by("name", "id")


def partners_of(home: Household) -> QuerySet[Organization]:
    """Partner organizations that can ride along in the household's pilot."""
    return home.pilot.partners.filter(kind__in=PARTNER_KINDS).order_by("name", "id")


def professionals_of(organizations: QuerySet[Organization]) -> QuerySet[Account]:
    """People who work for these organizations and can sign in, by organization."""
    return (
        Account.objects.filter(is_active=True, professional__employer__in=organizations)
        .select_related("professional__employer")
        .order_by("professional__employer__name", "name", "id")
    )


def experts_of(home: Household) -> QuerySet[Organization]:
    """Organizations of experience experts in the region."""
    return Organization.objects.filter(
        region=home.pilot.region_id, kind=OrganizationKind.EXPERIENCE_EXPERTS
    ).order_by("name", "id")


def table_of(home: Household) -> QuerySet[Organization]:
    """Every organization that can sit at a joint triage: local team, partners, experts."""
    place = Case(
        When(kind=OrganizationKind.LOCAL_TEAM, then=Value(1)),
        When(kind=OrganizationKind.EXPERIENCE_EXPERTS, then=Value(3)),
        default=Value(2),
    )
    return (
        Organization.objects.filter(
            Q(pk=home.managed_by_id) | Q(pilots=home.pilot_id) | Q(pk__in=experts_of(home))
        )
        .annotate(place=place)
        .distinct()
        .order_by("place", "name", "id")
    )


def riders_of(home: Household, *, on: date) -> list[Seat]:
    """Who rides on the day, front first."""
    return list(
        Seat.objects.open(on=on)
        .filter(household=home)
        .select_related("organization", "professional")
        .order_by("-position", "id")
    )


def back_riders_of(home: Household, *, on: date) -> list[Seat]:
    """Who rides on the back on the day."""
    return [seat for seat in riders_of(home, on=on) if seat.position == Position.BACK]


def running_involvements(home: Household, *, on: date) -> QuerySet[Involvement]:
    """Involvements that are not over on the day."""
    return (
        home.involvements.filter(Q(until=None) | Q(until__gt=on))
        .select_related("organization", "professional", "household")
        .order_by("organization__name", "id")
    )


# Grounds ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a partner could stand on today: who says yes, what was decided, whether it was told."""

    organization: Organization
    consents: tuple[Consent, ...]
    decisions: tuple[CoreDecision, ...]
    is_rvdk: bool
    is_told: bool


def grounds_of(home: Household, *, at: datetime) -> list[Grounds]:
    """Grounds per partner of the pilot, so that a refusal is no surprise."""
    day = day_of(at)
    return [_grounds(home, partner, day=day, at=at) for partner in partners_of(home)]


def _grounds(home: Household, partner: Organization, *, day: date, at: datetime) -> Grounds:
    consents = tuple(
        consent
        for consent in legal.consents_naming(home, partner)
        if consent.period.has(day) and (consent.ended_at is None or consent.ended_at > at)
    )
    decisions = tuple(
        decision
        for decision in home.core_decisions.filter(organization=partner).order_by("id")
        if decision.period.has(day)
    )
    is_rvdk = partner.kind == OrganizationKind.RVDK
    told = legal.told_of(home, partner, due=listeners.due(home, on=day)) if is_rvdk else []
    return Grounds(partner, consents, decisions, is_rvdk, any(one <= day for one in told))


def measures_of(home: Household, *, on: date) -> list[Measure]:
    """Measures that run on the day; a request for a test is none."""
    found = home.measures.filter(kind__in=REAL_MEASURES).order_by("decided_on", "id")
    return [one for one in found if one.carries.has(on)]


def not_asked(home: Household, *, on: date) -> list[str]:
    """Names of who must still be asked for consent themselves (CONS-14)."""
    return [
        person.name
        for person in legal.asked(home, on=on)
        if person.answered_on is None and age_on(person.born_on, on) >= DECIDES_TOO
    ]


def left_out(home: Household) -> list[Person]:
    """Who was not asked because asking is dangerous: they are kept from what is said to others."""
    return [one.person for one in legal.left_out(home).values()]


def doors_that_close(consent: Consent, *, on: date) -> list[Involvement]:
    """Involvements that stop at once when this consent is taken back."""
    named = consent.organizations.all()
    running = running_involvements(consent.household, on=on).filter(organization__in=named)
    return list(running.filter(anonymous=False).exclude(form__in=POWER_FORMS))


def powers_that_stay(consent: Consent, *, on: date) -> list[Involvement]:
    """Involvements of the named partners that stand on another ground, and go on."""
    named = consent.organizations.all()
    running = running_involvements(consent.household, on=on).filter(organization__in=named)
    return list(running.filter(form__in=POWER_FORMS))


@dataclass(frozen=True, slots=True)
class Missing:
    """What must be there before a household can end, and what is."""

    triage_out: Triage | None
    end_evaluation: Evaluation | None
    planned_evaluation: Evaluation | None
    open_reports: tuple[Report, ...]
    powers: tuple[Involvement, ...]
    untold_decisions: tuple[CoreDecision, ...]
    untold_measures: tuple[Measure, ...]


def what_is_missing(home: Household, *, on: date) -> Missing:
    """Look up everything that the end of the road asks for (WP-07, INV-17)."""
    triages = Triage.objects.filter(
        household=home, direction=Direction.OUT, outcome=TriageOutcome.LEAVE
    )
    ends = Evaluation.objects.filter(household=home, kind=EvaluationKind.END).order_by("-id")
    return Missing(
        triage_out=triages.order_by("-held_on", "-id").first(),
        end_evaluation=ends.filter(held_on__isnull=False).first(),
        planned_evaluation=ends.filter(held_on=None).first(),
        open_reports=tuple(
            home.reports.exclude(status=ReportStatus.ATTACHED)
            .select_related("organization")
            .order_by("due_on", "id")
        ),
        powers=tuple(running_involvements(home, on=on).filter(form__in=POWER_FORMS)),
        untold_decisions=tuple(listeners.untold_decisions(home)),
        untold_measures=tuple(listeners.untold_measures(home)),
    )


def months_of(home: Household, *, on: date) -> list[date]:
    """First days of the months that can be counted, latest first: since registration."""
    first = home.registered_on.year * 12 + home.registered_on.month - 1
    last = on.year * 12 + on.month - 1
    found = range(last, max(first, last - MOST_MONTHS) - 1, -1)
    return [date(number // 12, number % 12 + 1, 1) for number in found]


def expert_counts(home: Household) -> QuerySet[ExpertContacts]:
    """Contacts with experience experts per month, latest first (EXP-07)."""
    return home.expert_contacts.select_related("organization").order_by("-month", "id")
