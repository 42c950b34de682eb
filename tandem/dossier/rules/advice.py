"""What a key for advice opens, and how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import start_of
from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import Form, KeyScope

if TYPE_CHECKING:
    from datetime import date

# A quarter: who needs longer does not advise any more but works along, and the family says yes to
# that. The yes itself is often without an end, so the key has one.
ADVICE_LASTS = timedelta(weeks=13)

DOSSIER_66 = Rule(
    "DOSSIER-66",
    "Wie advies geeft, leest mee en schrijft uren en een verslag, meer niet. Die sleutel stopt met"
    " het advies, en uiterlijk na dertien weken.",
    "Leg een nieuw advies vast, of vraag het gezin toestemming om samen te werken.",
    "REG-03; AVG art. 5: niet meer en niet langer dan nodig; keuze van Tandem: dertien weken",
    ("INV-03",),
    family="Wie alleen meedenkt, besluit niets over u en deelt niets over u. Na ten hoogste dertien"
    " weken kijkt die niet meer mee.",
    examples=(
        "Mag: Joris van Veilig Thuis denkt zes weken mee en schrijft daarover een verslag.",
        "Mag niet: Het advies begon een half jaar geleden en nu komt er een collega bij.",
    ),
)

RULES = (DOSSIER_66,)


@dataclass(frozen=True, slots=True)
class Opens:
    """What a key of an involvement opens, and until when."""

    scope: KeyScope
    until: datetime | None


def of_an_involvement(form: str, *, since: date, until: datetime | None) -> Opens:
    """Say what the key of an involvement of this form opens; `until` is the end known already."""
    if form != Form.ADVICE:
        return Opens(KeyScope.PARTNER, until)
    last = start_of(since + ADVICE_LASTS)
    return Opens(KeyScope.ADVISER, last if until is None else min(until, last))


def advice_runs(*, is_advice: bool, since: date, on: date) -> Verdict:
    """Judge whether somebody may still be let in to give advice."""
    return YES if not is_advice or on < since + ADVICE_LASTS else DOSSIER_66.no()
