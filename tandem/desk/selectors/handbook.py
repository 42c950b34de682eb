"""The pages of docs/generated, made from the code, so that they cannot say anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.access.permissions import Permission
from tandem.access.roles import ROLE_PERMISSIONS, SCOPE_PERMISSIONS
from tandem.desk.selectors import permits, rulebook
from tandem.dossier.enums import KeyScope, Status
from tandem.journey.rules import MOVES
from tandem.legal.rules import ages
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
        [
            f"{permits.said(permission)}<br>`{permission.value}`",
            *("ja" if permission in one else "" for one in allowed.values()),
        ]
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
            "## Op welke grond, en wanneer de sleutel eindigt",
            "",
            _table(["Grond", "Eindigt"], [[one.label, one.ends] for one in permits.grounds()]),
            "",
            "Een uitsluiting (wie het gezin persoonlijk kent) gaat boven elke grond, ook boven",
            "noodtoegang.",
            "",
            "## Met een rol in een toekomsttuin of regio",
            "",
            _matrix(roles),
            "",
        ]
    )


def rules() -> str:
    """Every house rule, explained, with its source and examples (docs/generated/rulebook.md)."""
    found = rulebook.entries()
    lines = [
        "# Spelregels",
        "",
        _MADE,
        "",
        f"Dit zijn de {len(found)} spelregels waaraan Tandem iedereen houdt.",
        "Bij elk 'nee' staat welke regel het is en wat er nu kan. De mensen in de voorbeelden",
        "zijn verzonnen.",
        "",
    ]
    for chapter in rulebook.by_subject(found):
        lines += [f"## {chapter.subject}", ""]
        for entry in chapter.entries:
            lines += _rule(entry)
    return "\n".join(lines)


def _rule(entry: rulebook.Entry) -> list[str]:
    """One rule of the book."""
    rule = entry.rule
    held = f" Invarianten: {', '.join(rule.invariants)}." if rule.invariants else ""
    return [
        f"### {rule.id}",
        "",
        f"**{rule.sentence}**",
        "",
        f"- Voor het gezin: {rule.family}",
        *(f"- Mag: {one}" for one in entry.may),
        *(f"- Mag niet: {one}" for one in entry.may_not),
        f"- Wat kan wel? {rule.now}",
        f"- Bron: {rule.source}.{held}",
        "",
    ]


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


def who_decides() -> str:
    """Who is asked and who decides, by age and authority (docs/generated/who-decides.md)."""
    titles = {
        ages.Matter.CARE: "Hulp",
        ages.Matter.SHARING: "Gegevens delen",
        ages.Matter.COOPERATION: "Samenwerken met organisaties",
    }
    tables = [
        f"## {title}\n\n"
        + _table(
            ["", "Leeftijd", "Wanneer", "Wie zegt ja", "Uitleg", "Artikelen"],
            [
                [row.id, row.ages, str(row.when.label), row.who, row.sentence, row.articles]
                for row in ages.rows(matter)
            ],
        )
        for matter, title in titles.items()
    ]
    return "\n".join(
        [
            "# Wie beslist",
            "",
            _MADE,
            "",
            "Naar leeftijd en gezag. De tabel staat in `tandem/legal/rules/ages.py`; wie haar",
            "verandert, verandert de sloten, de formulieren en deze bladzijde tegelijk.",
            "",
            "\n\n".join(tables),
            "",
        ]
    )


PAGES = {
    "permissions.md": permissions,
    "rulebook.md": rules,
    "journey.md": journey,
    "who-decides.md": who_decides,
}
