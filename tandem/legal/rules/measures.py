"""Measures: who asks for one, how long it may last, and what must happen when. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import Period
from tandem.core.verdict import YES, Rule, Verdict
from tandem.core.workdays import after_workdays
from tandem.legal.enums import Deadline, MeasureKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LEGAL_59 = Rule(
    "LEGAL-59",
    "Een maatregel duurt niet langer dan de wet toelaat.",
    "Kijk de laatste dag na. Is er verlengd? Leg de verlenging als nieuwe maatregel vast.",
    "BW 1:257, 258, 265c en 268 lid 5; Wet tijdelijk huisverbod art. 2 en 9; facts 3.8",
    family=(
        "Een maatregel stopt vanzelf op de langste termijn van de wet, tenzij de rechter opnieuw"
        " beslist."
    ),
    examples=(
        "Mag: Een ondertoezichtstelling van 1 maart 2026 tot en met 28 februari 2027.",
        "Mag niet: Een voorlopige ondertoezichtstelling van vier maanden.",
        "Mag niet: Een huisverbod dat meteen vier weken duurt: eerst tien dagen, dan verlengen.",
    ),
)

LEGAL_61 = Rule(
    "LEGAL-61",
    "Alleen een medewerker van de Raad voor de Kinderbescherming toetst een verzoek om een"
    " maatregel en dient het in.",
    "Laat de medewerker van de Raad dit zelf vastleggen.",
    "003 Amsterdam en Zeeland; REG-18, REG-19",
    ("INV-12",),
    family=("Iemand die niet met u meefietste kijkt onafhankelijk of een maatregel echt nodig is."),
    examples=(
        "Mag: Ravi van de Raad toetst en legt zijn oordeel zelf vast.",
        "Mag niet: Het lokaal team legt de toets namens de Raad vast.",
    ),
)

LEGAL_62 = Rule(
    "LEGAL-62",
    "Een eerste kinderbeschermingsmaatregel vanuit de toekomsttuin volgt op een toets en een"
    " verzoek van de Raad.",
    "Vraag de Raad om de toets en het verzoek vast te leggen. Daarna kan de maatregel erbij.",
    "003 Amsterdam en Zeeland; REG-18, REG-19",
    ("INV-12",),
    family="Er komt geen eerste maatregel zonder dat de Raad onafhankelijk heeft getoetst.",
    examples=(
        "Mag: De Raad diende op 2 maart het verzoek in; de rechter besliste op 20 maart.",
        "Mag niet: Een eerste ondertoezichtstelling zonder toets van de Raad.",
    ),
)

LEGAL_63 = Rule(
    "LEGAL-63",
    "Voor een verzoek om een maatregel denkt u eerst na: voor wie is het nodig, wat levert het"
    " ieder op, is het tijdelijk, en wat is nodig om te stoppen. Eigen ongemak is geen reden.",
    "Beantwoord eerst de vragen vooraf en leg daarna het verzoek vast.",
    "004 LS6; REG-23",
    family="Een maatregel wordt nooit gevraagd omdat de hulpverlener het zelf spannend vindt.",
    examples=(
        "Mag: 'Voor Sem: elke nacht veilig slapen. Tijdelijk, tot oma dichtbij woont.'",
        "Mag niet: Een verzoek doen zonder deze vragen te beantwoorden.",
    ),
)

LEGAL_64 = Rule(
    "LEGAL-64",
    "Bij elke maatregel hoort een plan om weer te stoppen.",
    "Schrijf samen met het gezin op wat nodig is om te stoppen en hoe het daarna verdergaat.",
    "004 LS6 inzicht 3; 001 §De tandem; REG-22",
    family=(
        "Vanaf de eerste dag staat op papier wat nodig is om de maatregel weer te laten stoppen."
    ),
    examples=(
        "Mag: 'Drie maanden elke dag naar school, en tante kijkt mee; dan stoppen wij.'",
        "Mag niet: Een plan waarin niet staat wat nodig is om te stoppen.",
    ),
)

LEGAL_66 = Rule(
    "LEGAL-66",
    "De tandem wordt zonder het gezin alleen stilgezet als geen toestemming en geen andere grond"
    " haar meer draagt.",
    "Er is nog een grond. Wil het gezin stoppen? Leg dan de intrekking vast.",
    "000 §2; REG-02",
    ("INV-01",),
    family="Zonder uw toestemming en zonder wettelijke grond rijdt de tandem niet verder.",
    examples=(
        "Mag: De toestemming liep op 1 mei af en niemand gaf een nieuwe; de tandem staat stil.",
        "Mag niet: De tandem stilzetten terwijl moeder nog toestemming geeft.",
    ),
)

LEGAL_67 = Rule(
    "LEGAL-67",
    "In het grenzenregister staat niets over een gezin: geen naam, geen kenmerk, geen nummer.",
    "Beschrijf de situatie in het algemeen, zonder gegevens van een gezin.",
    "003 Leidraad §3.1; REG-27; NOT-02",
    family="Wat teams van de wet leren, delen zij zonder iets over u te vertellen.",
    examples=(
        "Mag: 'Scholen vragen bij een groen regime om informatie die zij niet mogen krijgen.'",
        "Mag niet: 'Bij 2026-ABC123 vroeg de school om informatie.'",
    ),
)

RULES = (LEGAL_59, LEGAL_61, LEGAL_62, LEGAL_63, LEGAL_64, LEGAL_66, LEGAL_67)

# What protects a child by a decision of the court about its parents.
PROTECTION = frozenset(
    {MeasureKind.OTS, MeasureKind.OUT_OF_HOME_PLACEMENT, MeasureKind.AUTHORITY_TERMINATION}
)


@dataclass(frozen=True, slots=True)
class Term:
    """The longest that the law allows, and where it says so."""

    article: str
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the first day that is too late."""
        return plus_months(day, self.months) + timedelta(days=self.days)


