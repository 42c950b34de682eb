"""What a family must be told, and when; and what follows from a no to an experience expert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.enums import Moment, Tell

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# When each point is due, and by which source (requirements B).
WHEN: Mapping[Tell, tuple[Moment, str]] = {
    Tell.PILOT: (Moment.FIRST, "000 §1; 001"),
    Tell.OWN_DECISION: (Moment.BEFORE_CONSENT, "000 §2"),
    Tell.WITHDRAWAL: (Moment.BEFORE_CONSENT, "000 §2"),
    Tell.CONTACT: (Moment.START, "000 §3"),
    Tell.CONFIRMED: (Moment.AFTER_CONSENT, "000 §2"),
    Tell.COURSE: (Moment.START, "000 §3a-c"),
    Tell.CONCERNS_STAY: (Moment.START, "000 §3d"),
    Tell.NO_HELP: (Moment.START, "002 BS1"),
    Tell.TURNING_POINT: (Moment.TURNING_POINT, "000 §3d"),
    Tell.DATA: (Moment.FIRST, "000 §4-5"),
    Tell.COMPLAINT: (Moment.FIRST, "000 §6"),
    Tell.SUPPORT: (Moment.FIRST, "000 §7"),
    Tell.EXPERT: (Moment.FIRST, "000 §8"),
    Tell.RVDK: (Moment.EACH_TIME, "001 §Juridische kanttekeningen"),
    Tell.OWN_ROOM: (Moment.BEFORE_CONSENT, "001 actielijn 1"),
    Tell.TRACEABLE: (Moment.EACH_TIME, "002 BS1, BS4 §5, §8"),
    Tell.ESCALATION: (Moment.EACH_TIME, "002 BS6"),
    Tell.PROTECTION_TABLE: (Moment.EACH_TIME, "002 BS4"),
    Tell.WHO_DOES_WHAT: (Moment.EACH_TIME, "001 §De tandem, §Juridisch"),
    Tell.CHILD_HEARD: (Moment.EACH_TIME, "002 BS4 §5"),
}

LEGAL_33 = Rule(
    "LEGAL-33",
    "Wie ja zegt, hoorde eerst dat die zelf beslist, dat intrekken altijd mag en dat de ruimte om"
    " zelf te kiezen blijft.",
    "Vertel wat nog niet verteld is aan deze persoon, en leg dat gesprek vast.",
    "000 §2; 001 actielijn 1; TELL-02, TELL-03, TELL-15, CONS-17",
    ("INV-02",),
    "Voordat u ja zegt, hoort u dat u zelf beslist en dat u uw ja altijd mag intrekken.",
    (
        "Mag: Fatima hoorde gisteren alles en zegt vandaag ja.",
        "Mag niet: Oma kwam vorige week bij het gezin wonen en zegt ja; het gesprek was daarvoor.",
    ),
)

LEGAL_38 = Rule(
    "LEGAL-38",
    "Is een nee tegen de ervaringsdeskundige hier een breekpunt, dan start de tandem niet na dat"
    " nee.",
    "Bespreek wat er wel kan, of leg vast dat het gezin een ervaringsdeskundige toch goed vindt.",
    "000 §8; CONS-15, EXP-09",
    (),
    "In deze toekomsttuin doet altijd een ervaringsdeskundige mee. Wilt u dat niet, dan zoeken we"
    " samen andere hulp.",
    (
        "Mag: Een nee tegen de ervaringsdeskundige is hier geen breekpunt; de tandem start.",
        "Mag niet: Het is hier een breekpunt, en het gezin zei nee.",
    ),
)

RULES = (LEGAL_33, LEGAL_38)


def points_at(*moments: Moment) -> tuple[Tell, ...]:
    """The points that are due at these moments, in order."""
    return tuple(point for point, (moment, _) in WHEN.items() if moment in moments)


BEFORE_YES = points_at(Moment.BEFORE_CONSENT)
EXPLAINED = points_at(Moment.FIRST, Moment.BEFORE_CONSENT)


def told_before_yes(told: Collection[str]) -> Verdict:
    """Judge what somebody heard before saying yes (TELL-02, TELL-03, TELL-15)."""
    missing = [str(point.label) for point in BEFORE_YES if point not in told]
    return LEGAL_33.no(f"Nog niet verteld: {missing[0].lower()}.") if missing else YES


def expert_is_no_breaking_point(*, is_breaking_point: bool, refused: bool) -> Verdict:
    """Judge the start after a no to an experience expert (CONS-15)."""
    return LEGAL_38.no() if is_breaking_point and refused else YES
