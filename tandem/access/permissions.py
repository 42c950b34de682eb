"""What somebody may do: one flat, alphabetical list, AREA_ACTION.

Owned by the privacy officer: a change here is a change of who may see what
(docs/generated/permissions.md shows it).
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that may be allowed. The first group needs a key to the household at hand."""

    # with a key to the household
    ACCESS_ANSWER = "access.answer"
    AUDIT_VIEW = "audit.view"
    BAR_RECORD = "bar.record"
    CONSENT_RECORD = "consent.record"
    DATA_SHARE = "data.share"
    DECISION_RECORD = "decision.record"
    EMERGENCY_REVIEW = "emergency.review"
    EVALUATION_RECORD = "evaluation.record"
    EXPERT_CONTACT_RECORD = "expert_contact.record"
    FAMILY_ACCESS_EDIT = "family_access.edit"
    FAMILY_VIEW = "family.view"
    HOURS_RECORD = "hours.record"
    HOUSEHOLD_EDIT = "household.edit"
    HOUSEHOLD_VIEW = "household.view"
    INVOLVEMENT_RECORD = "involvement.record"
    JOURNAL_WRITE = "journal.write"
    JOURNEY_MOVE = "journey.move"
    MEASURE_RECORD = "measure.record"
    PLAN_WRITE = "plan.write"
    REPORT_ATTACH = "report.attach"
    REPORT_WRITE = "report.write"
    SHIELD_LIFT = "shield.lift"
    SHIELD_SET = "shield.set"
    TANDEM_CHANGE = "tandem.change"

    # without a household, by assignment to a pilot or region
    ABSENCE_RECORD = "absence.record"
    ACCESS_ASK = "access.ask"
    ACCOUNT_CONFIRM = "account.confirm"
    ACCOUNT_INVITE = "account.invite"
    BOUNDARY_RECORD = "boundary.record"
    EMERGENCY_OPEN = "emergency.open"
    HOUSEHOLD_REGISTER = "household.register"
    MONITOR_FILL = "monitor.fill"
    MONITOR_SUBMIT = "monitor.submit"
    MONITOR_VIEW = "monitor.view"
    NETWORK_EDIT = "network.edit"
    NETWORK_VIEW = "network.view"
    RIGHTS_REVIEW = "rights.review"
