"""Names of states and kinds in the dossier, with the Dutch labels that people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.access.roles import Scope


class Status(TextChoices):
    """Where a household is on its road (WP-03); the moves stand in tandem.journey.rules."""

    REGISTERED = "registered", _("aangemeld")
    ADMITTED = "admitted", _("toegelaten, nog niet gestart")
    ELSEWHERE = "elsewhere", _("niet toegelaten")
    STARTED = "started", _("de tandem rijdt")
    RECONSIDERING = "reconsidering", _("toestemming in gesprek")
    STOPPED = "stopped", _("gestopt op verzoek van het gezin")
    LEAVING = "leaving", _("uitstroom besproken")
    ENDED = "ended", _("afgerond")


# From start until the end: the tandem has riders (INV-13).
RIDING = frozenset({Status.STARTED, Status.RECONSIDERING, Status.LEAVING})


class Channel(TextChoices):
    """Through whom a household came in (WP-05)."""

    LOCAL_TEAM = "local_team", _("Lokaal team")
    VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")


class Origin(TextChoices):
    """How a record came into Tandem."""

    SCREEN = "screen", _("opgeschreven in Tandem")
    CASE_FILE = "case_file", _("meegenomen uit een ander systeem")


class PersonRole(TextChoices):
    """Who somebody is in the household (DOS-05)."""

    PARENT = "parent", _("ouder")
    PARTNER = "partner", _("partner")
    CHILD = "child", _("kind")
    OTHER = "other", _("ander familielid of betrokkene")


class RelationKind(TextChoices):
    """How one person is related to another: 'X is … van Y'."""

    PARENT = "parent", _("ouder")
    STEP_PARENT = "step_parent", _("stiefouder")
    FOSTER_PARENT = "foster_parent", _("pleegouder")
    PARTNER = "partner", _("partner")
    EX_PARTNER = "ex_partner", _("ex-partner")
    SIBLING = "sibling", _("broer of zus")
    GRANDPARENT = "grandparent", _("opa of oma")
    OTHER = "other", _("anders verwant")


class AuthoritySource(TextChoices):
    """Where we know authority (gezag) from: always source, date and document (facts 3.2)."""

    BRP = "brp", _("Basisregistratie Personen (aanwijzing)")
    REGISTER = "register", _("gezagsregister")
    COURT = "court", _("uitspraak van de rechter")
    GUARDIAN = "guardian", _("voogdij: benoemd door de rechter of aangewezen door een ouder")
    TOLD = "told", _("verteld door het gezin")
    CASE_FILE = "case_file", _("meegenomen uit een ander systeem")


class KeyGround(TextChoices):
    """On what ground a key was cut."""

    LOCAL_TEAM = "local_team", _("lokaal team van de toekomsttuin")
    INVOLVEMENT = "involvement", _("betrokken bij het huishouden")
    CASE_FILE = "case_file", _("brengt het dossier over uit een ander systeem")
    MEMBER = "member", _("hoort bij het huishouden")
    EMERGENCY = "emergency", _("noodtoegang, twee uur")
    DEPUTY = "deputy", _("vervangt een collega")


class KeyScope(TextChoices):
    """What a key opens; the permissions stand in tandem.access.roles."""

    LOCAL_TEAM = Scope.LOCAL_TEAM.value, _("het hele dossier, lezen en schrijven")
    PARTNER = Scope.PARTNER.value, _("meelezen, en schrijven wat de partner zelf doet")
    ADVISER = Scope.ADVISER.value, _("meelezen, en uren en een verslag schrijven")
    CASE_LOADER = Scope.CASE_LOADER.value, _("alleen inbrengen, niet lezen")
    FAMILY = Scope.FAMILY.value, _("de eigen bladzijde, en verder niets")
    EMERGENCY = Scope.EMERGENCY.value, _("meelezen, en in het verhaal schrijven")


class BarKind(TextChoices):
    """Why a professional is too close to a household (T-15)."""

    OWN_FAMILY = "own_family", _("eigen familie")
    NEIGHBOR = "neighbor", _("eigen buren")
    EX_PARTNER = "ex_partner", _("ex-partner")
    FRIEND = "friend", _("vriend of bekende")
    OTHER = "other", _("anders")


class EmergencyKind(TextChoices):
    """Why somebody without a key had to act at once (T-17)."""

    DANGER = "danger", _("iemand is nu in gevaar")
    MISSING = "missing", _("een kind of ouder is zoek")
    CRISIS_CALL = "crisis_call", _("een crisismelding van politie, huisarts of Veilig Thuis")
    NOBODY_THERE = "nobody_there", _("iedereen met een sleutel is nu onbereikbaar")
    OTHER = "other", _("anders")


class EmergencyArticle(TextChoices):
    """On what ground somebody of outside the local team acts without a key (facts 3.7)."""

    REPORT = "report", _("Wmo 2015 5.2.6: Veilig Thuis, kindermishandeling of huiselijk geweld")
    SUPERVISION = "supervision", _("Jeugdwet 7.3.11 lid 4: de GI, bij een ondertoezichtstelling")
    PROTECTION_TASK = "protection_task", _("BW 1:240: de Raad, onderzoek naar bescherming")
    CONFLICT_OF_DUTIES = "conflict_of_duties", _("conflict van plichten: acuut gevaar")


class EmergencyOutcome(TextChoices):
    """What a second person found of an emergency."""

    JUSTIFIED = "justified", _("terecht")
    NOT_JUSTIFIED = "not_justified", _("niet terecht")


class RequestAnswer(TextChoices):
    """What the local team said to who asked for a key."""

    YES = "yes", _("ja")
    NO = "no", _("nee")


class ReviewOutcome(TextChoices):
    """What somebody decided about the rights of a colleague."""

    KEPT = "kept", _("blijft")
    ENDED = "ended", _("beëindigd")


class Form(TextChoices):
    """How a partner is involved (vorm van betrokkenheid, REG-01)."""

    ADVICE = "advice", _("Advies of consult")
    WITH_CONSENT = "with_consent", _("Met toestemming")
    WITH_POWERS = "with_powers", _("Met inzet van bevoegdheden")
    WITH_MEASURE = "with_measure", _("Met juridische maatregel")
    OTHER = "other", _("Anders")


# The forms that use power against somebody's will, if need be (orange and red).
POWER_FORMS = frozenset({Form.WITH_POWERS, Form.WITH_MEASURE})


class Reason(TextChoices):
    """Why a partner is brought in (TAN-04)."""

    STUCK = "stuck", _("Het loopt vast")
    KNOWLEDGE = "knowledge", _("Er is bepaalde kennis of vaardigheid nodig")
    TOGETHER = "together", _("We willen samen met een andere expertise werken")


class Aim(TextChoices):
    """What the involvement should prevent (TAN-05)."""

    REPORT = "report", _("een melding")
    INVESTIGATION = "investigation", _("een raadsonderzoek")
    INTENSIVE_CARE = "intensive_care", _("intensievere zorg")
    MEASURE = "measure", _("een maatregel")


class Level(TextChoices):
    """How deep the involvement goes (TAN-11)."""

    ADVICE = "advice", _("advies")
    SUPPORT = "support", _("ondersteuning")
    ACTIVE = "active", _("actieve betrokkenheid")


class Position(TextChoices):
    """A seat on the tandem."""

    FRONT = "front", _("voorop")
    BACK = "back", _("achterop")


class Frequency(TextChoices):
    """How often the fixed contact person has contact (TAN-14)."""

    MORE_THAN_WEEKLY = "more_than_weekly", _("vaker dan elke week")
    WEEKLY = "weekly", _("elke week")
    FORTNIGHTLY = "fortnightly", _("om de week")
    MONTHLY = "monthly", _("elke maand")
    AS_AGREED = "as_agreed", _("zoals we afspreken")


class EntryKind(TextChoices):
    """What sort of journal entry (DOS-12)."""

    FACT = "fact", _("feit")
    OPINION = "opinion", _("mening")
    CONCERN = "concern", _("zorg")
    GOING_WELL = "going_well", _("wat goed gaat")
    AGREEMENT = "agreement", _("afspraak")
    REACTION = "reaction", _("reactie")
    REPORT = "report", _("verslag van een partner")


class DocumentKind(TextChoices):
    """What sort of document something is (DOS-25)."""

    LETTER = "letter", _("brief")
    RULING = "ruling", _("uitspraak")
    PHOTO = "photo", _("foto")
    REPORT = "report", _("verslag")
    SAFETY_CARD = "safety_card", _("veiligheidskaart")
    OTHER = "other", _("anders")


class Provenance(TextChoices):
    """Where a piece of information comes from (DOS-15)."""

    FAMILY = "family", _("van het gezin zelf")
    THIRD_PARTY = "third_party", _("van iemand anders, met toestemming")
    LEGAL_GROUND = "legal_ground", _("zonder toestemming, op een wettelijke grond")


class ContactKind(TextChoices):
    """How there was contact."""

    HOME_VISIT = "home_visit", _("thuis")
    OFFICE = "office", _("op kantoor")
    PHONE = "phone", _("telefoon of beeldbellen")
    MESSAGE = "message", _("bericht")
    MEETING = "meeting", _("overleg")
    NONE = "none", _("geen contact")


class Safety(TextChoices):
    """What was said of how safe it is at home now (SP-13)."""

    SAFE_ENOUGH = "safe_enough", _("veilig genoeg")
    CONCERNS = "concerns", _("zorgen")
    ACUTE = "acute", _("acuut onveilig")
    NOT_DISCUSSED = "not_discussed", _("niet besproken")


# What tells how safe it is; that it was not discussed tells nothing of it.
SAID_OF_SAFETY = (Safety.SAFE_ENOUGH, Safety.CONCERNS, Safety.ACUTE)


class ReportStatus(TextChoices):
    """A partner's report on its way into the dossier (DOS-08)."""

    TO_WRITE = "to_write", _("te schrijven")
    SENT = "sent", _("verzonden")
    ATTACHED = "attached", _("toegevoegd")


