"""What the network holds: places, and the people who work there. Nothing about families."""

from tandem.core.privacy import Kind, Table
from tandem.network.models import (
    Account,
    Assignment,
    ExperienceExpert,
    Invitation,
    Municipality,
    Organization,
    Pilot,
    Professional,
    Region,
)

FIELDS: Table = {
    Municipality: {
        Kind.NOBODY: (
            "code",
            "name",
            "province",
            "youth_region",
            "youth_region_note",
            "safety_region_code",
            "safety_region",
        ),
    },
    Region: {
        Kind.NOBODY: ("id", "slug", "name", "has_safety_team"),
    },
    Organization: {
        Kind.NOBODY: ("id", "region", "slug", "name", "kind", "phone"),
    },
    Pilot: {
        Kind.NOBODY: (
            "id",
            "region",
            "slug",
            "name",
            "municipality",
            "local_team",
            "partners",
            "confirmation_form",
            "expert_refusal_is_breaking_point",
            "target_households",
            "incomplete_reason",
        ),
    },
    Account: {
        Kind.STAFF: (
            "email",
            "name",
            "phone",
            "is_active",
            "created_at",
            "last_login",
            "password",
            "sessions_valid_from",
        ),
        Kind.NOBODY: ("id",),
    },
    Professional: {
        Kind.STAFF: ("employer", "job_title", "skj_number", "skj_until", "expertise"),
        Kind.LINK: ("account",),
    },
    Assignment: {
        Kind.STAFF: ("region", "pilot", "role", "since", "until"),
        Kind.LINK: ("account",),
        Kind.NOBODY: ("id",),
    },
    ExperienceExpert: {
        Kind.STAFF: ("organization", "name", "pool", "profile", "is_active"),
        Kind.LINK: ("account",),
        Kind.NOBODY: ("id",),
    },
    Invitation: {
        Kind.STAFF: (
            "invited_at",
            "needs_second",
            "opens_at",
            "confirmed_at",
            "expires_at",
            "used_at",
        ),
        Kind.LINK: ("account", "invited_by", "confirmed_by"),
        Kind.NOBODY: ("id", "token_hash"),
    },
}
