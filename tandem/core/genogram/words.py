"""The drawing in words: what every line says, who everybody is, and what they are of each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.core.genogram.family import Couple, Family, Kin, Line, Symbol, Tone

type Words = str | Promise

SYMBOLS: dict[Symbol, Words] = {
    Symbol.MAN: gettext_lazy("man (vierkant)"),
    Symbol.WOMAN: gettext_lazy("vrouw (cirkel)"),
    Symbol.OTHER: gettext_lazy("anders of onbekend (ruit)"),
}
UNBORN: Words = gettext_lazy("nog niet geboren (driehoek)")
COUPLES: dict[Couple, Words] = {
    Couple.MARRIAGE: gettext_lazy("getrouwd"),
    Couple.COHABITATION: gettext_lazy("partners"),
    Couple.SEPARATED: gettext_lazy("getrouwd, uit elkaar"),
    Couple.ENDED: gettext_lazy("ex-partners"),
    Couple.DIVORCED: gettext_lazy("gescheiden"),
    Couple.PARENTS: gettext_lazy("samen ouders, geen paar bekend"),
}
LINES: dict[Line, Words] = {
    Line.BIRTH: gettext_lazy("ouder"),
    Line.ADOPTION: gettext_lazy("adoptieouder"),
    Line.FOSTER: gettext_lazy("pleegouder"),
    Line.STEP: gettext_lazy("stiefouder"),
}
CHILDREN: dict[Line, Words] = {
    Line.BIRTH: gettext_lazy("kind"),
    Line.ADOPTION: gettext_lazy("geadopteerd kind"),
    Line.FOSTER: gettext_lazy("pleegkind"),
    Line.STEP: gettext_lazy("stiefkind"),
}
TONES: dict[Tone, Words] = {
    Tone.CLOSE: gettext_lazy("heel hecht"),
    Tone.CONFLICT: gettext_lazy("veel ruzie"),
    Tone.CLOSE_CONFLICT: gettext_lazy("hecht en veel ruzie"),
    Tone.DISTANT: gettext_lazy("afstandelijk contact"),
    Tone.CUT_OFF: gettext_lazy("contact verbroken"),
}
KIN: dict[Kin, Words] = {
    Kin.SIBLING: gettext_lazy("broer of zus"),
    Kin.GRANDPARENT: gettext_lazy("opa of oma"),
    Kin.OTHER: gettext_lazy("anders verwant"),
}
KIN_BACK: dict[Kin, Words] = {
    **KIN,
    Kin.GRANDPARENT: gettext_lazy("kleinkind"),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody is of somebody else; the name stands apart, so that a page can set it apart."""

    what: str
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list: who it is, and all that the drawing says of them."""

    id: str
    name: str
    symbol: str
    facts: tuple[str, ...]
    sayings: tuple[Saying, ...]


def listed(family: Family) -> tuple[Person, ...]:
    """Everybody in words, in the order in which they were given; every relation from both sides."""
    names = {one.id: one.name for one in family.humans}
    sayings: dict[str, list[Saying]] = {one: [] for one in names}
    for one, other, what, more in _said(family):
        if one in names and other in names and one != other:
            sayings[one].append(Saying(what, names[other], more))
    return tuple(
        Person(
            one.id,
            one.name,
            str(UNBORN if one.is_unborn else SYMBOLS[one.symbol]),
            tuple(_facts(family, one.id)),
            tuple(sayings[one.id]),
        )
        for one in family.humans
    )


def _said(family: Family) -> list[tuple[str, str, str, str]]:
    """Every relation as (who, of whom, what, more), from both sides."""
    found = [
        *((u.one, u.other, _("%s met") % COUPLES[u.kind], u.words) for u in family.unions),
        *((u.other, u.one, _("%s met") % COUPLES[u.kind], u.words) for u in family.unions),
        *((d.parent, d.child, _("%s van") % LINES[d.kind], "") for d in family.descents),
        *((d.child, d.parent, _("%s van") % CHILDREN[d.kind], "") for d in family.descents),
        *((r.one, r.other, _("%s van") % KIN[r.kind], "") for r in family.related),
        *((r.other, r.one, _("%s van") % KIN_BACK[r.kind], "") for r in family.related),
        *((t.one, t.other, _("%s met") % TONES[t.tone], t.words) for t in family.ties),
        *((t.other, t.one, _("%s met") % TONES[t.tone], t.words) for t in family.ties),
    ]
    for twins in family.twins:
        found += [(a, b, _("tweeling met"), "") for a in sorted(twins) for b in sorted(twins)]
    return found


def _facts(family: Family, somebody: str) -> list[str]:
    """Born, died, and with whom somebody lives."""
    human = next(one for one in family.humans if one.id == somebody)
    names = {one.id: one.name for one in family.humans}
    found = [human.caption] if human.caption else []
    if human.is_dead:
        found.append(_("overleden"))
    for ring in family.rings:
        others = [names[one] for one in ring.people if one != somebody and one in names]
        if somebody in ring.people and others:
            found.append(_("woont samen met %(names)s") % {"names": ", ".join(others)})
    return found


def summary(family: Family, rows: int) -> str:
    """Say in one sentence what the picture shows; the list says the rest."""
    return _(
        "Tekening van %(people)s mensen in %(rows)s generaties. De lijst bij de tekening zegt"
        " hetzelfde in woorden."
    ) % {"people": len(family.humans), "rows": rows}
