"""Households at each place on their road, made through the services that make them in earnest.

One function per state of the road; each takes the one before as its start. Names are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import (
    AuthoritySource,
    Channel,
    Form,
    Frequency,
    PersonRole,
)
from tandem.dossier.services import households
from tandem.journey.enums import Direction, EvaluationKind, TriageOutcome
from tandem.journey.services import contacts, endings, intakes, tandem
from tandem.legal import rules
from tandem.legal.enums import (
    Answer,
    DataCategory,
    DecisionRegime,
    Ground,
    Intervention,
    PowerKind,
    RecipientKind,
    Situation,
    Tell,
    TurningQuestion,
    WithoutConsent,
)
from tandem.legal.services import (
    consents,
    decisions,
    involvements,
    requests,
    sharing,
    signatures,
    talks,
)
from tandem.network.enums import OrganizationKind
from tests.factories import power
from tests.factories.signing import deciding, let_in, loose_key

__all__ = ["loose_key"]

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tandem.dossier.models import Household, Involvement, Person
    from tandem.legal.models import Consent, CoreDecision, Exchange, SharingRefusal
    from tandem.network.models import Account, Organization, Pilot


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to a household."""

    name: str
    role: str
    born_on: date
    has_authority: bool = False


FAMILY = (
    Member("Fatima Wilgen", PersonRole.PARENT, date(1986, 3, 12), has_authority=True),
    Member("Daan Wilgen", PersonRole.PARENT, date(1984, 11, 2), has_authority=True),
    Member("Noor Wilgen", PersonRole.CHILD, date(2012, 5, 20)),
    Member("Sem Wilgen", PersonRole.CHILD, date(2020, 2, 9)),
)
PARENT_AND_CHILD = (
    Member("Lotte Elzen", PersonRole.PARENT, date(1990, 7, 1), has_authority=True),
    Member("Pim Elzen", PersonRole.CHILD, date(2019, 4, 4)),
)


def registered(
    pilot: Pilot,
    *,
    name: str = "De Els",
    people: Iterable[Member] = PARENT_AND_CHILD,
    by: Account,
    at: datetime,
) -> Household:
    """Register a household, with authority of the parents over the minors."""
    people = list(people)
    intake = intakes.NewIntake(
        name=name,
        registered_on=day_of(at),
        channel=Channel.LOCAL_TEAM,
        source="de huisarts",
        concerns="De ouders maken vaak ruzie en slapen slecht.",
    )
    newcomers = [households.NewPerson(one.name, one.role, one.born_on) for one in people]
    home = intakes.register(pilot, intake, newcomers, by=by, at=at)
    persons = {person.name: person for person in home.persons.order_by("id")}
    known = households.AuthoritySeen(AuthoritySource.TOLD, day_of(at), day_of(at))
    for holder in (one for one in people if one.has_authority):
        for child in (one for one in people if one.role == PersonRole.CHILD):
            households.record_authority(
                persons[holder.name], persons[child.name], known, by=by, at=at
            )
    return home


def triaged(
    home: Household, outcome: str = TriageOutcome.ADMIT, *, by: Account, at: datetime
) -> Household:
    """Hold the joint triage with the local team, a partner and an experience expert."""
    is_out = outcome in {TriageOutcome.LEAVE, TriageOutcome.STAY}
    partners = list(home.pilot.partners.order_by("slug")[:1])
    new = intakes.NewTriage(
        direction=Direction.OUT if is_out else Direction.IN,
        held_on=day_of(at),
        outcome=outcome,
        motivation="We hebben samen met het gezin gekeken wat nu past.",
        organizations=[home.pilot.local_team, *partners],
        contact_choice="" if is_out else "De wijkconsulent belt, zij kent het gezin al.",
        expert_absent_reason="Het gezin wilde dit gesprek eerst zelf voeren.",
    )
    intakes.hold_triage(home, new, by=by, at=at)
    return home


def explained(home: Household, *, by: Account, at: datetime) -> None:
    """Explain the way of working and give the leaflet."""
    consents.explain(home, on=day_of(at), by=by, at=at)


def answer(
    person: Person,
    organizations: Iterable[Organization],
    *,
    says: str = Answer.YES,
    by: Account,
    at: datetime,
) -> Consent:
    """Record what somebody answers when asked for consent."""
    new = consents.NewConsent(says, list(organizations), day_of(at))
    return consents.record(person, new, by=by, at=at)


