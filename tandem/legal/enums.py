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


class IdentityCheck(TextChoices):
    """How it was checked who takes consent back (T-09): a voice on the telephone is anybody's."""

    IN_PERSON = "in_person", _("ik sprak die persoon zelf, van gezicht tot gezicht")
    CALLED_BACK = "called_back", _("ik ken de stem, en belde terug op het nummer dat wij al hadden")
    OWN_PAGE = "own_page", _("het kwam via de eigen bladzijde")
    LETTER = "letter", _("het kwam per brief of e-mail van die persoon zelf")
    NOT_YET = "not_yet", _("nog niet: ik ga het na")


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


class DecisionStatus(TextChoices):
    """How far a core decision is; follows from who signed, nobody sets it."""

    PROPOSED = "proposed", _("voorgesteld, nog niet medeondertekend")
    SIGNED = "signed", _("medeondertekend")
    ENDED = "ended", _("beëindigd")


class PowerKind(TextChoices):
    """Powers that can be used against somebody's will (REG-13); the law stands in the rules."""

    ENRICH = "enrich", _("informatie verrijken zoals Veilig Thuis dat mag")
    VIOLENCE = "violence", _("onderzoek naar huiselijk geweld of kindermishandeling")
    PROTECTION = "protection", _("beschermingsonderzoek door de Raad")
    NECESSITY = "necessity", _("onderzoek of een kinderbeschermingsmaatregel nodig is")
    EXECUTE = "execute", _("een maatregel uitvoeren")
    INSTRUCT = "instruct", _("een schriftelijke aanwijzing geven")
    OUT_OF_HOME = "out_of_home", _("een kind uit huis plaatsen met een machtiging")
    APPROACH = "approach", _("aanpak in het Zorg- en Veiligheidshuis")
    OTHER = "other", _("een andere bevoegdheid")


class Intervention(TextChoices):
    """Other legal ways to weigh next to or instead of a measure (REG-24)."""

    HOME_BAN = "home_ban", _("Bestuursrecht: tijdelijk huisverbod")
    MAYOR = "mayor", _("Bestuursrecht: een ander besluit van de burgemeester")
    CRIMINAL_BAN = "criminal_ban", _("Strafrecht: contactverbod of gebiedsverbod")
    PROBATION = "probation", _("Strafrecht: toezicht door de (jeugd)reclassering")
    CIVIL_BAN = "civil_ban", _("Civiel recht: contactverbod of straatverbod")
    FAMILY_COURT = "family_court", _("Civiel recht: een uitspraak over gezag, omgang of wonen")
    GUARDIAN = "guardian", _("Civiel recht: een bijzondere curator voor het kind")
    NONE = "none", _("Geen van deze past hier; hierboven staat waarom")


class TurningQuestion(TextChoices):
    """What must be answered at the turning point (kantelpunt, REG-11)."""

    TRIED = "tried", _("Is alles geprobeerd wat met toestemming kan?")
    GROUND = "ground", _("Is de wettelijke grond nagekeken?")
    PARENTS = "parents", _("Zijn de ouders gehoord?")
    CHILDREN = "children", _("Is elk kind gehoord, op een manier die bij het kind past?")
    NETWORK = "network", _("Is met de mensen om het gezin heen gekeken wat zij kunnen doen?")
    SCIENTIST = "scientist", _("Keek een gedragswetenschapper of tweede professional mee?")
    SOMEBODY_ELSE = "somebody_else", _("Gebruikt iemand anders de bevoegdheid dan wie meefietste?")
    EXPLAINED = "explained", _("Is uitgelegd wat nu anders wordt en wat tegen de wil kan?")
    COMPLAINT = "complaint", _("Weet het gezin waar bezwaar of een klacht naartoe kan?")
    STAYS = "stays", _("Is afgesproken wie van het lokaal team bij het gezin blijft?")


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


class Circumstance(TextChoices):
    """What makes a case differ from the rule of the age (tandem.legal.rules.ages)."""

    NORMAL = "normal", _("de gewone regel van de leeftijd")
    INCAPABLE = "incapable", _("kan dit zelf niet overzien (wilsonbekwaam)")
    SERIOUS_HARM = "serious_harm", _("nodig tegen ernstig nadeel, zonder ja van de ouders")
    OWN_WISH = "own_wish", _("het kind wil dit weloverwogen, ook na een nee van de ouders")
    MEASURE = "measure", _("er loopt een maatregel: geen ja nodig")


