"""Names of what is made together with the family, with the Dutch labels that people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.core import genogram


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


class Symbol(TextChoices):
    """With which symbol somebody stands in the family drawing."""

    WOMAN = genogram.Symbol.WOMAN.value, _("vrouw of meisje")
    MAN = genogram.Symbol.MAN.value, _("man of jongen")
    OTHER = genogram.Symbol.OTHER.value, _("anders of onbekend")


class BondKind(TextChoices):
    """What is between two people: a couple, a child, twins, or what it is like between them."""

    MARRIAGE = genogram.Couple.MARRIAGE.value, _("getrouwd met")
    COHABITATION = genogram.Couple.COHABITATION.value, _("ongetrouwd samen met")
    SEPARATED = genogram.Couple.SEPARATED.value, _("getrouwd maar uit elkaar met")
    DIVORCED = genogram.Couple.DIVORCED.value, _("gescheiden van")
    ENDED = genogram.Couple.ENDED.value, _("ongetrouwd samen geweest met")
    BIRTH = genogram.Line.BIRTH.value, _("ouder van")
    ADOPTION = genogram.Line.ADOPTION.value, _("adoptieouder van")
    FOSTER = genogram.Line.FOSTER.value, _("pleegouder van")
    STEP = genogram.Line.STEP.value, _("stiefouder van")
    TWINS = "twins", _("tweeling met")
    CLOSE = genogram.Tone.CLOSE.value, _("heel hecht met")
    CONFLICT = genogram.Tone.CONFLICT.value, _("vaak in ruzie met")
    CLOSE_CONFLICT = genogram.Tone.CLOSE_CONFLICT.value, _("hecht én vaak in ruzie met")
    DISTANT = genogram.Tone.DISTANT.value, _("op afstand van")
    CUT_OFF = genogram.Tone.CUT_OFF.value, _("zonder contact met")


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


COUPLES = frozenset({kind for kind in BondKind if kind.value in set(genogram.Couple)})
DESCENTS = frozenset({kind for kind in BondKind if kind.value in set(genogram.Line)})
TONES = frozenset({kind for kind in BondKind if kind.value in set(genogram.Tone)})
SORTS = (COUPLES, DESCENTS, frozenset({BondKind.TWINS}), TONES)
TURNED_TO = frozenset({Invited.ASKED, Invited.AT_TABLE, Invited.DECLINED})


def sort_of(kind: str) -> frozenset[BondKind]:
    """The kinds of which one pair has at most one."""
    return next(sort for sort in SORTS if kind in sort)