def everybody_says_yes(
    home: Household, organizations: Iterable[Organization], *, by: Account, at: datetime
) -> list[Consent]:
    """Ask everybody of 12 and older; everybody says yes."""
    named = list(organizations)
    asked = [one for one in home.persons.order_by("id") if one.age(day_of(at)) >= 12]
    return [answer(person, named, by=by, at=at) for person in asked]


def told_at_start(home: Household, *, by: Account, at: datetime) -> None:
    """Tell everybody what is due at the start."""
    told = talks.Told(rules.AT_START, list(home.persons.order_by("id")))
    talks.tell(home, told, on=day_of(at), by=by, at=at)


def riding(home: Household, rider: Account, *, by: Account, at: datetime) -> Household:
    """Tell what is due, and start the tandem with the local team in front and one fixed face."""
    if not home.told_points.filter(point=Tell.CONTACT).exists():
        told_at_start(home, by=by, at=at)
    return riding_only(home, rider, at=at, by=by)


def riding_only(
    home: Household, rider: Account, *, at: datetime, by: Account | None = None
) -> Household:
    """Start the tandem, whatever was told."""
    by = by or rider
    contact = contacts.NewContact(rider, "06 op werkdagen tot 18 uur", Frequency.WEEKLY)
    tandem.start(home, rider, contact, on=day_of(at), by=by, at=at)
    return home


def started(
    pilot: Pilot,
    organizations: Iterable[Organization],
    *,
    name: str = "De Els",
    people: Iterable[Member] = PARENT_AND_CHILD,
    by: Account,
    at: datetime,
) -> Household:
    """Walk the whole road from registration to a riding tandem on one day."""
    home = registered(pilot, name=name, people=people, by=by, at=at)
    triaged(home, by=by, at=at)
    explained(home, by=by, at=at)
    everybody_says_yes(home, organizations, by=by, at=at)
    return riding(home, by, by=by, at=at)


def partner(
    home: Household,
    organization: Organization,
    *,
    form: str = Form.WITH_CONSENT,
    professional: Account | None = None,
    since: date | None = None,
    by: Account,
    at: datetime,
) -> Involvement:
    """Bring a partner in."""
    new = involvements.NewInvolvement(
        organization, form, Period(since or day_of(at)), professional=professional
    )
    return tandem.bring_in(home, new, by=by, at=at)


OF_A_KIND = {
    OrganizationKind.VEILIG_THUIS: PowerKind.VIOLENCE,
    OrganizationKind.RVDK: PowerKind.PROTECTION,
}


GROUND_OF = {
    PowerKind.VIOLENCE: Ground.REPORT,
    PowerKind.PROTECTION: Ground.TEST_REQUEST,
    PowerKind.EXECUTE: Ground.OTS,
    PowerKind.OTHER: Ground.REPORT,
}


def proposal(
    organization: Organization,
    co_signer: Account,
    *,
    regime: str = DecisionRegime.WITH_POWERS,
    on: date,
    **changes: Any,
) -> decisions.NewDecision:
    """Say everything that a core decision must say."""
    kind = OF_A_KIND.get(OrganizationKind(organization.kind), PowerKind.OTHER)
    power_kind = PowerKind.EXECUTE if regime == DecisionRegime.WITH_MEASURE else kind
    new = decisions.NewDecision(
        regime=regime,
        organization=organization,
        ground=GROUND_OF[power_kind],
        legal_reference="BW 1:268" if power_kind == PowerKind.OTHER else "",
        ground_on=on,
        decided_on=on,
        power_kind=power_kind,
        power="onderzoek doen en gesprekken voeren",
        facts="De school zag drie keer letsel.",
        alternatives="Vrijwillige hulp is twee keer gestopt.",
        interventions=[Intervention.NONE],
        proportionality="De zorgen zijn groot en nemen toe.",
        subsidiarity="Vrijwillige hulp is niet genoeg gebleken.",
        child_interest="Pim moet veilig kunnen slapen.",
        co_signer=co_signer,
        review_on=on + timedelta(days=90),
    )
    return replace(new, **changes)


def as_told(on: date, by_whom: Account) -> dict[str, Any]:
    """Say how the family was told."""
    return {
        "family_informed_on": on,
        "family_informed_by": by_whom,
        "family_informed_why": "Zij kennen elkaar het best.",
        "family_informed_what": "Wat er nu verandert en wat tegen de wil mag.",
        "family_informed_points": [Tell.CONCERNS_STAY, Tell.TURNING_POINT, Tell.RVDK],
        "complaint_explained": True,
    }


