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
