"""Words of the audit trail; the codes follow NEN 7513 where it has one."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What sort of thing happened."""

    LOOK = "look", _("gezien")
    CHANGE = "change", _("veranderd")
    REFUSAL = "refusal", _("geweigerd")


class Action(TextChoices):
    """What was done to what is written (EventActionCode)."""

    CREATE = "C", _("gemaakt")
    READ = "R", _("gelezen")
    UPDATE = "U", _("veranderd")
    DELETE = "D", _("weggehaald")
    EXECUTE = "E", _("uitgevoerd")


class Way(TextChoices):
    """By which way somebody saw or did it."""

    PAGE = "page", _("pagina")
    LIST = "list", _("lijst")
    SEARCH = "search", _("zoeken")
    EXPORT = "export", _("bestand")
    PRINT = "print", _("afdruk")
    API = "api", _("koppeling")
    FORM = "form", _("formulier")


class Outcome(IntegerChoices):
    """How it ended (EventOutcomeIndicator)."""

    DONE = 0, _("gelukt")
    REFUSED = 4, _("een spelregel zei nee")
    NO_KEY = 8, _("geen sleutel")


class Purpose(TextChoices):
    """What somebody looked or wrote for (purposeOfUse)."""

    SUPPORT = "support", _("hulp en bescherming")
    EMERGENCY = "emergency", _("nood")
    OWN = "own", _("het eigen huishouden")
    SUPERVISION = "supervision", _("toezicht op inzage")
    FIGURES = "figures", _("cijfers")
    ADMINISTRATION = "administration", _("beheer")


class Activity(TextChoices):
    """The register of processing activities (verwerkingenregister), one URI each.

    The second log names one of these per line and nothing about anybody.
    """

    CONSULT = "https://tandem.example/verwerkingen/raadplegen", _("een dossier raadplegen")
    FIND = "https://tandem.example/verwerkingen/zoeken", _("een huishouden opzoeken")
    PROVIDE = "https://tandem.example/verwerkingen/verstrekken", _("gegevens verstrekken")
    KEEP = "https://tandem.example/verwerkingen/bijhouden", _("een dossier bijhouden")
    URGENT = "https://tandem.example/verwerkingen/noodtoegang", _("een dossier openen in nood")
    SUPERVISE = "https://tandem.example/verwerkingen/toezicht", _("inzage nakijken")
