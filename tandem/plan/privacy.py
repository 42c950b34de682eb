"""What is held here about a family, and about the people around it."""

from tandem.core.privacy import Kind, Table
from tandem.plan.models import (
    ChildHelp,
    DomainNote,
    EarlierHelp,
    Supporter,
    SupportRequest,
    Tie,
)

FIELDS: Table = {
    Supporter: {
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    Tie: {
        # Who somebody has around them makes a family known as well as its own name.
        Kind.NAMES: ("name", "relation"),
        Kind.WORDS: (
            "strain_about",
            "already_does",
            "can_and_wants",
            "talents",
            "left_because",
        ),
        Kind.FACT: ("is_for_everybody", "strength", "strain", "invited", "left_on"),
        Kind.LINK: ("supporter", "supports", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at", "version"),
    },
    SupportRequest: {
        Kind.WORDS: ("what", "end_reason", "answer_words"),
        Kind.FACT: ("kind", "since", "planned_until", "until", "answer"),
        Kind.LINK: ("supporter", "recorded_by", "answered_by", "ended_by"),
        Kind.NOBODY: ("id", "recorded_at", "answered_at", "ended_at"),
    },
    DomainNote: {
        Kind.WORDS: ("words",),
        Kind.FACT: ("domain", "state", "noted_on"),
        Kind.LINK: ("household", "person", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    EarlierHelp: {
        Kind.WORDS: ("what", "helper", "period", "relation", "worked", "did_not_work"),
        Kind.LINK: ("household", "about", "replaces", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    ChildHelp: {
        Kind.WORDS: ("words",),
        Kind.FACT: ("answer", "answered_on"),
        Kind.LINK: ("child", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
}
