"""Powers on the road: telling the family, deciding, the measure, and who then rides in front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import When
from tandem.desk.management.demo.pieces import Ride
from tandem.dossier.enums import Form
from tandem.dossier.services import keys
from tandem.journey.services import powers
from tandem.legal.enums import (
    DecisionRegime,
    Ground,
    Intervention,
    MeasureKind,
    PowerKind,
    Tell,
    TurningQuestion,
)
from tandem.legal.rules import PROTECTION
from tandem.legal.services import requests, signatures
from tandem.legal.services.decisions import NewDecision, NewMeasure

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road
    from tandem.dossier.models import Involvement
    from tandem.legal.models import CoreDecision, Measure
    from tandem.network.models import Account

# How many days the court or the mayor gave; authority is ended for good.
_GIVEN: dict[str, timedelta] = {
    MeasureKind.OTS: timedelta(days=365),
    MeasureKind.OUT_OF_HOME_PLACEMENT: timedelta(days=365),
    MeasureKind.TEMPORARY_HOME_BAN: timedelta(days=10),
    MeasureKind.CONTACT_BAN: timedelta(days=365),
    MeasureKind.PROBATION: timedelta(days=730),
}
JUDGE = "de kinderrechter, rechtbank Midden-Nederland"


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """A core decision with everything it must say, and who then uses the powers."""

    day: int
    partner: str
    who: str
    form: str
    ground: str
    weekly: str
    power: str
    facts: str
    alternatives: str
    proportionality: str
    child_interest: str
    reaction: str
    kind: str = ""
    reference: str = ""
    measures: tuple[str, ...] = ()
    until: When | None = None
    agreed: When | None = None
    end_reason: str = "de inzet van bevoegdheden is klaar"


def _kind(new: Power) -> str:
    """The power that goes with the partner and the form."""
    if new.form == Form.WITH_MEASURE:
        return PowerKind.EXECUTE
    return {"vt": PowerKind.VIOLENCE, "rvdk": PowerKind.PROTECTION}.get(
        new.partner, PowerKind.OTHER
    )


def sign(road: Road, decision: CoreDecision, day: int) -> None:
    """Let the second answer the turning point, and sign."""
    heard = "De kinderen zijn gehoord met tekeningen, door iemand die zij kennen."
    answers = {
        question.value: (True, heard if question == TurningQuestion.CHILDREN else "")
        for question in TurningQuestion
    }
    second = decision.co_signer
    if second is not None:
        signatures.answer_turning_point(decision, answers, by=second, at=road.at(day))
        signatures.co_sign(decision, by=second, at=road.at(day))


def think(road: Road, *, on: When) -> None:
    """Answer the questions before a measure is asked for (REG-23)."""
    thought = requests.Thought(
        for_whom="Voor de kinderen, die rust en veiligheid nodig hebben.",
        yields="De kinderen krijgen rust. De ouders krijgen tijd en hulp.",
        is_temporary=True,
        needed_to_stop="Drie maanden zonder nieuwe zorgen, en iemand uit de familie die meekijkt.",
        discomfort="Wij slapen er soms slecht van. Dat is niet waarom wij dit vragen.",
    )
    requests.reflect(road.home, thought, by=road.by(), at=road.at(on))


def _tested_by_the_rvdk(road: Road, new: Power) -> None:
    """Let the RvdK investigate and submit the request, by who never rode along (INV-12)."""
    use(
        road,
        Power(
            day=new.day - 28,
            partner="rvdk",
            who="stefan",
            form=Form.WITH_POWERS,
            ground=Ground.TEST_REQUEST,
            weekly="1",
            power="Onderzoek of een kinderbeschermingsmaatregel nodig is.",
            facts=new.facts,
            alternatives=new.alternatives,
            proportionality="Alleen wie nodig is voor het onderzoek wordt gesproken.",
            child_interest=new.child_interest,
            reaction="'Dan horen zij het ook eens van ons.'",
            until=new.day - 8,
            end_reason="het onderzoek van de Raad is klaar",
        ),
    )
    test = requests.NewTest(
        tested_on=road.day(new.day - 12),
        is_met=True,
        motivation="De ontwikkeling van de kinderen wordt ernstig bedreigd en hulp met toestemming"
        " is niet genoeg.",
        children=road.minors(new.day - 12),
        children_heard="De kinderen zijn apart gesproken.",
        parents_heard="De ouders zijn gesproken en lazen het rapport.",
        submitted_on=road.day(new.day - 11),
    )
    requests.test(road.home, test, by=road.by("stefan"), at=road.at(new.day - 11))


def _in_time(road: Road, measure: Measure, day: int) -> None:
    """Write down the first contact and the first use, and plan to stop (REG-22)."""
    if measure.kind in PROTECTION:
        is_away = measure.kind == MeasureKind.OUT_OF_HOME_PLACEMENT
        powers.note_measure(
            measure,
            requests.Days(road.day(day), road.day(day) if is_away else None),
            by=road.by(),
            at=road.at(day),
        )
    plan = requests.NewPlan(
        made_on=road.day(day),
        needed_to_stop="Drie maanden zonder nieuwe zorgen.",
        afterwards="Het gezin gaat verder met hulp die het zelf kiest.",
        agreed_with="het gezin en het lokaal team",
        review_on=road.day(day) + timedelta(days=90),
        network="Een tante en een buurvrouw kijken elke week mee.",
    )
    requests.plan_scale_down(road.home, plan, by=road.by(), at=road.at(day))


def _inside(road: Road, new: Power) -> Account | None:
    """Somebody of the partner who holds a key on the day of the decision."""
    running = keys.running(road.at(new.day - 1)).filter(household=road.home, scope="partner")
    there = running.filter(account__professional__employer=road.organization(new.partner))
    key = there.select_related("account").order_by("id").first()
    return None if key is None else key.account


def use(road: Road, new: Power) -> Involvement:
    """Tell, decide, and let the partner ride in front from that day."""
    name = road.organization(new.partner).name
    road.tell(
        new.day - 2,
        new.partner,
        f"{name} mag vanaf nu dingen doen die het gezin misschien niet wil. Verteld wat,"
        " en waarom.",
        new.reaction,
    )
    if PROTECTION & set(new.measures):
        _tested_by_the_rvdk(road, new)
    is_red = new.form == Form.WITH_MEASURE
    inside = _inside(road, new)
    decision = NewDecision(
        regime=DecisionRegime.WITH_MEASURE if is_red else DecisionRegime.WITH_POWERS,
        organization=road.organization(new.partner),
        ground=new.ground,
        ground_on=road.day(new.day - 4),
        decided_on=road.day(new.day - 1),
        power_kind=new.kind or _kind(new),
        legal_reference=new.reference,
        power=new.power,
        facts=new.facts,
        alternatives=new.alternatives,
        interventions=[Intervention.HOME_BAN, Intervention.FAMILY_COURT],
        proportionality=new.proportionality,
        subsidiarity="Hulp met toestemming is geprobeerd en bleek niet genoeg.",
        child_interest=new.child_interest,
        # Who is let in already signs; of another it says who decided there.
        co_signer=inside or road.by(road.second),
        also_decided="" if inside else f"{road.by(new.who).name} van {name}",
        family_informed_on=road.day(new.day - 1),
        family_reaction=new.reaction,
        family_informed_by=road.by(),
        family_informed_why="Wie het gezin het best kende, vertelde het aan tafel.",
        family_informed_what="Wat er nu anders wordt, wat tegen de wil mag en op welke wet dat"
        " rust. En wie er bij het gezin blijft.",
        family_informed_points=[Tell.CONCERNS_STAY, Tell.TURNING_POINT, Tell.RVDK],
        complaint_explained=True,
        review_on=road.day(new.day - 1) + timedelta(days=90),
    )
    taken = road.decide(new.day - 1, decision)
    sign(road, taken, new.day - 1)
    for kind in new.measures:
        asks = kind == MeasureKind.RVDK_TEST_REQUEST
        if asks:
            think(road, on=new.day - 31)
        on = new.day - 30 if asks else new.day - 4
        made = road.measure(
            on,
            NewMeasure(
                kind=kind,
                decided_on=road.day(on),
                initiated_by_pilot=True,
                requested_on=road.day(new.day - 30),
                decided_by="" if asks else JUDGE,
                reference="" if asks else f"C/16/6{road.home.pk:05d}",
                since=road.day(on),
                until=road.day(on) + _GIVEN[kind] if kind in _GIVEN else None,
                executed_by=None if asks else road.organization(new.partner),
                core_decision=None if asks else taken,
                children=road.minors(on),
                threats=new.facts if kind == MeasureKind.OTS else "",
            ),
        )
        if not asks:
            _in_time(road, made, new.day)
    involvement = road.ride(
        Ride(
            new.day,
            new.partner,
            new.form,
            who=new.who,
            weekly=new.weekly,
            until=new.until,
            agreed=new.agreed,
            end_reason=new.end_reason,
        )
    )
    tale.tell_of_swaps(road)
    return involvement
