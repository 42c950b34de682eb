"""Whose word counts: about sharing, after a withdrawal, and who may stay unasked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import age_on
from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.rules import ADULT
from tandem.legal.rules.consent import last_day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from tandem.core.periods import Period

LEGAL_100 = Rule(
    "LEGAL-100",
    "Bij delen telt het laatste woord van iemand, per bron, richting en doel. Een later nee of een"
    " intrekking stopt een eerder ja.",
    "Gebruik het eerdere ja niet meer. Wil die persoon weer ja zeggen? Vraag het opnieuw.",
    "000 §2 en §4; CONS-06, CONS-11; AVG art. 7 lid 3",
    (),
    "Zegt u eerst ja en later nee, dan geldt het nee. Dat kan op elk moment.",
    (
        "Mag: Fatima zei nee tegen navraag bij de school, en een week later ja; haar ja telt.",
        "Mag niet: Fatima zei ja, en daarna nee. Samira gebruikt toch het eerste ja.",
    ),
)

LEGAL_101 = Rule(
    "LEGAL-101",
    "Beslissen meer mensen over delen, dan houdt het nee van één van hen het ja van de ander"
    " tegen.",
    "Bespreek het met wie nee zei, en leg een nieuw antwoord vast. Blijft het nee, dan delen we"
    " niet. Een ouder met gezag kan het geschil aan de rechter voorleggen.",
    "BW 1:253i lid 1 en 1:253a; Jeugdwet 7.3.11 en 7.3.15",
    (),
    "Hebt u samen gezag en zegt een van u nee, dan delen we niets over uw kind. U mag er de rechter"
    " naar laten kijken.",
    (
        "Mag: Fatima zegt ja voor Sem van 6 en Daan is het daarmee eens, of zei er niets over.",
        "Mag niet: Fatima zegt ja voor Sem van 6, Daan met gezag zegt nee.",
    ),
)

LEGAL_102 = Rule(
    "LEGAL-102",
    "Wie zijn toestemming introk, wordt eerst gesproken: tot de uitkomst vaststaat, komt een "
    "organisatie die daarin stond niet terug.",
    "Verken met deze persoon wat er kan en leg de uitkomst vast. Daarna kan het op het ja van een "
    "ander, zonder contact met wie introk.",
    "000 §2; CONS-07, CONS-08",
    ("INV-05",),
    family=(
        "Trekt u uw ja in, dan komt die organisatie niet de volgende dag terug op het ja van een "
        "ander. Wij praten eerst met u."
    ),
    examples=(
        (
            "Mag: Daan trok zijn ja in. Samira sprak met hem en legde vast dat hij stopt. Fatima "
            "zegt nog ja; Veilig Thuis praat weer met haar."
        ),
        (
            "Mag niet: Daan trekt zijn ja 's ochtends in; 's middags haalt Samira Veilig Thuis "
            "terug op het ja van Fatima."
        ),
    ),
)

LEGAL_103 = Rule(
    "LEGAL-103",
    "Alleen een volwassene kan ongevraagd blijven, en dan staat er waarom vragen gevaar brengt.",
    "Schrijf op waarom vragen gevaar brengt. Vraag een jongere altijd zelf, zo nodig alleen.",
    "CONS-14; safety T-09; Jeugdwet 7.3.4 en 7.3.5",
    (),
    family=(
        "Soms is het gevaarlijk om iemand iets te vragen. Dan doen we dat niet, en houden we hulp "
        "daar niet om tegen."
    ),
    examples=(
        "Mag: Nour is bang voor haar man. Priya vraagt hem niets en schrijft op waarom.",
        "Mag niet: Noor van 14 niet vragen omdat zij toch nee zegt.",
    ),
)

LEGAL_104 = Rule(
    "LEGAL-104",
    "Dat een organisatie meedoet, hoort ieder met gezag en ieder kind vanaf 12 jaar zelf. Kon dat"
    " bij iemand niet, dan staat er waarom.",
    "Kruis aan wie het hoorde. Hoorde iemand het nog niet? Vertel het, of schrijf op waarom dat"
    " niet kan.",
    "001 §Juridische kanttekeningen; CONS-12; TELL-14",
    ("INV-08",),
    "Doet de Raad mee, dan hoort u dat zelf. Wat wij aan een ander in huis vertelden, telt niet als"
    " verteld aan u.",
    (
        "Mag: Fatima en Noor hoorden het; Daan niet: dan loopt Fatima gevaar. Dat staat erbij.",
        "Mag niet: Alleen Fatima hoorde dat de Raad komt, en er staat niet waarom Daan niet.",
    ),
)

LEGAL_105 = Rule(
    "LEGAL-105",
    "De eigen wens van een kind van 12 tot en met 15 telt alleen zonder de ouders als een ouder met"
    " gezag nee zei.",
    "Vraag het wie gezag heeft en leg het antwoord vast, ook een nee.",
    "Jeugdwet 7.3.4 en 7.3.5; BW 7:450 lid 2",
    (),
    "Wil uw kind hulp, dan vragen wij het eerst aan u. Zegt u nee en blijft uw kind het willen, dan"
    " kan het toch.",
    (
        "Mag: Daan zei nee, en Noor van 14 wil de gesprekken na drie keer praten nog steeds.",
        "Mag niet: Noor wil het, en niemand vroeg het aan Fatima of Daan.",
    ),
)

LEGAL_106 = Rule(
    "LEGAL-106",
    "Hulp tegen ernstig nadeel zonder ja van de ouders begint met een tweede professional, en wordt"
    " binnen drie maanden opnieuw bekeken.",
    "Kies de dag om opnieuw te kijken, en laat een collega het begin vastleggen. Is die dag"
    " voorbij? Bespreek het opnieuw en leg een nieuw antwoord vast.",
    "Jeugdwet 7.3.4 en 7.3.5; BW 7:450 lid 2; drie maanden is een keuze van Tandem",
    (),
    "Begint hulp voor uw kind zonder uw ja, dan besluit niet één mens dat alleen. Binnen drie"
    " maanden kijken wij opnieuw.",
    (
        "Mag: Samira legt het ja van Noor vast, Naima het begin. Over zes weken kijken zij weer.",
        "Mag niet: Samira legt alles alleen vast, en het blijft zo voor altijd.",
    ),
)

LEGAL_107 = Rule(
    "LEGAL-107",
    "Zonder ja begint alleen hulp uit een bevestigde maatregel die loopt, en die is verteld.",
    "Leg de maatregel vast en laat haar bevestigen. Schrijf op aan wie u vertelde wat er gebeurt en"
    " wat die zei.",
    "Jeugdwet 7.3.4 lid 1 en 7.3.11 lid 2 onder b",
    ("INV-07",),
    "Besliste de rechter dat er hulp komt, dan is uw ja niet nodig. U hoort wel wat er gebeurt, en"
    " wat u ervan vindt staat erbij.",
    (
        "Mag: Er loopt een ondertoezichtstelling. Daan hoort wat begint en zegt nee; dat staat er.",
        "Mag niet: De maatregel is gevraagd en nog niet uitgesproken.",
    ),
)

LEGAL_120 = Rule(
    "LEGAL-120",
    "In een antwoord van iemand staat geen organisatie die voor die persoon dicht is.",
    "Schrijf op waar het antwoord over gaat, zonder de naam van die organisatie.",
    "Safety T-05 en T-06; keuze van Tandem",
    (),
    "Wat u antwoordt, staat in uw eigen woorden op uw bladzijde.",
    (
        "Mag: Daan zegt ja tegen gesprekken.",
        "Mag niet: Daan zegt ja tegen gesprekken bij de opvang waarvan hij niet mag weten.",
    ),
)

RULES = (
    LEGAL_100,
    LEGAL_101,
    LEGAL_102,
    LEGAL_103,
    LEGAL_104,
    LEGAL_105,
    LEGAL_106,
    LEGAL_107,
    LEGAL_120,
)

LOOK_AGAIN_WITHIN = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Word:
    """One answer about sharing with one source for one purpose.

    `said` is its place in time: of a yes that was taken back, the moment of taking back. `decides`:
    whether who said it decides about this person on the day.
    """

    who: int
    name: str
    said: tuple[date, datetime, int]
    is_no: bool
    is_own: bool
    decides: bool


def yes_counts(yes: Word, spoken: Iterable[Word]) -> Verdict:
    """Judge a yes among everything that was said of the same source, direction and purpose.

    What somebody says about themselves takes the place of what others said before; after that, who
    decides because this person cannot oversee it, may speak for them again.
    """
    last = {word.who: word for word in sorted(spoken, key=lambda word: word.said)}
    if last.get(yes.who, yes) != yes:
        return LEGAL_100.no(f"{yes.name} zei daarna iets anders.")
    for other in last.values():
        is_replaced = other.said < yes.said and (yes.is_own or other.is_own)
        if other.who != yes.who and other.is_no and other.decides and not is_replaced:
            return LEGAL_101.no(f"{other.name} zei nee.")
    return YES


def withdrawal_is_settled(period: Period, *, still_open: Iterable[date]) -> Verdict:
    """Judge a partner's coming back: each withdrawal that named it has its outcome (CONS-08).

    `still_open` are the days of withdrawals without one; the day itself was still covered.
    """
    for day in still_open:
        if period.until is None or period.until > last_day_of(day):
            return LEGAL_102.no(f"De intrekking van {day:%d-%m-%Y} heeft nog geen uitkomst.")
    return YES


def may_be_left_out(*, born_on: date, on: date, reason: str) -> Verdict:
    """Judge leaving somebody unasked: an adult, and a reason (CONS-14)."""
    if age_on(born_on, on) < ADULT:
        return LEGAL_103.no("Deze persoon is nog geen 18.")
    return YES if reason.strip() else LEGAL_103.no("Er staat nog niet waarom.")


def family_heard(*, heard: Iterable[int], due: Mapping[int, str], why_not: str) -> Verdict:
    """Judge a talk about who takes part; `due` are the first names of who must hear it."""
    known = set(heard)
    if not known:
        return LEGAL_104.no("Er staat nog niet wie het hoorde.")
    missing = [name for pk, name in due.items() if pk not in known]
    if missing and not why_not.strip():
        return LEGAL_104.no(f"{missing[0]} hoorde het nog niet.")
    return YES


def wish_was_refused(holders: Iterable[str]) -> Verdict:
    """Judge the own wish of a child without its parents; what who has authority said last."""
    return YES if "no" in set(holders) else LEGAL_105.no("Nog geen ouder met gezag zei nee.")


def harm_is_looked_at_again(*, given_on: date, review_on: date | None) -> Verdict:
    """Judge the day to look again at help against serious harm without the parents."""
    if review_on is None:
        return LEGAL_106.no("Er is nog geen dag om opnieuw te kijken.")
    near = given_on < review_on <= given_on + LOOK_AGAIN_WITHIN
    return YES if near else LEGAL_106.no(f"U koos {review_on:%d-%m-%Y}.")


def harm_still_counts(*, review_on: date | None, on: date) -> Verdict:
    """Judge whether the day to look again is still to come."""
    if review_on is not None and on < review_on:
        return YES
    return LEGAL_106.no("De dag om opnieuw te kijken is voorbij.")


def is_begun_by_a_second(*, is_harm: bool, is_other: bool) -> Verdict:
    """Judge who records that help against serious harm begins: somebody else than who asked."""
    return LEGAL_106.no("U legde zelf het ja vast.") if is_harm and not is_other else YES


def measure_carries_help(*, runs: bool) -> Verdict:
    """Judge help without a yes: a measure that was confirmed and runs on the day."""
    return YES if runs else LEGAL_107.no("Er loopt nu geen bevestigde maatregel.")


def names_nothing_closed(text: str, *, closed: Iterable[str]) -> Verdict:
    """Judge an answer that somebody reads back; `closed` are names that are closed to them.

    It would stay off their own page, and whoever misses their own answer guessed a name right.
    """
    said = text.casefold()
    return LEGAL_120.no() if any(name.casefold() in said for name in closed) else YES
