"""What is held here about a family."""

from tandem.core.privacy import Kind, Table
from tandem.plan.models import (
    Agreement,
    AgreementCheck,
    Factor,
    Goal,
    Hearing,
    Help,
    Passage,
    Piece,
    Situation,
)

FIELDS: Table = {
    Piece: {
        Kind.WORDS: ("how_made", "why_without"),
        Kind.FACT: ("kind", "number", "status", "made_on", "makers", "improved_by", "next_on"),
        Kind.LINK: ("household", "made_with", "began_by", "settled_by"),
        Kind.NOBODY: ("id", "began_at", "settled_at", "version"),
    },
    Passage: {
        Kind.WORDS: ("text",),
        Kind.FACT: ("topic",),
        Kind.LINK: ("piece",),
        Kind.NOBODY: ("id",),
    },
    Situation: {
        Kind.WORDS: ("text",),
        Kind.LINK: ("piece", "carried_from"),
        Kind.NOBODY: ("id", "place"),
    },
    Factor: {
        Kind.WORDS: ("text",),
        Kind.FACT: ("weighs", "domain", "part", "is_fact"),
        Kind.LINK: ("piece", "person", "carried_from"),
        Kind.NOBODY: ("id", "place"),
    },
    Goal: {
        Kind.WORDS: ("text",),
        Kind.FACT: ("kind", "by_on"),
        Kind.LINK: ("piece", "factor", "carried_from"),
        Kind.NOBODY: ("id", "place"),
    },
    Agreement: {
        Kind.WORDS: ("other", "what", "when_words", "support", "watcher", "if_fails"),
        Kind.FACT: ("due_on",),
        Kind.LINK: ("piece", "situation", "goal", "person", "account", "carried_from"),
        Kind.NOBODY: ("id", "place"),
    },
    Help: {
        Kind.WORDS: ("need", "service", "financing", "department", "bottleneck"),
        Kind.FACT: ("domain",),
        Kind.LINK: ("piece", "person", "carried_from"),
        Kind.NOBODY: ("id", "place"),
    },
    AgreementCheck: {
        Kind.WORDS: ("words",),
        Kind.FACT: ("asked_on", "is_understood", "kept"),
        Kind.LINK: ("agreement", "person", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    Hearing: {
        Kind.WORDS: ("words", "why_not"),
        Kind.FACT: ("put_on", "is_apart", "answer"),
        Kind.LINK: ("household", "piece", "entry", "person", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
}
