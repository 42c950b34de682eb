"""Kinds of step on the road, with the Dutch labels that people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProblemType(TextChoices):
    """What lies beneath (DOS-24)."""

    PSYCHIATRIC = "psychiatric", _("psychische problemen")
    ADDICTION = "addiction", _("verslaving")
    TRAUMA = "trauma", _("trauma")
    MILD_DISABILITY = "mild_disability", _("(licht) verstandelijke beperking")
    DEBTS = "debts", _("schulden")
    COMPLEX_SEPARATION = "complex_separation", _("complexe scheiding")
    PARTNER_VIOLENCE = "partner_violence", _("partnergeweld")
    CHILD_ABUSE = "child_abuse", _("kindermishandeling")
    OTHER = "other", _("anders")


class Direction(TextChoices):
    """Which triage: at the way in or at the way out."""

    IN = "in", _("toegang")
    OUT = "out", _("uitstroom")


class TriageOutcome(TextChoices):
    """What the joint triage decides (WP-06, WP-07)."""

    ADMIT = "admit", _("toelaten: we gaan samen met dit gezin aan de slag")
    ADVICE_ONLY = "advice_only", _("alleen advies: het lokaal team gaat zelf verder")
    ELSEWHERE = "elsewhere", _("elders: hulp van iemand anders past beter")
    LEAVE = "leave", _("afronden")
    STAY = "stay", _("nog niet afronden, we gaan door")


class EvaluationKind(TextChoices):
    """Which evaluation."""

    INTERIM = "interim", _("tussentijdse evaluatie")
    END = "end", _("eindevaluatie")