class Capacity(TextChoices):
    """As what somebody answers for an adult who cannot oversee it, in the order of the law."""

    APPOINTED = "appointed", _("mentor of curator")
    AUTHORIZED = "authorized", _("schriftelijk gemachtigd")
    PARTNER = "partner", _("echtgenoot of partner")
    RELATIVE = "relative", _("ouder, kind, broer, zus, grootouder of kleinkind")


class Direction(TextChoices):
    """Which way information goes (CONS-11)."""

    ASK = "ask", _("wij vragen iets aan deze bron")
    GIVE = "give", _("wij vertellen iets aan deze bron")


class Moment(TextChoices):
    """When something must be told."""

    FIRST = "first", _("bij het eerste gesprek")
    BEFORE_CONSENT = "before_consent", _("vóór de vraag om toestemming")
    AFTER_CONSENT = "after_consent", _("na het ja")
    START = "start", _("bij de start")
    TURNING_POINT = "turning_point", _("bij het kantelpunt, vóór inzet van bevoegdheden")
    EACH_TIME = "each_time", _("elke keer dat het speelt")


class Tell(TextChoices):
    """What a family must be told (verteld punt, requirements B)."""

    PILOT = "TELL-01", _("Wat de toekomsttuin is, wie er meedoen, in welke rol, en wat anders is")
    OWN_DECISION = (
        "TELL-02",
        _("Dat u zelf beslist, waar een ja over gaat en wat een nee doet"),
    )
    WITHDRAWAL = "TELL-03", _("Dat u een ja altijd mag intrekken, mondeling of per e-mail")
    CONTACT = "TELL-04", _("Wie het vaste gezicht is, hoe die te bereiken is en hoe vaak")
    CONFIRMED = "TELL-05", _("Dat u een bevestiging van uw ja krijgt")
    COURSE = "TELL-06", _("Hoe gesprekken, plan en evaluatie gaan, en wanneer")
    CONCERNS_STAY = (
        "TELL-07",
        _("Wat er gebeurt als zorgen blijven: ook bevoegdheden"),
    )
    NO_HELP = "TELL-08", _("Wanneer geen hulp willen tot een ander besluit leidt")
    TURNING_POINT = "TELL-09", _("Het kantelpunt: wat verandert, welke bevoegdheid, welke wet")
    DATA = (
        "TELL-10",
        _("Wat we opschrijven en waarom, waar het staat, en uw rechten"),
    )
    COMPLAINT = "TELL-11", _("Waar een klacht naartoe kan, en welke regeling geldt")
    SUPPORT = "TELL-12", _("Dat u recht hebt op gratis onafhankelijke hulp")
    EXPERT = "TELL-13", _("Wat een ervaringsdeskundige doet, en wat een nee daarop betekent")
    RVDK = "TELL-14", _("Dat de Raad voor de Kinderbescherming gaat meedoen")
    OWN_ROOM = "TELL-15", _("Dat de ruimte om zelf te kiezen altijd blijft")
    TRACEABLE = "TELL-16", _("Dat elk verslag voor u te lezen is, en dat u mag reageren")
    ESCALATION = "TELL-17", _("Dat we overleggen omdat het vastloopt: vooraf, of daarna uitgelegd")
    PROTECTION_TABLE = "TELL-18", _("Wat de jeugdbeschermingstafel is, wie mee mag en wat u krijgt")
    WHO_DOES_WHAT = "TELL-19", _("Wie wat doet op de tandem, en wie van plaats wisselt")
    CHILD_HEARD = "TELL-20", _("Aan het kind: hoe het gehoord wordt en hoe we dat voorbereiden")


class Deadline(TextChoices):
    """What must happen around a measure by a day (facts 3.8)."""

    FIRST_CONTACT = "first_contact", _("eerste contact van de GI met het gezin")
    PLAN = "plan", _("het plan is klaar, samen met het gezin")
    USE = "use", _("machtiging gebruiken; daarna vervalt zij")
    TELL_RVDK = "tell_rvdk", _("verlengen, of de Raad vertellen dat dit niet gebeurt")
    TELL_EARLY = (
        "tell_early",
        _("de Raad vertellen dat het kind eerder naar huis gaat, met verslag"),
    )
    ADVICE = "advice", _("advies van de Raad voor een verlenging na twee jaar")
    ANSWER_END = "answer_end", _("antwoord van de GI op het verzoek om eerder te stoppen")
    ANSWER_INSTRUCTION = (
        "answer_instruction",
        _("antwoord van de GI op het verzoek om een aanwijzing in te trekken"),
    )
    END = "end", _("de maatregel stopt")
    TELL_COLLEGE = "tell_college", _("de gemeente vertellen dat er geen verzoek komt")
    TO_COURT = "to_court", _("de Raad legt het aan de rechter voor, op verzoek van de burgemeester")
