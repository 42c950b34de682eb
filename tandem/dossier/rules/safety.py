"""That safety is talked about: at every contact, and never too long ago (SP-13)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import Safety

if TYPE_CHECKING:
    from datetime import date

# How long nobody may hear how safe it is at home, before Tandem says so.
SAFETY_EVERY = timedelta(days=28)
_WEEK = 7

DOSSIER_80 = Rule(
    "DOSSIER-80",
    "Bij elk contact staat hoe veilig het nu thuis is, of waarom daar niet over is gepraat.",
    "Kies wat er over veiligheid is gezegd. Is er niet over gepraat? Kies dat, en schrijf op"
    " waarom.",
    "004 LS2 en LS3; SP-13",
    family="Wie met u praat, vraagt ook hoe veilig het thuis is. Wat u zegt, staat erbij.",
    examples=(
        "Mag: Samira was bij Fatima thuis. Fatima vindt het veilig genoeg; dat staat erbij.",
        "Mag: Joris belde over een formulier. Over veiligheid ging het niet, en hij schrijft dat.",
        "Mag niet: Samira was bij Daan thuis en laat de vraag over veiligheid leeg.",
    ),
)
DOSSIER_81 = Rule(
    "DOSSIER-81",
    "Zolang de tandem rijdt, praten we ten minste eens in de vier weken over veiligheid.",
    "Vraag bij het volgende contact hoe veilig het nu thuis is, en schrijf het antwoord op.",
    "004 LS2 en LS3; SP-13",
    family="We praten vaak met u over veiligheid, ook als het rustig lijkt.",
    examples=(
        "Mag: Vorige week vertelde Noor dat het rustig is thuis.",
        "Mag niet: Het is zes weken geleden dat iemand van De Wilg vertelde hoe veilig het is.",
    ),
)
RULES = (DOSSIER_80, DOSSIER_81)


def safety_is_answered(*, has_contact: bool, answer: str, said: str) -> Verdict:
    """Judge whether an entry tells how safe it is; `said` is what was said of it, or why not."""
    if answer == Safety.NOT_DISCUSSED and not said.strip():
        return DOSSIER_80.no("Er staat niet waarom er niet over veiligheid is gepraat.")
    return DOSSIER_80.no() if has_contact and not answer else YES


def safety_is_recent(last_on: date, *, today: date) -> Verdict:
    """Judge how long ago safety was talked about; the first time counts from the start."""
    ago = today - last_on
    if ago <= SAFETY_EVERY:
        return YES
    return DOSSIER_81.no(f"Al {ago.days // _WEEK} weken niet over veiligheid gesproken.")