class AddressKind(TextChoices):
    """What sort of place; each of them tells where somebody can be found."""

    HOME = "home", _("woonadres")
    STAY = "stay", _("verblijfadres")
    SHELTER = "shelter", _("opvang of schuilplek")
    SCHOOL = "school", _("school")
    CHILDCARE = "childcare", _("kinderopvang")
    DOCTOR = "doctor", _("huisarts")
    WORK = "work", _("werk")
    OTHER = "other", _("ander adres")


# Places where somebody may be hiding: closed to others until the team says who may know.
HIDING = (AddressKind.SHELTER, AddressKind.STAY)


class ShieldKind(TextChoices):
    """What a shield closes."""

    ADDRESS = "address", _("een adres")
    WORDS = "words", _("iemands eigen woorden")
    ENTRY = "entry", _("een aantekening")
    REPORT = "report", _("een verslag")
    ORGANIZATION = "organization", _("een organisatie die meedoet")
    EVERYTHING = "everything", _("alles")


class ViewLevel(TextChoices):
    """How much the page of somebody of the family shows."""

    LITTLE = "little", _("alleen het nodigste")
    FULL = "full", _("alles wat mag")


class LookSignal(TextChoices):
    """Why a look has to be judged."""

    SAMPLE = "sample", _("steekproef")
    SAME_NAME = "same_name", _("zelfde achternaam als iemand in het huishouden")
    BARRED = "barred", _("uitgesloten van dit huishouden")
    REFUSED = "refused", _("klopte aan zonder sleutel")
    EMERGENCY = "emergency", _("noodtoegang")
    MANY = "many", _("veel huishoudens in één uur")
    HOURS = "hours", _("buiten werktijd, zonder eigen werk daar")
    NO_WORK = "no_work", _("keek vaker, zonder eigen werk daar")


class LookOutcome(TextChoices):
    """What came of judging a look."""

    RIGHT = "right", _("terecht")
    CARELESS = "careless", _("slordig: besproken met wie keek")
    WRONG = "wrong", _("onterecht: gemeld als incident")
