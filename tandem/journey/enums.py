"""Kinds of step on the road, with the Dutch labels that people see."""

from django.db.models import IntegerChoices, TextChoices
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


class Phase(IntegerChoices):
    """The phases of working together for safety, in their order (WP-10; facts 5.1).

    What the methodology calls the fourth step, help with losses and trauma, is part of recovery.
    """

    DIRECT = 1, _("directe veiligheid")
    BENEATH = 2, _("wat zit eronder?")
    RECOVERY = 3, _("herstel")


class SafetyStand(TextChoices):
    """How immediate safety stands (INV-19)."""

    RESTORED = "restored", _("hersteld: het is nu veilig voor iedereen")
    AGREED = "agreed", _("nog niet hersteld, wel geregeld met afspraken in een veiligheidsplan")
    NOT = "not", _("nog niet hersteld en nog niet geregeld")


class ConsultationKind(TextChoices):
    """What kind of consultation somebody sat at (WP-15, WP-19, WP-20)."""

    ADVICE = "advice", _("advies vragen")
    CONSULTATION = "consultation", _("overleg")
    MDO = "mdo", _("multidisciplinair overleg (MDO)")
    MDA = "mda", _("MDA++")
