"""Names of kinds and states of what is made with the family, with the Dutch labels people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Strength(TextChoices):
    """How strong the tie between somebody and the family is: the rings of the circle (FAM-07)."""

    STRONG = "strong", _("sterke band")
    ORDINARY = "ordinary", _("gewone band")
    THIN = "thin", _("dunne band")
    UNKNOWN = "unknown", _("nog niet bekend")


class Strain(TextChoices):
    """Whether there is strain on that tie."""

    NONE = "none", _("geen spanning")
    SOME = "some", _("spanning")
    CONFLICT = "conflict", _("ruzie of breuk")


class Invited(TextChoices):
    """Whether somebody was asked to join, and came; also who was not, stands in the circle."""

    NOT_ASKED = "not_asked", _("nog niet gevraagd")
    ASKED = "asked", _("gevraagd, nog geen antwoord")
    AT_TABLE = "at_table", _("denkt mee aan tafel")
    DECLINED = "declined", _("gevraagd, en wil dat nu niet")
    NOT_WANTED = "not_wanted", _("het gezin wil dat nu niet")


# Whom the family and we turned to already, whatever they said.
TURNED_TO = frozenset({Invited.ASKED, Invited.AT_TABLE, Invited.DECLINED})


class RequestKind(TextChoices):
    """What is asked of somebody around the family (FAM-08)."""

    PROBLEM = "problem", _("tijdelijke taak in het plan")
    STRENGTH = "strength", _("meer van wat iemand al doet")


class RequestAnswer(TextChoices):
    """What somebody said to what was asked."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("een deel, of anders")
    NO = "no", _("nee")


class Domain(TextChoices):
    """The five domains of life that are talked about with every family (DOS-23)."""

    MONEY = "money", _("Geld")
    HOUSING = "housing", _("Wonen")
    CARE = "care", _("Zorg")
    FAMILY = "family", _("Gezin")
    WORK = "work", _("Werk")


class DomainState(TextChoices):
    """How it goes in a domain of life."""

    WELL = "well", _("gaat goed")
    CONCERNS = "concerns", _("zorgen")
    NOT_DISCUSSED = "not_discussed", _("niet besproken")


class LifeArea(TextChoices):
    """The twelve areas in which messages between organizations speak (LeefgebiedType, facts 2)."""

    FINANCES = "01", _("financiën")
    IDENTITY = "02", _("identiteit")
    BEHAVIOR = "03", _("houding, gedrag en vaardigheden")
    WORK = "04", _("werk en opleiding")
    DAYS = "05", _("tijdsbesteding")
    HOUSING = "06", _("huisvesting")
    RELATIONS = "07", _("(huiselijke) relaties")
    MENTAL_HEALTH = "08", _("geestelijke gezondheid")
    PHYSICAL_HEALTH = "09", _("lichamelijke gezondheid")
    ADDICTION = "10", _("problematisch middelengebruik en verslaving")
    NETWORK = "11", _("sociaal netwerk")
    JUSTICE = "12", _("justitie en politie")


class ChildHelpAnswer(TextChoices):
    """Whether a child gets help for itself (DOS-30)."""

    YES = "yes", _("ja")
    NO = "no", _("nee")
    NOT_YET = "not_yet", _("nog niet nodig")
