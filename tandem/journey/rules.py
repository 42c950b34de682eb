"""The road of a household and the seats of its tandem. Pure: facts in, verdict out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import Period
from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import RIDING, Form, Position, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

JOURNEY_01 = Rule(
    "JOURNEY-01",
    "Deze stap past niet bij waar het huishouden nu is.",
    "Kijk bij Samen welke stap nu aan de beurt is.",
    "001 §Het werkproces; WP-03 (gereconstrueerd)",
)
JOURNEY_02 = Rule(
    "JOURNEY-02",
    "Triage doen we samen: ten minste het lokaal team en één partner.",
    "Nodig een partner uit en leg de triage daarna vast.",
    "001 §Het werkproces; WP-06, WP-07",
)
JOURNEY_03 = Rule(
    "JOURNEY-03",
    "Bij elk overleg is een ervaringsdeskundige betrokken, of er staat waarom niet.",
    "Kies de organisatie van de ervaringsdeskundige, of schrijf op waarom die er niet was.",
    "001 §Belangrijke keuzes 2; EXP-05",
)
JOURNEY_04 = Rule(
    "JOURNEY-04",
    "De tandem start pas met toestemming, of met een wettelijke grond.",
    "Vraag toestemming aan ten minste één gezinslid. Zegt iedereen nee? Bespreek wat er wel kan.",
    "000 §2",
    ("INV-01", "INV-03"),
)
JOURNEY_05 = Rule(
    "JOURNEY-05",
    "Op elke tandem zit precies één fietser voorop, en altijd iemand van het lokaal team.",
    "Kies wie voorop zit. Het lokaal team blijft op de fiets, ook bij een maatregel.",
    "001 §De tandem",
    ("INV-13",),
)
JOURNEY_06 = Rule(
    "JOURNEY-06",
    "Worden er bevoegdheden ingezet, dan zit die partner voorop. Anders zit het lokaal team"
    " voorop, tenzij er een reden is.",
    "Wissel van plaats, of schrijf op waarom het nu anders is.",
    "001 §De tandem",
    ("INV-14",),
)
JOURNEY_07 = Rule(
    "JOURNEY-07",
    "Een gezin heeft één vast contactpersoon, tenzij het gezin er zelf om vraagt.",
    "Wissel van contactpersoon, of schrijf op wat u met het gezin afsprak.",
    "000 §3; TAN-14",
    ("INV-15",),
)
JOURNEY_08 = Rule(
    "JOURNEY-08",
    "Bij een wisseling van plaats hoort wat de aanleiding is, wie het afsprak en wanneer het gezin"
    " het hoorde.",
    "Vul aan wat nog leeg is.",
    "001 §De tandem; TAN-07, TELL-19",
)
JOURNEY_09 = Rule(
    "JOURNEY-09",
    "Afronden kan na een gezamenlijke triage voor uitstroom en een eindevaluatie.",
    "Houd eerst de triage en de eindevaluatie, en leg ze vast.",
    "001 §Het werkproces, §Monitoren; WP-07",
)
JOURNEY_10 = Rule(
    "JOURNEY-10",
    "Een dossier sluit pas als elk verslag van een partner is toegevoegd.",
    "Voeg eerst de verslagen toe die nog openstaan.",
    "001 §Registratie",
    ("INV-17",),
)
JOURNEY_11 = Rule(
    "JOURNEY-11",
    "Van een ervaringsdeskundige tellen we alleen contacten in een maand die voorbij of bezig is.",
    "Kies de juiste maand en vul een aantal in.",
    "001 §Registratie",
    ("INV-16",),
)
JOURNEY_12 = Rule(
    "JOURNEY-12",
    "Bij het begin kiezen we samen hoe en door wie het contact met het gezin wordt gelegd.",
    "Schrijf op wie het contact legt en waarom zo.",
    "002 BS3 §10; WP-28",
)
JOURNEY_13 = Rule(
    "JOURNEY-13",
    "De laatste dag ligt niet vóór de aanmelding en niet in de toekomst.",
    "Kijk de datum na.",
    "001 Bijlage 2 vraag B; WP-08",
)
JOURNEY_14 = Rule(
    "JOURNEY-14",
    "Een wisseling begint niet vóór de vorige.",
    "Kies een dag op of na de vorige wisseling.",
    "001 §De tandem; TAN-13",
    ("INV-13",),
)
JOURNEY_15 = Rule(
    "JOURNEY-15",
    "Zolang een partner bevoegdheden inzet, rondt het lokaal team niet af.",
    "Rond eerst de inzet van bevoegdheden af.",
    "001 §De tandem; TAN-06",
)

RULES = (
    JOURNEY_01,
    JOURNEY_02,
    JOURNEY_03,
    JOURNEY_04,
    JOURNEY_05,
    JOURNEY_06,
    JOURNEY_07,
    JOURNEY_08,
    JOURNEY_09,
    JOURNEY_10,
    JOURNEY_11,
    JOURNEY_12,
    JOURNEY_13,
    JOURNEY_14,
    JOURNEY_15,
)

# Where a household can go from where it is; docs/generated/journey.md draws it.
MOVES: Mapping[Status, frozenset[Status]] = {
    Status.REGISTERED: frozenset({Status.ADMITTED, Status.ELSEWHERE}),
    Status.ADMITTED: frozenset({Status.STARTED, Status.ENDED}),
    Status.ELSEWHERE: frozenset({Status.ENDED}),
    Status.STARTED: frozenset({Status.RECONSIDERING, Status.LEAVING}),
    Status.RECONSIDERING: frozenset({Status.STARTED, Status.STOPPED}),
    Status.STOPPED: frozenset({Status.STARTED, Status.ENDED}),
    Status.LEAVING: frozenset({Status.STARTED, Status.RECONSIDERING, Status.ENDED}),
    Status.ENDED: frozenset(),
}


def may_move(status: str, to: Status) -> Verdict:
    """Judge a step on the road."""
    if to in MOVES[Status(status)]:
        return YES
    return JOURNEY_01.no(f"Dit huishouden is nu: {Status(status).label}.")


def may_begin(status: str) -> Verdict:
    """Judge whether the tandem can start, or start again; what rides goes on by other steps."""
    if Status(status) in {Status.ADMITTED, Status.STOPPED}:
        return YES
    return JOURNEY_01.no(f"Dit huishouden is nu: {Status(status).label}.")


def is_riding(status: str) -> Verdict:
    """Judge whether the tandem rides, so that seats and outflow can be spoken of."""
    return (
        YES
        if Status(status) in RIDING
        else JOURNEY_01.no(f"Dit huishouden is nu: {Status(status).label}.")
    )


def triage_is_joint(*, has_local_team: bool, partners: int) -> Verdict:
    """Judge who sat at a triage (WP-06)."""
    return YES if has_local_team and partners >= 1 else JOURNEY_02.no()


def expert_or_reason(*, has_expert: bool, reason: str) -> Verdict:
    """Judge the place of the experience expert (EXP-05)."""
    return YES if has_expert or reason.strip() else JOURNEY_03.no()


def contact_is_chosen(text: str) -> Verdict:
    """Judge the choice of how contact takes shape (WP-28)."""
    return YES if text.strip() else JOURNEY_12.no()


def may_start(*, has_consent: bool, has_power: bool) -> Verdict:
    """Judge the start of the tandem (INV-01, INV-03)."""
    return YES if has_consent or has_power else JOURNEY_04.no()


def seats_are_filled(*, fronts: int, local_team: int) -> Verdict:
    """Judge the riders at one moment (INV-13)."""
    return YES if fronts == 1 and local_team >= 1 else JOURNEY_05.no()


def front_fits_power(
    *, front_is_local_team: bool, front_has_power: bool, power_active: bool, reason: str
) -> Verdict:
    """Judge who rides in front (INV-14)."""
    if power_active:
        return YES if front_has_power else JOURNEY_06.no("Er worden nu bevoegdheden ingezet.")
    return YES if front_is_local_team or reason.strip() else JOURNEY_06.no()


def swap_is_told(*, trigger: str, agreed_by: str, informed_on: date | None) -> Verdict:
    """Judge a swap of seats (TAN-07)."""
    complete = trigger.strip() and agreed_by.strip() and informed_on is not None
    return YES if complete else JOURNEY_08.no()


def not_before_previous(day: date, *, previous: date | None) -> Verdict:
    """Judge the order of swaps."""
    return YES if previous is None or previous <= day else JOURNEY_14.no()


def one_contact_person(*, running: int, agreed_with_family: str) -> Verdict:
    """Judge an extra contact person (INV-15)."""
    return YES if running == 0 or agreed_with_family.strip() else JOURNEY_07.no()


def may_end(
    *, needs_way_out: bool, triage_out: bool, end_evaluation: bool, open_reports: int, powers: int
) -> Verdict:
    """Judge the end of involvement (WP-07, INV-17).

    Who never rode, or stopped at their own wish, needs no triage at the way out.
    """
    if open_reports:
        return JOURNEY_10.no(f"Nog open: {open_reports}.")
    if powers:
        return JOURNEY_15.no()
    return YES if not needs_way_out or (triage_out and end_evaluation) else JOURNEY_09.no()


def last_day_is_possible(
    day: date, *, registered_on: date, today: date, last_came_on: date | None = None
) -> Verdict:
    """Judge the last day of involvement (WP-08): nobody came after it."""
    if last_came_on is not None and day < last_came_on:
        return JOURNEY_13.no(f"Op {last_came_on:%d-%m-%Y} kwam er nog een partner bij.")
    return YES if registered_on <= day <= today else JOURNEY_13.no()


def month_has_begun(month: date, *, today: date) -> Verdict:
    """Judge the month of a count (EXP-07)."""
    return YES if month <= today else JOURNEY_11.no()


@dataclass(frozen=True, slots=True)
class Ride:
    """An involvement as far as seats go: who, in which form, on which days."""

    organization_id: int
    form: str
    period: Period


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place on the tandem for a period."""

    position: str
    organization_id: int
    period: Period


