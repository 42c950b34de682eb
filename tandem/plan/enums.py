"""Names of states and kinds of what is made with the family, with the Dutch labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.core import genogram


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


COUPLES = frozenset({kind for kind in BondKind if kind.value in set(genogram.Couple)})
DESCENTS = frozenset({kind for kind in BondKind if kind.value in set(genogram.Line)})
TONES = frozenset({kind for kind in BondKind if kind.value in set(genogram.Tone)})
# Kinds of one sort replace one another: a couple that was married is divorced now.
SORTS = (COUPLES, DESCENTS, frozenset({BondKind.TWINS}), TONES)


def sort_of(kind: str) -> frozenset[BondKind]:
    """The kinds of which one pair has at most one."""
    return next(sort for sort in SORTS if kind in sort)
