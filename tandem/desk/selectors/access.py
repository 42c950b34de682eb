"""Who holds a key, on what ground, and who looked: in words for the page *Inzage*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.desk.selectors import trail
from tandem.dossier import door
from tandem.dossier.models import Key
from tandem.legal.rules import LEGAL_103
from tandem.network.models import Account

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household

PAGE = 50

_WORDS = {
    "household_looked_at": "keek",
    "household_refused": "klopte aan zonder sleutel",
    "rule_refused": "kreeg nee van een spelregel",
    "household_registered": "meldde het huishouden aan",
    "persons_added": "voegde gezinsleden toe",
    "person_changed": "verbeterde gegevens van een gezinslid",
    "household_renamed": "veranderde de naam",
    "relation_recorded": "legde een relatie vast",
    "authority_recorded": "legde gezag vast",
    "authority_ended": "legde het einde van gezag vast",
    "entry_written": "schreef iets op in het verhaal",
    "lasting_concern_recorded": "legde vast wat er gezegd is over zorgen die blijven",
    "talk_answered": "schreef op wat iemand in een gesprek zei",
    "talk_begun": "begon een gesprek met het gezin",
    "entry_corrected": "verbeterde een aantekening",
    "document_added": "voegde een document toe",
    "document_replaced": "verving een document door een betere versie",
    "report_announced": "had contact zonder het lokaal team",
    "report_sent": "verstuurde een verslag",
    "report_taken_over": "nam een verslag over van een partner",
    "report_attached": "voegde een verslag toe",
    "way_of_working_explained": "legde de werkwijze uit",
    "points_told": "legde vast wat is verteld",
    "consent_yes": "legde een ja vast",
    "consent_no": "legde een nee vast",
    "care_consent_yes": "legde een ja tegen hulp vast",
    "care_consent_no": "legde een nee tegen hulp vast",
    "care_consent_withdrawn": "legde vast dat een ja tegen hulp is ingetrokken",
    "left_unasked": "vroeg iemand niet, met een reden",
    "sharing_consent_yes": "legde een ja tegen delen vast",
    "sharing_consent_no": "legde een nee tegen delen vast",
    "sharing_consent_withdrawn": "legde vast dat een ja tegen delen is ingetrokken",
    "telling_promised": "legde vast wat later wordt verteld",
    "help_begun": "legde vast dat hulp begint",
    "consent_confirmed": "verstuurde de bevestiging",
    "consent_withdrawn": "legde vast dat toestemming is ingetrokken",
    "withdrawal_denied": "zei: ik trok mijn toestemming niet in",
    "withdrawal_denial_discussed": "besprak een intrekking die iemand niet zelf deed",
    "withdrawal_explored": "besprak of er een oplossing is",
    "withdrawal_continued": "legde vast dat we doorgaan",
    "withdrawal_stopped": "legde vast dat we stoppen",
    "involvement_started": "bracht een partner erbij",
    "involvement_ended": "liet een partner gaan",
    "involvement_professional_named": "noemde wie het van de partner doet",
    "hours_corrected": "verbeterde uren",
    "hours_recorded": "schreef uren",
    "core_decision_taken": "legde een kernbesluit vast",
    "family_told_of_decision": "vertelde het gezin over een kernbesluit",
    "data_shared": "deelde iets zonder toestemming",
    "sharing_refused": "kreeg nee op delen zonder toestemming",
    "family_told_of_measure": "vertelde het gezin over een maatregel",
    "family_told_of_sharing": "vertelde het gezin wat er is gedeeld",
    "telling_postponed": "stelde het vertellen uit, met een reden",
    "measure_recorded": "legde een maatregel vast",
    "measure_confirmed": "bevestigde een maatregel",
    "measure_noted": "schreef op wat er rond een maatregel gebeurde",
    "measure_reflected": "beantwoordde de vragen voor een maatregel",
    "protection_tested": "legde de toets van de Raad vast",
    "protection_test_noted": "schreef op wat er na de toets van de Raad gebeurde",
    "scale_down_planned": "maakte een afschaalplan",
    "turning_point_answered": "beantwoordde de vragen van het kantelpunt",
    "core_decision_co_signed": "tekende een kernbesluit mee",
    "core_decision_declined": "tekende een kernbesluit niet mee",
    "core_decision_reviewed": "bekeek een kernbesluit opnieuw",
    "co_signer_asked": "vroeg iemand een kernbesluit mee te tekenen",
    "involvement_followed_ground": "paste een betrokkenheid aan de grond aan",
    "measure_ended": "legde het einde van een maatregel vast",
    "family_told": "vertelde het gezin wie meedoet",
    "family_told_of_swap": "vertelde het gezin over een wisseling",
    "triage_in_held": "legde de triage voor toegang vast",
    "triage_out_held": "legde de triage voor uitstroom vast",
    "contact_person_named": "noemde een vast contactpersoon",
    "rider_named": "noemde wie er meefietst",
    "deputies_followed": "liet de sleutel van een vervanger meegaan met het contactpersoon",
    "seats_swapped": "wisselde van plaats op de tandem",
    "evaluation_planned": "plande een evaluatie",
    "phase_marked": "legde vast in welke fase het gezin is",
    "consultation_recorded": "legde een overleg vast",
    "slow_down_proposed": "legde een besluit om te vertragen voor",
    "slow_down_co_signed": "tekende een besluit om te vertragen mee",
    "slow_down_ended": "keek terug op een besluit om te vertragen",
    "evaluation_held": "legde een evaluatie vast",
    "piece_begun": "begon een nieuwe versie van een analyse of plan",
    "piece_changed": "werkte aan een analyse of plan",
    "piece_written": "schreef aan een analyse of plan",
    "piece_settled": "stelde een analyse of plan vast",
    "piece_looked_at_again": "sprak af wanneer een plan weer wordt besproken",
    "both_sides_heard": "legde vast wat iemand zegt van wat er staat",
    "agreement_checked": "ging na of een afspraak duidelijk is en lukt",
    "expert_contacts_counted": "telde contacten met een ervaringsdeskundige",
    "keys_cut_for_local_team": "gaf het lokaal team een sleutel",
    "key_cut_for_involvement": "gaf een partner een sleutel",
    "key_ended_for_involvement": "nam de sleutel van een partner in",
    "key_cut_for_request": "liet een collega van een partner binnen",
    "key_cut_for_emergency": "opende de deur voor noodtoegang",
    "keys_ended_for_bar": "nam de sleutels in van wie het gezin kent",
    "keys_cut_after_bar": "gaf weer een sleutel na een uitsluiting",
    "bar_recorded": "legde vast dat een professional het gezin persoonlijk kent",
    "bar_lifted": "hief een uitsluiting op",
    "emergency_opened": "nam noodtoegang",
    "emergency_reviewed": "beoordeelde noodtoegang",
    "emergency_told_later": "legde vast waarom het gezin later over noodtoegang hoort",
    "family_told_of_emergency": "vertelde het gezin over noodtoegang",
    "access_asked": "vroeg om toegang",
    "access_answered": "antwoordde op een vraag om toegang",
    "household_admitted": "liet het huishouden toe",
    "household_elsewhere": "legde vast dat het huishouden niet meedoet",
    "household_started": "startte de tandem",
    "household_reconsidering": "zette de tandem stil voor een gesprek",
    "household_stopped": "stopte op verzoek van het gezin",
    "household_ground_ended": "zette de tandem stil: geen grond meer",
    "household_leaving": "besprak de uitstroom",
    "household_ended": "rondde af",
    "address_recorded": "schreef een adres op",
    "address_changed": "verbeterde een adres",
    "shield_set": "schermde iets af",
    "shield_lift_asked": "vroeg om een afscherming op te heffen",
    "shield_kept": "liet een afscherming staan",
    "shield_lifted": "hief een afscherming op",
    "family_page_given": "gaf een gezinslid een eigen bladzijde",
    "family_link_confirmed": "keek na wie om een nieuwe link vroeg",
    "family_link_renewed": "gaf een nieuwe link voor een eigen bladzijde",
    "family_page_changed": "veranderde wat een eigen bladzijde laat zien",
    "family_page_frozen": "zette een eigen bladzijde stil",
    "family_page_opened_again": "zette een eigen bladzijde weer open",
    "family_page_ended": "beëindigde een eigen bladzijde",
    "family_keys_followed": "paste de sleutels van het gezin aan",
    "words_released": "gaf eigen woorden vrij voor een ouder",
    "words_closed_again": "sloot eigen woorden weer af",
    "relative_added": "tekende iemand van de familie",
    "relative_changed": "verbeterde iemand in de gezinstekening",
    "relative_removed": "haalde iemand uit de gezinstekening",
    "person_drawn": "koos hoe een gezinslid getekend wordt",
    "bond_recorded": "tekende een lijn tussen twee mensen",
    "bond_changed": "veranderde een lijn in de gezinstekening",
    "bond_removed": "haalde een lijn uit de gezinstekening",
    "supporter_added": "zette iemand in de kring om het gezin",
    "supporter_changed": "paste iets aan in de kring om het gezin",
    "supporter_left": "legde vast dat iemand niet meer in de kring staat",
    "support_asked": "legde een vraag aan iemand om het gezin vast",
    "support_answered": "legde een antwoord vast van iemand om het gezin",
    "support_ended": "legde vast dat een vraag aan iemand stopt",
    "domain_noted": "schreef op hoe het gaat in een leefgebied",
    "earlier_help_written": "schreef eerdere hulp op",
    "earlier_help_corrected": "verbeterde wat er over eerdere hulp staat",
    "child_help_answered": "legde vast of een kind zelf hulp krijgt",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a key, now or before."""

    name: str
    organization: str
    ground: str
    scope: str
    since: datetime
    until: datetime | None
    runs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(trail.Line):
    """One line of who did what."""

    who: str
    what: str
    where: str
    kind: str

    @property
    def sentence(self) -> str:
        """The line as a person would say it."""
        return f"{self.who} {self.what} {self.where}"


