"""Names of kinds and states of what is made with the family, with the Dutch labels people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TalkKind(TextChoices):
    """Which talk with the family it is: the first, or one after it (WP-13)."""

    FIRST = "first", _("eerste gesprek")
    NEXT = "next", _("volgend gesprek")


class TalkQuestion(TextChoices):
    """What everybody is asked in a talk, each for themselves (WP-13)."""

    HOW = "how", _("Hoe gaat het thuis?")
    GOES_WELL = "goes_well", _("Wat gaat goed?")
    GOES_LESS_WELL = "goes_less_well", _("Wat gaat minder goed?")
    NEEDED = "needed", _("Wat is er nodig om het thuis beter te hebben?")