def places(*, local_team_id: int, whole: Period, rides: Sequence[Ride]) -> tuple[Place, ...]:
    """Work out who sat where from start to end, for a household brought in from elsewhere.

    The local team is on the tandem the whole time. On days with powers the partner with the
    heaviest power rides in front (red before orange, then the latest); otherwise the local team
    does. Advisers do not ride along.
    """
    riding = [ride for ride in rides if ride.form != Form.ADVICE]
    cuts = _cuts(whole, (ride.period for ride in riding))
    result: list[Place] = []
    for since, until in zip(cuts, [*cuts[1:], None], strict=True):
        end = until if until is not None else whole.until
        piece = Period(since, end)
        if piece.is_empty:
            continue
        present = [ride for ride in riding if ride.period.has(since)]
        front = _front(present, local_team_id)
        on_the_back = {ride.organization_id for ride in present} | {local_team_id}
        seats = [(Position.FRONT, front)]
        seats += [(Position.BACK, org) for org in sorted(on_the_back - {front})]
        for position, organization_id in seats:
            _lengthen(result, Place(position, organization_id, piece))
    return tuple(result)


def _cuts(whole: Period, periods: Iterable[Period]) -> list[date]:
    days = {whole.since}
    for period in periods:
        days |= {day for day in (period.since, period.until) if day is not None and whole.has(day)}
    return sorted(days)


def _front(present: Collection[Ride], local_team_id: int) -> int:
    powers = [ride for ride in present if ride.form in {Form.WITH_POWERS, Form.WITH_MEASURE}]
    if not powers:
        return local_team_id
    heaviest = max(powers, key=lambda r: (r.form == Form.WITH_MEASURE, r.period.since))
    return heaviest.organization_id


def _lengthen(result: list[Place], place: Place) -> None:
    for index, earlier in enumerate(result):
        same = (earlier.position, earlier.organization_id) == (
            place.position,
            place.organization_id,
        )
        if same and earlier.period.until == place.period.since:
            longer = Period(earlier.period.since, place.period.until)
            result[index] = Place(place.position, place.organization_id, longer)
            return
    result.append(place)


def first_of_month(day: date) -> date:
    """Return the first day of the month of a day."""
    return day - timedelta(days=day.day - 1)