@dataclass(frozen=True, slots=True)
class Happenings:
    """A page of lines; `next_key` says where the next page begins."""

    lines: tuple[Happening, ...]
    next_key: str = ""
    previous_key: str = ""


def deed(event: str) -> str:
    """What somebody did, as a verb."""
    return _WORDS.get(event, event.replace("_", " "))


def key_ring(home: Household, *, at: datetime) -> list[Holder]:
    """Who holds a key, since when, on what ground; running keys first."""
    keys = (
        Key.objects.filter(household=home)
        .select_related("account__professional__employer", "absence__account")
        .order_by("-since", "-id")
    )
    holders = [
        Holder(
            name=key.account.name,
            organization=_employer(key.account),
            ground=_ground(key),
            scope=key.get_scope_display(),
            since=key.since,
            until=key.until,
            runs=key.since <= at and (key.until is None or at < key.until),
        )
        for key in keys
    ]
    return sorted(holders, key=lambda holder: not holder.runs)


def _ground(key: Key) -> str:
    """Why somebody holds a key, in words; for a deputy: instead of whom."""
    if key.absence is not None:
        return f"vervangt {key.absence.account.name}"
    if key.request_id is not None:
        return "collega van wie betrokken is"
    return str(key.get_ground_display())


def _employer(account: Account) -> str:
    professional = getattr(account, "professional", None)
    return professional.employer.name if professional is not None else ""