# How long a measure may last, by kind and by whether it is provisional (facts 3.8).
LONGEST: Mapping[tuple[MeasureKind, bool], Term] = {
    (MeasureKind.OTS, False): Term("BW 1:258", months=12),
    (MeasureKind.OTS, True): Term("BW 1:257", months=3),
    (MeasureKind.OUT_OF_HOME_PLACEMENT, False): Term("BW 1:265c", months=12),
    (MeasureKind.AUTHORITY_TERMINATION, True): Term("BW 1:268 lid 5", months=3),
    (MeasureKind.TEMPORARY_HOME_BAN, False): Term("Wet tijdelijk huisverbod art. 2 en 9", days=10),
}
# How long it may last with what it goes on with, counted from the first day of all.
WITH_ITS_EXTENSION: Mapping[MeasureKind, Term] = {
    MeasureKind.TEMPORARY_HOME_BAN: Term("Wet tijdelijk huisverbod art. 9", days=28)
}
# Until when somebody may ask the court to annul a written instruction (BW 1:264).
OBJECT_WITHIN = timedelta(days=14)
UNUSED_AFTER_MONTHS = 3
ANNOUNCE_MONTHS = 2
ANNOUNCE_EARLY_MONTHS = 1
ADVICE_AFTER_MONTHS = 24
ANSWER_WITHIN = timedelta(days=14)
FIRST_CONTACT_WORKDAYS = 5
PLAN_WITHIN = timedelta(weeks=6)
COURT_WITHIN = timedelta(days=14)


