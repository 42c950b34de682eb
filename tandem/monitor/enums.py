"""Questions of the monitor, what is computed from them, and their bands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Question(TextChoices):
    """The derived questions A to F, with their parts (MON-A..F, chapter E)."""

    A = "A", _("Nieuw aangemeld")
    B = "B", _("Afgerond")
    C = "C", _("Aangemeld zonder kinderen")
    D_ADVICE = "D.advice", _("Advies of consult")
    D_WITH_CONSENT = "D.with_consent", _("Met toestemming")
    D_WITH_POWERS = "D.with_powers", _("Met inzet van bevoegdheden")
    D_WITH_MEASURE = "D.with_measure", _("Met juridische maatregel")
    D_OTHER = "D.other", _("Anders")
    E = "E", _("Beschermingsmaatregel overwogen bij aanmelding")
    F_RVDK_TEST_REQUEST = "F.rvdk_test_request", _("Verzoeken tot toetsing aan de RvdK")
    F_OTS = "F.ots", _("(Voorlopige) ondertoezichtstellingen")
    F_OUT_OF_HOME_PLACEMENT = "F.out_of_home_placement", _("Machtigingen uithuisplaatsing")
    F_AUTHORITY_TERMINATION = "F.authority_termination", _("Gezagsbeëindigende maatregelen")
    F_TEMPORARY_HOME_BAN = "F.temporary_home_ban", _("Tijdelijke huisverboden")
    F_CONTACT_BAN = "F.contact_ban", _("Contactverboden")
    F_PROBATION = "F.probation", _("(Jeugd)reclasseringsmaatregelen")
    HOUSEHOLDS = "households_in_quarter", _("Huishoudens in het kwartaal")


class Computed(TextChoices):
    """What follows from the questions and is never filled in (CF-03, CF-16)."""

    F_SUM = "F.sum", _("Maatregelen samen")
    STOCK = "stock", _("Nog bezig aan het eind van het kwartaal")


FORMS = (
    Question.D_ADVICE,
    Question.D_WITH_CONSENT,
    Question.D_WITH_POWERS,
    Question.D_WITH_MEASURE,
    Question.D_OTHER,
)
MEASURES = (
    Question.F_RVDK_TEST_REQUEST,
    Question.F_OTS,
    Question.F_OUT_OF_HOME_PLACEMENT,
    Question.F_AUTHORITY_TERMINATION,
    Question.F_TEMPORARY_HOME_BAN,
    Question.F_CONTACT_BAN,
    Question.F_PROBATION,
)
# A request for a test and a placement go with another measure: adding them counts twice (NOT-07).
SUMMED = tuple(
    question
    for question in MEASURES
    if question not in {Question.F_RVDK_TEST_REQUEST, Question.F_OUT_OF_HOME_PLACEMENT}
)


class Band(TextChoices):
    """Intensity of an involvement (MON-D2, MON-D3)."""

    LIGHT = "light", _("licht")
    MEDIUM = "medium", _("middel")
    HEAVY = "heavy", _("zwaar")
