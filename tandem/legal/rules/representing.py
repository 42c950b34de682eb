"""Who answers for an adult who cannot oversee something: the order of the law. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import RelationKind
from tandem.dossier.rules import ADULT
from tandem.legal.enums import Capacity

if TYPE_CHECKING:
    from collections.abc import Collection

LEGAL_118 = Rule(
    "LEGAL-118",
    "Kan een volwassene iets niet overzien, dan staat er als wat een ander voor hem antwoordt: als"
    " mentor of curator, schriftelijk gemachtigd, of als partner of naaste.",
    "Vraag wie de vertegenwoordiger is. Een partner of naaste alleen als er geen mentor, curator of"
    " gemachtigde is; leg dan eerst vast hoe zij verwant zijn.",
    "BW 7:465 lid 3",
    family="Een ander beslist niet zomaar voor u. Dat mag alleen wie u zelf koos, wie de rechter"
    " aanwees, of iemand die heel dicht bij u staat.",
    examples=(
        "Mag: Johan is mentor van zijn broer; de beschikking van de rechtbank is genoemd.",
        "Mag: Er is niemand aangewezen; zijn vrouw antwoordt terwijl hij in coma ligt.",
        "Mag niet: Haar ex-partner antwoordt voor haar.",
    ),
)

# Its words do not say that anything is closed: who it is closed to can sit at the same table.
LEGAL_119 = Rule(
    "LEGAL-119",
    "Een gemachtigde, partner of naaste antwoordt niet voor een ander als dat voor iemand uit het"
    " gezin niet veilig is.",
    "Bespreek het met een collega, zonder het gezin erbij. Vraag een andere naaste, of de rechter"
    " om een mentor.",
    "BW 7:465 lid 3 tot en met 5; safety T-09",
    family="Is het voor iemand niet veilig, dan beslist die ander niet over u.",
    examples=(
        "Mag: Haar zus antwoordt voor haar.",
        "Mag niet: Haar man, voor wie zij bang is, antwoordt voor haar.",
    ),
)

RULES = (LEGAL_118, LEGAL_119)

# What must be recorded between two people before one answers for the other as such.
_TIES = {
    Capacity.PARTNER: frozenset({RelationKind.PARTNER}),
    Capacity.RELATIVE: frozenset(
        {RelationKind.PARENT, RelationKind.SIBLING, RelationKind.GRANDPARENT}
    ),
}
ON_PAPER = frozenset({Capacity.APPOINTED, Capacity.AUTHORIZED})


def is_no_capacity(capacity: str) -> Verdict:
    """Judge where nobody represents anybody: then no capacity is named."""
    if not capacity:
        return YES
    return LEGAL_118.no("Hier antwoordt niemand voor een volwassene. Laat dit leeg.")


def may_represent(
    *, capacity: str, shown_by: str, age: int, ties: Collection[str], is_kept_from: bool
) -> Verdict:
    """Judge who answers for an adult: in which capacity, and what shows it.

    `ties` are the relations that are recorded between the two; `is_kept_from` tells that something
    of the household is closed to who answers.
    """
    if not capacity:
        return LEGAL_118.no()
    if age < ADULT:
        return LEGAL_118.no("Wie antwoordt, is zelf nog geen 18 jaar.")
    if capacity in ON_PAPER and not shown_by.strip():
        return LEGAL_118.no("Er staat nog niet uit welk stuk dat blijkt.")
    if capacity in _TIES and not _TIES[Capacity(capacity)] & set(ties):
        return LEGAL_118.no("Zo'n band tussen deze twee is niet vastgelegd.")
    if is_kept_from and capacity != Capacity.APPOINTED:
        return LEGAL_119.no()
    return YES