def plus_months(day: date, months: int) -> date:
    """Add calendar months (or take them off); the 31st becomes the last day of a short month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def longest_end(
    kind: str, since: date, *, provisional: bool, extends: date | None = None
) -> date | None:
    """Return the first day on which the law no longer lets a measure run; None when it says no.

    `extends` is the first day of what it goes on with without a break, if that is counted too.
    """
    extended = WITH_ITS_EXTENSION.get(MeasureKind(kind))
    if extends is not None and extended is not None:
        return extended.after(extends)
    term = LONGEST.get((MeasureKind(kind), provisional))
    return None if term is None else term.after(since)


def fits_the_law(
    kind: str, period: Period, *, provisional: bool, extends: date | None = None
) -> Verdict:
    """Judge how long a measure lasts (facts 3.8)."""
    end = longest_end(kind, period.since, provisional=provisional, extends=extends)
    if end is None or (period.until is not None and period.until <= end):
        return YES
    last = end - timedelta(days=1)
    return LEGAL_59.no(f"Deze maatregel duurt ten hoogste tot en met {last:%d-%m-%Y}.")


def is_no_longer_than_given(period: Period, *, given: date | None) -> Verdict:
    """Judge an end: what was given does not grow by ending it (facts 3.8)."""
    if given is None or (period.until is not None and period.until <= given):
        return YES
    last = given - timedelta(days=1)
    return LEGAL_59.no(f"Deze maatregel is gegeven tot en met {last:%d-%m-%Y}.")


def runs(
    kind: str, period: Period, *, decided_on: date, used_on: date | None, is_judged: bool
) -> Period:
    """Return the days on which a measure carries powers.

    An authorization to place a child elsewhere lapses when it was not used within three months
    (BW 1:265c); what came from a case file does not say when it was used.
    """
    if kind != MeasureKind.OUT_OF_HOME_PLACEMENT or used_on is not None or not is_judged:
        return period
    lapses = plus_months(decided_on, UNUSED_AFTER_MONTHS)
    return Period(period.since, lapses if period.until is None else min(period.until, lapses))


def is_by_the_rvdk(*, is_rvdk: bool) -> Verdict:
    """Judge who tests a request for a measure (INV-12)."""
    return YES if is_rvdk else LEGAL_61.no()


def first_is_tested(
    *, kind: str, from_pilot: bool, is_first: bool, submitted_on: date | None, decided_on: date
) -> Verdict:
    """Judge a first protection measure: the RvdK tested and asked for it before (INV-12)."""
    if not from_pilot or not is_first or kind not in PROTECTION:
        return YES
    asked = submitted_on is not None and submitted_on <= decided_on
    return YES if asked else LEGAL_62.no()


def court_is_asked_rightly(*, is_met: bool, is_submitted: bool, mayor_asked: bool) -> Verdict:
    """Judge a request to the court: after a test that is met, or because the mayor asks (255)."""
    if not is_submitted or is_met or mayor_asked:
        return YES
    return LEGAL_62.no("De toets is niet gehaald en de burgemeester vroeg er niet om.")


def is_used_in_time(*, used_on: date | None, decided_on: date) -> Verdict:
    """Judge the first use of an authorization: within three months, or it has lapsed (265c)."""
    if used_on is None or used_on < plus_months(decided_on, UNUSED_AFTER_MONTHS):
        return YES
    return LEGAL_59.no("Een machtiging die niet binnen drie maanden is gebruikt, is vervallen.")


def is_reflected(*, answered: bool, is_discomfort: bool) -> Verdict:
    """Judge whether somebody thought before asking for a measure (REG-23)."""
    if is_discomfort:
        return LEGAL_63.no("Het eigen ongemak is nu de reden.")
    return YES if answered else LEGAL_63.no()


def plan_is_whole(*, needed_to_stop: str, afterwards: str) -> Verdict:
    """Judge a plan to stop a measure (REG-22)."""
    return YES if needed_to_stop.strip() and afterwards.strip() else LEGAL_64.no()


@dataclass(frozen=True, slots=True)
class AskedGi:
    """A request of the family to the GI: asked on, answered on."""

    on: date | None = None
    answered_on: date | None = None


NOTHING_ASKED = AskedGi()


@dataclass(frozen=True, slots=True)
class Known:
    """A measure as far as terms go."""

    kind: str
    period: Period
    decided_on: date
    provisional: bool = False
    used_on: date | None = None
    first_contact_on: date | None = None
    rvdk_told_on: date | None = None
    rvdk_advised_on: date | None = None
    end_asked: AskedGi = NOTHING_ASKED
    instruction_asked: AskedGi = NOTHING_ASKED
    # The first day since which a child is both supervised and placed elsewhere, without a break.
    away_since: date | None = None
    is_extended: bool = False
    is_early: bool = False
    by_gi: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Something that must have happened by a day, by an article; done or not."""

    what: Deadline
    on: date
    article: str
    done_on: date | None = None
    is_over: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.done_on is None and not self.is_over


