"""Names of what is made together with the family, with the Dutch labels that people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PieceKind(TextChoices):
    """What is made together."""

    ANALYSIS = "analysis", _("verklarende analyse")
    SAFETY = "safety", _("veiligheidsplan")
    FAMILY = "family", _("gezinsplan")


class PieceStatus(TextChoices):
    """Where one version is; the moves stand in tandem.plan.rules."""

    DRAFT = "draft", _("in de maak")
    SETTLED = "settled", _("vastgesteld")
    REPLACED = "replaced", _("vervangen")


class Topic(TextChoices):
    """What a piece says in running text; which piece says what stands in tandem.plan.rules."""

    SHARED_STORY = "shared_story", _("Ons gezamenlijke verhaal")
    SAFETY_NOW = "safety_now", _("Zorgen over veiligheid die we in beeld houden")
    CAUSES = "causes", _("Waar komt het vandaan?")
    KEEPS_GOING = "keeps_going", _("Wat houdt het in stand?")
    PATTERNS = "patterns", _("Wat herkent de familie van vroeger?")
    FUNCTION = "function", _("Wat levert de onveiligheid iemand op?")
    SCREENING = "screening", _("Trauma, middelen, psyche, schulden, beperking: wat speelt er?")
    DIRECTIONS = "directions", _("Waar zit beweging in?")
    CONTRIBUTORS = "contributors", _("Wie dacht er nog meer mee?")
    FACTS_APART = "facts_apart", _("Hoe zijn feiten en meningen uit elkaar gehouden?")
    BOTH_SIDES = "both_sides", _("Wie zijn er gehoord, en wie nog niet?")
    APPROVAL = "approval", _("Is wat er staat nagelezen en goedgevonden?")
    TOGETHER = "together", _("Hoe werkten kinderen en ouders mee?")
    RESPECT = "respect", _("Staat het er zoals u het tegen het gezin zelf zou zeggen?")
    SAFETY_FAMILY = "safety_family", _("Wat is veilig, volgens het gezin?")
    SAFETY_TEAM = "safety_team", _("Wat is veilig, volgens de professionals?")
    NO_AGREEMENTS = "no_agreements", _("Waarom zijn er geen afspraken gemaakt?")
    IF_IT_FAILS = "if_it_fails", _("Wat doen we als het niet lukt?")
    CALM = "calm", _("Wat geeft rust: geld, wonen, slapen")
    AFTER_MEASURE = "after_measure", _("Als de maatregel stopt: wie draagt wat bij?")
    FUTURE = "future", _("Hoe ziet het er thuis uit als het goed gaat?")
    PARENTHOOD = "parenthood", _("Hoe is het dan om ouder te zijn?")
    CONTACT = "contact", _("Hoe vaak spreken we elkaar?")
    PEOPLE = "people", _("Wie zijn belangrijk om ons heen?")
    OUTSIDE = "outside", _("Welke hulp van buiten is nodig?")
    FOR_CHILDREN = "for_children", _("In gewone woorden, voor de kinderen")


class Weighs(TextChoices):
    """Which way a factor pulls."""

    STRENGTHENS = "strengthens", _("versterkt")
    HINDERS = "hinders", _("belemmert")


class Part(TextChoices):
    """What part a factor plays in the explanation."""

    CAUSE = "cause", _("hier komt het vandaan")
    KEEPS_GOING = "keeps_going", _("dit houdt het in stand")
    BESIDE = "beside", _("speelt mee")


class LifeDomain(TextChoices):
    """The five life domains (DOS-23)."""

    MONEY = "money", _("financiën")
    HOUSING = "housing", _("wonen")
    CARE = "care", _("zorg")
    FAMILY = "family", _("gezin")
    WORK = "work", _("werk")


class GoalKind(TextChoices):
    """Less of what worries, more of what goes well (PLAN-04)."""

    STRENGTHEN = "strengthen", _("versterken wat goed gaat")
    REDUCE = "reduce", _("zorgen kleiner maken")


class HelpDomain(TextChoices):
    """Where help comes from (WP-21)."""

    CARE = "care", _("zorg")
    CRIMINAL = "criminal", _("straf")
    YOUTH = "youth", _("jeugd")
    SOCIAL = "social", _("sociaal domein")


class Answer(TextChoices):
    """What somebody says to what was put before them (DOS-13, VA-04)."""

    AGREE = "agree", _("eens")
    PARTLY = "partly", _("deels eens")
    DISAGREE = "disagree", _("niet eens")
    NOT_PUT = "not_put", _("niet voorgelegd")


class Kept(TextChoices):
    """Whether an agreement works."""

    YES = "yes", _("lukt")
    PARTLY = "partly", _("lukt soms")
    NO = "no", _("lukt niet")
