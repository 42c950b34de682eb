"""Kinds of consent, ground and measure, with the Dutch labels that people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """What somebody says when asked for consent."""

    YES = "yes", _("ja")
    NO = "no", _("nee")


class Via(TextChoices):
    """How the family let us know (CONS-06: orally or by e-mail is always enough)."""

    ORAL = "oral", _("mondeling")
    EMAIL = "email", _("per e-mail")
    WRITTEN = "written", _("op papier")


class Outcome(TextChoices):
    """How a withdrawal ends (CONS-07)."""

    CONTINUED = "continued", _("voortgezet met nieuwe toestemming")
    STOPPED = "stopped", _("gestopt")


class Regime(TextChoices):
    """In which light we work (regime, REG-02); follows from grounds, nobody sets it."""

    NONE = "none", _("nog geen toestemming")
    GREEN = "green", _("groen: met toestemming")
    ORANGE = "orange", _("oranje: met inzet van bevoegdheden")
    RED = "red", _("rood: met juridische maatregel")


class DecisionRegime(TextChoices):
    """Which powers a core decision opens."""

    WITH_POWERS = "with_powers", _("met inzet van bevoegdheden (oranje)")
    WITH_MEASURE = "with_measure", _("met juridische maatregel (rood)")


class Ground(TextChoices):
    """The legal ground of a core decision (INV-07)."""

    REPORT = "melding", _("melding bij Veilig Thuis")
    TEST_REQUEST = "verzoek_raadsonderzoek", _("verzoek tot onderzoek aan de RvdK")
    OTS = "ots", _("ondertoezichtstelling")
    OUT_OF_HOME = "machtiging_uithuisplaatsing", _("machtiging uithuisplaatsing")
    AUTHORITY_TERMINATION = "gezagsbeeindiging", _("beëindiging van gezag")
    HOME_BAN = "tijdelijk_huisverbod", _("tijdelijk huisverbod")
    CONTACT_BAN = "contactverbod", _("contactverbod")
    PROBATION = "reclassering", _("(jeugd)reclassering")
    OTHER = "anders", _("een andere wettelijke grond")


class MeasureKind(TextChoices):
    """Measures that the monitor counts (MON-F1)."""

    RVDK_TEST_REQUEST = "rvdk_test_request", _("verzoek tot toetsing aan de RvdK")
    OTS = "ots", _("(voorlopige) ondertoezichtstelling")
    OUT_OF_HOME_PLACEMENT = "out_of_home_placement", _("machtiging uithuisplaatsing")
    AUTHORITY_TERMINATION = "authority_termination", _("gezagsbeëindigende maatregel")
    TEMPORARY_HOME_BAN = "temporary_home_ban", _("tijdelijk huisverbod")
    CONTACT_BAN = "contact_ban", _("contactverbod")
    PROBATION = "probation", _("(jeugd)reclasseringsmaatregel")


# A request for a test is not a measure yet: nothing may be done on it against somebody's will.
REAL_MEASURES = frozenset(MeasureKind) - {MeasureKind.RVDK_TEST_REQUEST}


class WithoutConsent(TextChoices):
    """Why somebody wants to share although there is no consent (REG-14)."""

    REFUSED = "refused", _("het gezin is gevraagd en zei nee")
    DANGEROUS = "dangerous", _("vragen maakt het thuis gevaarlijker")
    UNREACHABLE = "unreachable", _("vragen lukte niet, en het kan niet wachten")


class RecipientKind(TextChoices):
    """To whom somebody wants to give information about a family (facts 3.7)."""

    SAME_HELP = "same_help", _("wie hier rechtstreeks meehelpt, of een collega vervangt")
    VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
    RVDK = "rvdk", _("de Raad voor de Kinderbescherming")
    GI = "gi", _("een Gecertificeerde Instelling")
    ZVH = "zvh", _("het Zorg- en Veiligheidshuis")
    INDEX = "index", _("de verwijsindex risicojongeren")
    INSPECTION = "inspection", _("de inspectie")
    EMERGENCY = "emergency", _("politie, 112 of een crisisdienst")
    OTHER_DOMAIN = "other_domain", _("een andere afdeling, zoals Wmo, schulden of werk en inkomen")
    PILOT = "pilot", _("de toekomsttuin of het regionaal veiligheidsteam als geheel")
    OTHER = "other", _("iemand anders, zoals school, huisarts of familie")


class Situation(TextChoices):
    """What goes on when somebody wants to share without consent (facts 3.7)."""

    SAME_HELP = "same_help", _("we werken aan dezelfde hulp voor dit gezin")
    SUSPICION = "suspicion", _("er is een vermoeden van huiselijk geweld of kindermishandeling")
    SUPERVISION = "supervision", _("er loopt een ondertoezichtstelling en de GI voert die uit")
    TEST_REQUEST = "test_request", _("we vragen de Raad om onderzoek naar een maatregel")
    INVESTIGATION = "investigation", _("de Raad onderzoekt en heeft dit daarvoor nodig")
    YOUNG_AT_RISK = "young_at_risk", _("iemand onder de 23 loopt risico; we melden alleen wie")
    JOINT_CASE = "joint_case", _("het Zorg- en Veiligheidshuis bespreekt dit gezin")
    CALAMITY = "calamity", _("er was een calamiteit of geweld in de hulp zelf")
    VITAL_INTEREST = "vital_interest", _("er is acuut gevaar en er is geen andere weg")
    NONE = "none", _("geen van deze")


class SharingGround(TextChoices):
    """On what legal ground something was shared without consent (facts 3.7)."""

    SAME_HELP = "same_help", _("rechtstreeks betrokken bij dezelfde hulp")
    REPORT = "report", _("informeren van Veilig Thuis")
    SUPERVISION = "supervision", _("informeren van de GI voor een ondertoezichtstelling")
    TEST_REQUEST = "test_request", _("verzoek tot onderzoek aan de Raad")
    PROTECTION_TASK = "protection_task", _("informeren van de Raad voor kinderbescherming")
    INDEX_SIGNAL = "index_signal", _("melding in de verwijsindex")
    JOINT_CASE = "joint_case", _("samenwerking in het Zorg- en Veiligheidshuis")
    CALAMITY = "calamity", _("melding aan de inspectie")
    CONFLICT_OF_DUTIES = "conflict_of_duties", _("conflict van plichten")


class DataCategory(TextChoices):
    """What sort of information was shared."""

    IDENTITY = "identity", _("wie het zijn: naam en geboortedatum")
    CONTACT = "contact", _("adres en telefoon")
    SAFETY = "safety", _("wat er gebeurde, en hoe veilig het is")
    CHILDREN = "children", _("hoe het met de kinderen gaat")
    HELP = "help", _("welke hulp er is en wie betrokken zijn")
    HEALTH = "health", _("gezondheid")
    POLICE = "police", _("politie en justitie")
    MONEY = "money", _("geld en schulden")