def dues(one: Known) -> tuple[Due, ...]:
    """Return what must happen around a measure, and when (facts 3.8)."""
    found = []
    since, until = one.period.since, one.period.until
    if one.by_gi and one.kind in PROTECTION:
        contact = after_workdays(since, FIRST_CONTACT_WORKDAYS)
        found.append(
            Due(
                Deadline.FIRST_CONTACT,
                contact,
                "Besluit Jeugdwet art. 4.2.1",
                one.first_contact_on,
            )
        )
        found.append(Due(Deadline.PLAN, since + PLAN_WITHIN, "Jeugdwet art. 4.1.3", is_over=True))
    if one.kind == MeasureKind.OUT_OF_HOME_PLACEMENT:
        lapses = plus_months(one.decided_on, UNUSED_AFTER_MONTHS)
        found.append(Due(Deadline.USE, lapses, "BW 1:265c lid 3", one.used_on))
    found += _announced(one, until)
    for what, asked, article in (
        (Deadline.ANSWER_END, one.end_asked, "BW 1:265d"),
        (Deadline.ANSWER_INSTRUCTION, one.instruction_asked, "BW 1:265"),
    ):
        if asked.on is not None:
            found.append(Due(what, asked.on + ANSWER_WITHIN, article, asked.answered_on))
    if until is not None:
        found.append(Due(Deadline.END, until, _end_article(one), is_over=one.is_extended))
    return tuple(found)


def _announced(one: Known, until: date | None) -> list[Due]:
    """Return what the RvdK must hear or say before a measure of a child ends (BW 1:265j)."""
    is_away = one.kind == MeasureKind.OUT_OF_HOME_PLACEMENT
    if until is None or one.provisional or not (is_away or one.kind == MeasureKind.OTS):
        return []
    if one.is_early:
        tell = plus_months(until, -ANNOUNCE_EARLY_MONTHS)
        early = Due(Deadline.TELL_EARLY, tell, "BW 1:265j lid 2", one.rvdk_told_on)
        return [early] if is_away else []
    tell = plus_months(until, -ANNOUNCE_MONTHS)
    found = [
        Due(Deadline.TELL_RVDK, tell, "BW 1:265j lid 1", one.rvdk_told_on, is_over=one.is_extended)
    ]
    if one.away_since is not None and plus_months(one.away_since, ADVICE_AFTER_MONTHS) <= until:
        # Whoever lets it end needs no advice: telling the RvdK is enough.
        is_over = one.is_extended or one.rvdk_told_on is not None
        found.append(
            Due(Deadline.ADVICE, tell, "BW 1:265j lid 3", one.rvdk_advised_on, is_over=is_over)
        )
    return found


def dues_of_test(
    *,
    tested_on: date,
    college_told_on: date | None,
    mayor_asked_on: date | None,
    submitted_on: date | None,
) -> tuple[Due, ...]:
    """Return what must happen after a test of the RvdK that led to no request (BW 1:255 lid 3)."""
    found = []
    if submitted_on is None or mayor_asked_on is not None:
        # The law gives no days for telling: the day of the test itself.
        found.append(Due(Deadline.TELL_COLLEGE, tested_on, "BW 1:255 lid 3", college_told_on))
    if mayor_asked_on is not None:
        by = mayor_asked_on + COURT_WITHIN
        found.append(Due(Deadline.TO_COURT, by, "BW 1:255 lid 3", submitted_on))
    return tuple(found)


def _end_article(one: Known) -> str:
    term = LONGEST.get((MeasureKind(one.kind), one.provisional))
    return "" if term is None else term.article


def ground_is_gone(*, has_ground: bool) -> Verdict:
    """Judge whether the tandem stands still because nothing carries it (INV-01)."""
    return LEGAL_66.no() if has_ground else YES


_REFERENCE = re.compile(r"\b\d{4}-[A-Z0-9]{6}\b|\b\d{8,9}\b")


def is_about_no_household(*texts: str) -> Verdict:
    """Judge a text for the register of boundaries: no reference and no number of a person."""
    found = next((hit for text in texts if (hit := _REFERENCE.search(text))), None)
    return YES if found is None else LEGAL_67.no("In de tekst staat een kenmerk of nummer.")
