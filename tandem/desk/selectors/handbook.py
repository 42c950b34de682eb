"""The pages of docs/generated, made from the code, so that they cannot say anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.access.permissions import Permission
from tandem.access.roles import ROLE_PERMISSIONS, SCOPE_PERMISSIONS
from tandem.desk.selectors import rulebook
from tandem.dossier.enums import KeyScope, Status
from tandem.journey.rules import MOVES
from tandem.network.enums import RoleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MADE = "<!-- Gemaakt door `manage.py generate_docs`; een test houdt deze bladzijde gelijk. -->"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _matrix(allowed: Mapping[str, frozenset[Permission]]) -> str:
    """One row per permission that any column gives, one column per role or key."""
    some = [p for p in Permission if any(p in given for given in allowed.values())]
    rows = [
        [f"`{permission.value}`", *("ja" if permission in one else "" for one in allowed.values())]
        for permission in some
    ]
    return _table(["", *allowed], rows)


def permissions() -> str:
    """Who may what (docs/generated/permissions.md): what the privacy officer reviews."""
    keys = {str(KeyScope(scope.value).label): p for scope, p in SCOPE_PERMISSIONS.items()}
    roles = {str(RoleKind(role.value).label): p for role, p in ROLE_PERMISSIONS.items()}
    return "\n".join(
        [
            "# Wie mag wat",
            "",
            _MADE,
            "",
            "Een rol opent nooit een huishouden; dat doet alleen een sleutel. Een sleutel hoort",
            "bij één account en één huishouden, heeft een grond, en eindigt met die grond.",
            "",
            "## Met een sleutel tot het huishouden",
            "",
            _matrix(keys),
            "",
            "## Met een rol in een toekomsttuin of regio",
            "",
            _matrix(roles),
            "",
        ]
    )


def rules() -> str:
    """Every house rule with its source (docs/generated/rulebook.md)."""
    found = rulebook.all_rules()
    rows = [
        [rule.id, rule.sentence, rule.now, rule.source, ", ".join(rule.invariants)]
        for rule in found
    ]
    return "\n".join(
        [
            "# Spelregels",
            "",
            _MADE,
            "",
            f"Dit zijn de {len(found)} spelregels waaraan Tandem iedereen houdt.",
            "Bij elk 'nee' staat welke regel het is en wat er nu kan.",
            "",
            _table(["Regel", "Wat waar moet zijn", "Wat kan er nu", "Bron", "Invarianten"], rows),
            "",
        ]
    )


def journey() -> str:
    """The road of a household as a drawing (docs/generated/journey.md)."""
    names = [f'    state "{status.label}" as {status.value}' for status in Status]
    moves = [
        f"    {status.value} --> {to.value}"
        for status in Status
        for to in Status
        if to in MOVES[status]
    ]
    lasts = [f"    {status.value} --> [*]" for status in Status if not MOVES[status]]
    return "\n".join(
        [
            "# De weg van een huishouden",
            "",
            _MADE,
            "",
            "```mermaid",
            "stateDiagram-v2",
            *names,
            f"    [*] --> {Status.REGISTERED.value}",
            *moves,
            *lasts,
            "```",
            "",
        ]
    )


PAGES = {"permissions.md": permissions, "rulebook.md": rules, "journey.md": journey}
