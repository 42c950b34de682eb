"""What follows from each own yes or no: what may be shared, and with whom a partner speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tandem.core.periods import Period

LONGEST_SHARING_DAYS = 366

LEGAL_36 = Rule(
    "LEGAL-36",
    "Toestemming om te delen noemt wat, met wie, waarvoor en tot wanneer; ten hoogste een jaar.",
    "Vul aan wat nog leeg is. Is er na een jaar nog iets nodig? Vraag het dan opnieuw.",
    "000 §4; CONS-11; AVG art. 4 lid 11 en art. 7",
    (),
    "U zegt ja tegen één bron, voor één doel en voor een bepaalde tijd. Daarna vragen we het"
    " opnieuw.",
    (
        "Mag: De school mag tot 1 juli vertellen hoe het gaat met leren, voor het plan.",
        "Mag niet: 'iedereen mag alles vragen', zonder doel of einddatum.",
    ),
)

LEGAL_37 = Rule(
    "LEGAL-37",
    "Een partner die meedoet met toestemming, heeft alleen contact met gezinsleden die daar ja op"
    " zeiden.",
    "Vraag het dit gezinslid eerst. Was er al contact? Laat het lokaal team dat opschrijven in"
    " het verhaal.",
    "000 §2; CONS-14",
    ("INV-03",),
    "Zegt u nee en uw partner ja? Dan praat die organisatie met uw partner, en niet met u.",
    (
        "Mag: Moeder zei ja tegen Veilig Thuis; Veilig Thuis spreekt moeder.",
        "Mag niet: Vader zei nee; Veilig Thuis belt vader.",
    ),
)

LEGAL_39 = Rule(
    "LEGAL-39",
    "Intrekken kan zolang een ja geldt.",
    "Dit ja is al voorbij of ingetrokken. Er hoeft niets meer te gebeuren.",
    "000 §2; CONS-06",
    ("INV-05",),
    "U mag uw ja altijd intrekken, zonder reden. Is het al voorbij, dan hoeft dat niet meer.",
    (
        "Mag: Moeder trekt vandaag haar ja in dat nog loopt.",
        "Mag niet: Hetzelfde ja voor de tweede keer intrekken.",
    ),
)

LEGAL_41 = Rule(
    "LEGAL-41",
    "Wat u met toestemming van een ander hoorde, hangt aan een toestemming die loopt, voor ieder"
    " over wie het gaat.",
    "Kies over wie het gaat en met welke toestemming. Is die er niet? Vraag haar eerst, of noem de"
    " wettelijke grond.",
    "000 §4; CONS-11; DOS-15; Jeugdwet 7.3.11",
    (),
    "Schrijven wij op wat de school over uw kind zei, dan staat erbij met welk ja van u.",
    (
        "Mag: Moeder zei ja tegen navraag bij de school; Samira schrijft op wat de juf zei.",
        "Mag niet: Samira schrijft op wat de huisarts zei; daar gaf niemand toestemming voor.",
    ),
)

RULES = (LEGAL_36, LEGAL_37, LEGAL_39, LEGAL_41)


def sharing_is_precise(*, purpose: str, what: str, source: str, period: Period) -> Verdict:
    """Judge a consent to share: what, with whom, for what, until when (CONS-11)."""
    if not (purpose.strip() and what.strip() and source.strip()):
        return LEGAL_36.no()
    if period.until is None or (period.until - period.since).days > LONGEST_SHARING_DAYS:
        return LEGAL_36.no("Kies een einddatum binnen een jaar.")
    return YES


def may_speak_with(*, organization: str, said_no_or_nothing: Iterable[str]) -> Verdict:
    """Judge a contact of a partner with members of the household (CONS-14)."""
    names = list(said_no_or_nothing)
    if not names:
        return YES
    return LEGAL_37.no(f"{names[0]} zei geen ja tegen {organization}.")


def may_be_taken_back(*, is_running_yes: bool) -> Verdict:
    """Judge the taking back of a consent to help or to share."""
    return YES if is_running_yes else LEGAL_39.no()


def source_is_allowed(
    *, is_third_party: bool, about: Sequence[str], without: Sequence[str]
) -> Verdict:
    """Judge what was heard from somebody else with consent (CONS-11); names, first names."""
    if not is_third_party:
        return YES
    if not about:
        return LEGAL_41.no("Er staat niet over wie het gaat.")
    if without:
        return LEGAL_41.no(f"Voor {without[0]} is geen toestemming gekozen die loopt.")
    return YES
