"""What the dossier holds about a family and the people around it."""

from tandem.core.privacy import Kind, Table
from tandem.dossier.models import (
    Authority,
    ContactPerson,
    Entry,
    Hours,
    Household,
    Involvement,
    Key,
    Person,
    Relation,
    Report,
    SearchWord,
    Seat,
    SeatChange,
)

FIELDS: Table = {
    Household: {
        Kind.NAMES: ("ref", "name", "source_ref"),
        Kind.WORDS: ("end_reason",),
        Kind.FACT: ("pilot", "managed_by", "status", "registered_on", "ended_on"),
        Kind.LINK: ("created_by",),
        Kind.NOBODY: ("id", "origin", "source_digest", "version", "created_at"),
    },
    Person: {
        Kind.NAMES: ("name", "born_on", "phone", "source_ref"),
        Kind.FACT: ("role", "left_on"),
        Kind.LINK: ("household",),
        Kind.NOBODY: ("id", "version"),
    },
    Relation: {
        Kind.FACT: ("kind",),
        Kind.LINK: ("person", "other"),
        Kind.NOBODY: ("id",),
    },
    Authority: {
        Kind.WORDS: ("document",),
        Kind.FACT: ("source", "source_on", "since", "until"),
        Kind.LINK: ("holder", "child"),
        Kind.NOBODY: ("id",),
    },
    Key: {
        Kind.STAFF: ("scope", "ground", "since", "until"),
        Kind.LINK: ("account", "household", "involvement"),
        Kind.NOBODY: ("id",),
    },
    SearchWord: {
        Kind.NAMES: ("word",),
        Kind.LINK: ("household", "person"),
        Kind.NOBODY: ("id",),
    },
    Entry: {
        Kind.WORDS: ("text", "source", "legal_ground"),
        Kind.FACT: ("kind", "happened_on", "contact", "provenance"),
        Kind.LINK: ("household", "about", "replaces", "written_by"),
        Kind.NOBODY: ("id", "written_at"),
    },
    Report: {
        Kind.WORDS: ("text", "contact_with"),
        Kind.FACT: ("organization", "contact_on", "status", "due_on"),
        Kind.LINK: ("household", "author", "attached_by"),
        Kind.NOBODY: (
            "id",
            "own_system_registered",
            "created_at",
            "sent_at",
            "attached_at",
            "version",
        ),
    },
    Involvement: {
        Kind.WORDS: ("description", "question", "answer", "end_reason"),
        Kind.FACT: (
            "organization",
            "form",
            "anonymous",
            "since",
            "until",
            "reason",
            "aims",
            "level",
            "same_person_agreed_on",
        ),
        Kind.LINK: ("household", "professional", "recorded_by"),
        Kind.NOBODY: ("id", "own_system_registered", "origin", "recorded_at"),
    },
    Hours: {
        Kind.FACT: ("day", "hours"),
        Kind.LINK: ("involvement", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    SeatChange: {
        Kind.WORDS: ("trigger", "agreed_by", "deviation_reason"),
        Kind.FACT: ("day", "family_informed_on"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    Seat: {
        Kind.FACT: ("position", "organization", "since", "until"),
        Kind.LINK: ("household", "professional", "change"),
        Kind.NOBODY: ("id",),
    },
    ContactPerson: {
        Kind.WORDS: ("extra_agreed_with_family",),
        Kind.FACT: ("frequency", "since", "until"),
        Kind.STAFF: ("reach",),
        Kind.LINK: ("household", "account"),
        Kind.NOBODY: ("id",),
    },
}
