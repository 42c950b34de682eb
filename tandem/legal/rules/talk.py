"""What a family must be told, and when; and what follows from a no to an experience expert."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.enums import Moment, Tell

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

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
    "Is een nee tegen de ervaringsdeskundige hier een breekpunt, dan start de tandem niet zolang"
    " iemand van het gezin nee zegt.",
    "Bespreek met die persoon wat er wel kan. Vindt die het toch goed, leg dat antwoord dan vast.",
    "000 §8; CONS-15, EXP-09; GAP-30",
    (),
    "In deze toekomsttuin doet altijd een ervaringsdeskundige mee. Wilt u dat niet, dan zoeken we"
    " samen andere hulp.",
    (
        "Mag: Een nee tegen de ervaringsdeskundige is hier geen breekpunt; de tandem start.",
        "Mag niet: Het is hier een breekpunt. Fatima zei nee, en Daan daarna ja.",
    ),
)

LEGAL_40 = Rule(
    "LEGAL-40",
    "Bij het eerste gesprek en bij de start hoort ieder vanaf 12 jaar zelf wat die moet weten, en"
    " is met een jonger kind gesproken. Kon iets niet, dan staat er waarom, en een dag binnen twee"
    " weken.",
    "Leg het gesprek vast bij 'Wie zegt wat?'. Kon het echt niet? Leg daar vast waarom het later"
    " wordt verteld, en wanneer.",
    "Requirements B: TELL-01, TELL-04, TELL-06 tot en met TELL-08, TELL-10 tot en met TELL-13;"
    " DSR-10; twee weken is een keuze van Tandem",
    ("INV-02",),
    "Voordat wij beginnen, weet u wie er komt, hoe het gaat, wat er gebeurt als zorgen blijven, en"
    " waar u met een klacht terechtkunt.",
    (
        "Mag: Bij de start is verteld wie het vaste gezicht is en hoe het gaat.",
        "Mag niet: De tandem start. Fatima weet wat er komt als zorgen blijven; Noor van 14 niet.",
    ),
)

LEGAL_42 = Rule(
    "LEGAL-42",
    "Bij het kantelpunt is verteld wat er verandert, welke bevoegdheid en welke wet, en wat er"
    " gebeurt als zorgen blijven. Doet de Raad mee, dan is ook dat verteld.",
    "Vertel wat nog niet verteld is en kruis het aan. Kon het niet wachten? Kies dat, met een dag.",
    "000 §3d, §4; REG-12; TELL-07, TELL-09, TELL-14",
    ("INV-08", "INV-10"),
    "Voordat iemand iets tegen uw zin doet, hoort u wat er verandert en op welke wet dat rust.",
    (
        "Mag: Samira vertelt wat Veilig Thuis nu mag, waarom, en wat er gebeurt als het zo blijft.",
        "Mag niet: Alleen zeggen dat er een besluit is genomen.",
    ),
)

RULES = (LEGAL_33, LEGAL_38, LEGAL_40, LEGAL_42)

TELL_LATER_WITHIN = timedelta(days=14)


def points_at(*moments: Moment) -> tuple[Tell, ...]:
    """The points that are due at these moments, in order."""
    return tuple(point for point, (moment, _) in WHEN.items() if moment in moments)


BEFORE_YES = points_at(Moment.BEFORE_CONSENT)
EXPLAINED = points_at(Moment.FIRST, Moment.BEFORE_CONSENT)
FIRST = points_at(Moment.FIRST)
AT_START = points_at(Moment.START)
# What can wait for a reason; what somebody must know before a yes cannot.
CAN_WAIT = (*FIRST, *AT_START)
AT_TURNING_POINT = (Tell.CONCERNS_STAY, Tell.TURNING_POINT)


def told_before_yes(told: Collection[str]) -> Verdict:
    """Judge what somebody heard before saying yes (TELL-02, TELL-03, TELL-15)."""
    missing = [str(point.label) for point in BEFORE_YES if point not in told]
    return LEGAL_33.no(f"Nog niet verteld: {missing[0].lower()}.") if missing else YES


def expert_is_no_breaking_point(*, is_breaking_point: bool, refused: Sequence[str]) -> Verdict:
    """Judge the start after a no to an experience expert; first names of who said no (CONS-15).

    One no is a no: what somebody else of the household says, takes nothing of it away.
    """
    return LEGAL_38.no(f"{refused[0]} zei nee.") if is_breaking_point and refused else YES


def told_in_time(
    due: Sequence[Tell], *, told: Collection[str], promised: Collection[str], name: str = ""
) -> Verdict:
    """Judge what is due at a moment to somebody: told, or put off with a reason and a day."""
    missing = [str(one.label) for one in due if one not in told and one not in promised]
    to = f" aan {name}" if name else ""
    return LEGAL_40.no(f"Nog niet verteld{to}: {missing[0].lower()}.") if missing else YES


def child_was_spoken_with(*, name: str, spoken: bool) -> Verdict:
    """Judge the start for a child under 12: it was spoken with once, in its own words (DSR-10)."""
    return YES if spoken else LEGAL_40.no(f"Met {name} is het nog niet besproken.")


def promise_is_near(points: Sequence[str], *, reason: str, today: date, due_on: date) -> Verdict:
    """Judge what is told later: what can wait, why, and by a day that is near."""
    if not points or not set(points) <= set(CAN_WAIT):
        return LEGAL_40.no("Kies wat later kan. Wat iemand vóór een ja moet weten, kan niet later.")
    if not reason.strip():
        return LEGAL_40.no("Er staat niet waarom het niet kon.")
    near = today <= due_on <= today + TELL_LATER_WITHIN
    return YES if near else LEGAL_40.no(f"U koos {due_on:%d-%m-%Y}.")


def told_at_turning_point(points: Collection[str], *, is_rvdk: bool) -> Verdict:
    """Judge what a family heard of a decision that opens powers (REG-12)."""
    due = (*AT_TURNING_POINT, Tell.RVDK) if is_rvdk else AT_TURNING_POINT
    missing = [str(one.label) for one in due if one not in points]
    return LEGAL_42.no(f"Nog niet verteld: {missing[0].lower()}.") if missing else YES