def decided(
    home: Household,
    organization: Organization,
    co_signer: Account,
    *,
    regime: str = DecisionRegime.WITH_POWERS,
    told: bool = True,
    signs: bool = True,
    by: Account,
    at: datetime,
) -> CoreDecision:
    """Take a complete core decision that opens powers for the organization, signed by two."""
    new = proposal(organization, co_signer, regime=regime, on=day_of(at))
    if told:
        new = replace(new, **as_told(day_of(at), by))
    decider = deciding(home, organization, co_signer, by)
    with let_in(home, decider, at=at):
        made = decisions.decide(home, new, by=decider, at=at)
    if signs:
        signed(made, at=at)
    return made


def signed(decision: CoreDecision, *, at: datetime) -> CoreDecision:
    """Let the second answer the turning point and sign."""
    answers = {question.value: (True, "") for question in TurningQuestion}
    second = _asked(decision)
    with let_in(decision.household, second, at=at):
        signatures.answer_turning_point(decision, answers, by=second, at=at)
        signatures.co_sign(decision, by=second, at=at)
    decision.refresh_from_db()
    return decision


def _asked(decision: CoreDecision) -> Account:
    if decision.co_signer is None:
        raise AssertionError
    return decision.co_signer


def telling(rvdk: Organization, at: datetime) -> sharing.Shared:
    """Say what the RvdK is told without consent, and when the family hears of it."""
    asked = sharing.Question(
        WithoutConsent.REFUSED,
        is_unsafe=True,
        recipient=RecipientKind.RVDK,
        situation=Situation.TEST_REQUEST,
    )
    return sharing.Shared(
        asked,
        facts="De school zag drie keer letsel.",
        recipient="een raadsonderzoeker",
        categories=(DataCategory.SAFETY,),
        data="Wat de school zag, en wanneer.",
        necessity="Anders kan de Raad niets onderzoeken.",
        shared_at=at,
        organization=rvdk,
        tell_by=day_of(at) + timedelta(days=7),
        not_yet_reason="Eerst praat iemand met Pim alleen.",
    )


def shared(
    home: Household, rvdk: Organization, *, by: Account, at: datetime
) -> tuple[Exchange, SharingRefusal]:
    """Share something with the RvdK without consent, and be refused something else."""
    new = telling(rvdk, at)
    refused = sharing.refuse(home, replace(new.question, is_unsafe=False), by=by, at=at)
    if refused is None:  # pragma: no cover - it is never safe enough to say yes
        raise AssertionError
    return sharing.exchange(home, new, by=by, at=at), refused


def reflected(home: Household, *, by: Account, at: datetime) -> None:
    """Answer the questions before a request for a measure."""
    thought = requests.Thought(
        for_whom="Voor Sem, die 's nachts wakker ligt.",
        yields="Rust voor Sem, en voor de ouders tijd om hulp te vinden.",
        is_temporary=True,
        needed_to_stop="Drie maanden zonder ruzie in huis.",
        discomfort="Wij vinden het spannend, maar dat is niet waarom.",
    )
    requests.reflect(home, thought, by=by, at=at)


def tested(home: Household, *, by: Account, at: datetime) -> None:
    """Let the RvdK test and submit; the account needs a key and must not have ridden along."""
    new = requests.NewTest(
        day_of(at),
        True,
        "Ernstig bedreigd.",
        children_heard="Sem wil rust.",
        parents_heard="Moeder wil hulp.",
        children=power.children(home, on=day_of(at)),
        submitted_on=day_of(at),
    )
    requests.test(home, new, by=by, at=at)


def leaving(home: Household, *, by: Account, at: datetime) -> Household:
    """Hold the triage at the way out and the end evaluation."""
    triaged(home, TriageOutcome.LEAVE, by=by, at=at)
    evaluated(home, by=by, at=at)
    return home


def evaluated(
    home: Household, kind: str = EvaluationKind.END, *, by: Account, at: datetime
) -> None:
    """Plan and hold an evaluation on one day."""
    plan = endings.plan_evaluation(home, kind=kind, due_on=day_of(at), by=by, at=at)
    held = endings.Held(
        day_of(at), safety="Het is veilig.", what_worked="Samen eten.", family_view="Het gaat goed."
    )
    endings.hold_evaluation(plan, held, seen=plan.version, by=by, at=at)