# That somebody is left unasked is for who asks; nobody else who works here can find it out.
_OF_WHO_ASKS = Q(event="left_unasked") | Q(rule=LEGAL_103.id)


def happenings(
    home: Household, *, before: int | None = None, only_looks: bool = False
) -> Happenings:
    """Who looked, changed or was refused, newest first."""
    events = Event.objects.filter(household_ref=home.ref).exclude(household_ref="")
    if not door.may(home, Permission.CONSENT_RECORD):
        events = events.exclude(_OF_WHO_ASKS)
    last = events.filter(pk=before).order_by("pk").first() if before is not None else None
    if last is not None:
        events = events.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    if only_looks:
        events = events.filter(Q(kind=EventKind.LOOK) | Q(event="household_refused"))
    rows = list(events.order_by("-at", "-id")[: PAGE + 1])
    page = rows[:PAGE]
    people = {
        account.pk: account
        for account in Account.objects.filter(pk__in={row.actor_id for row in page})
        .select_related("professional__employer")
        .order_by("id")
    }
    return Happenings(
        trail.folded(_happening(row, people) for row in page),
        next_key=str(page[-1].pk) if len(rows) > PAGE else "",
    )


def _happening(row: Event, people: dict[int, Account]) -> Happening:
    account = people.get(row.actor_id or 0)
    who = "onbekend" if account is None else account.name
    employer = "" if account is None else _employer(account)
    return Happening(
        at=row.at,
        who=f"{who} ({employer})" if employer else who,
        what=_what(row),
        where=row.rule,
        kind=str(EventKind(row.kind).label),
    )


def _what(row: Event) -> str:
    """What somebody did and on what ground, in the words that the family reads too."""
    if row.event not in {"household_looked_at", "household_listed"}:
        return deed(row.event)
    why = trail.ground(row.ground)
    did = trail.look(row.subject, name_it=True)
    return f"{did}. Grond: {why}." if why else did
