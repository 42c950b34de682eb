"""What the web's role may do with which table: the part of the lock that people read.

Tables of a household are locked row by row: seeing takes a key, writing a key whose scope allows
it. `WRITES` names those permissions; the privacy officer owns it with tandem/access. The others
hold nothing of a household, and are open to the web as far as `OPEN` says.
"""

from __future__ import annotations

from typing import Final

from tandem.access.permissions import Permission

SEE: Final = "SELECT"
ADD: Final = "SELECT, INSERT"
CHANGE: Final = "SELECT, INSERT, UPDATE"
ALL: Final = "SELECT, INSERT, UPDATE, DELETE"

ANYBODY = frozenset[Permission]()  # every professional with a key to the household

# Locked: whose key lets them write. A row is only ever removed where `REMOVES` says so (INV-18).
WRITES: dict[str, frozenset[Permission]] = {
    "dossier_accessrequest": frozenset({Permission.ACCESS_ANSWER}),
    "dossier_address": frozenset({Permission.HOUSEHOLD_EDIT}),
    "dossier_authority": frozenset({Permission.HOUSEHOLD_EDIT}),
    "dossier_bar": frozenset({Permission.BAR_RECORD}),
    "dossier_closedto": frozenset({Permission.SHIELD_SET}),
    "dossier_contactperson": frozenset({Permission.TANDEM_CHANGE, Permission.JOURNEY_MOVE}),
    "dossier_document": frozenset({Permission.JOURNAL_WRITE}),
    "dossier_document_about": frozenset({Permission.JOURNAL_WRITE}),
    "dossier_documentbytes": frozenset({Permission.JOURNAL_WRITE}),
    "dossier_emergency": frozenset({Permission.EMERGENCY_REVIEW}),
    "dossier_emergencytold": frozenset({Permission.EMERGENCY_REVIEW}),
    "dossier_entry": frozenset({Permission.JOURNAL_WRITE}),
    "dossier_entry_about": frozenset({Permission.JOURNAL_WRITE}),
    "dossier_entry_present": frozenset({Permission.JOURNAL_WRITE}),
    "dossier_familyaccess": frozenset({Permission.FAMILY_ACCESS_EDIT}),
    "dossier_hours": frozenset({Permission.HOURS_RECORD}),
    "dossier_household": frozenset(
        {Permission.HOUSEHOLD_EDIT, Permission.JOURNEY_MOVE, Permission.CONSENT_RECORD}
    ),
    "dossier_involvement": frozenset(
        {Permission.INVOLVEMENT_RECORD, Permission.DECISION_RECORD, Permission.MEASURE_RECORD}
    ),
    "dossier_key": ANYBODY,  # by ground, in keys.py
    "dossier_lookreview": frozenset({Permission.RIGHTS_REVIEW}),
    "dossier_person": frozenset({Permission.HOUSEHOLD_EDIT}),
    "dossier_relation": frozenset({Permission.HOUSEHOLD_EDIT}),
    "dossier_release": frozenset({Permission.FAMILY_ACCESS_EDIT}),
    "dossier_report": frozenset({Permission.REPORT_WRITE, Permission.REPORT_ATTACH}),
    "dossier_searchword": frozenset({Permission.HOUSEHOLD_EDIT}),
    # seats follow the grounds: a partner that ends its own measure gets off the front
    "dossier_seat": frozenset(
        {Permission.TANDEM_CHANGE, Permission.JOURNEY_MOVE, Permission.MEASURE_RECORD}
    ),
    "dossier_seatchange": frozenset(
        {Permission.TANDEM_CHANGE, Permission.JOURNEY_MOVE, Permission.MEASURE_RECORD}
    ),
    "dossier_shield": frozenset({Permission.SHIELD_SET}),
    # who works with the family sits together about it; who only advises does not write
    "journey_consultation": frozenset({Permission.JOURNAL_WRITE}),
    "journey_consultation_family": frozenset({Permission.JOURNAL_WRITE}),
    "journey_consultationseat": frozenset({Permission.JOURNAL_WRITE}),
    "journey_evaluation": frozenset({Permission.EVALUATION_RECORD}),
    "journey_expertcontacts": frozenset({Permission.EXPERT_CONTACT_RECORD}),
    "journey_intake": frozenset({Permission.HOUSEHOLD_EDIT, Permission.JOURNEY_MOVE}),
    "journey_phasechange": frozenset({Permission.JOURNEY_MOVE}),
    "journey_slowdown": frozenset({Permission.DECISION_RECORD}),
    "journey_triage": frozenset({Permission.JOURNEY_MOVE}),
    "journey_triageseat": frozenset({Permission.JOURNEY_MOVE}),
    "legal_careconsent": frozenset({Permission.CONSENT_RECORD}),
    "legal_confirmation": frozenset({Permission.CONSENT_RECORD}),
    "legal_consent": frozenset({Permission.CONSENT_RECORD}),
    "legal_consent_organizations": frozenset({Permission.CONSENT_RECORD}),
    "legal_coredecision": frozenset({Permission.DECISION_RECORD}),
    "legal_decisionreview": frozenset({Permission.DECISION_RECORD}),
    "legal_entrysource": frozenset({Permission.JOURNAL_WRITE, Permission.REPORT_WRITE}),
    "legal_exchange": frozenset({Permission.DATA_SHARE}),
    "legal_exploration": frozenset({Permission.CONSENT_RECORD}),
    "legal_exchange_about": frozenset({Permission.DATA_SHARE}),
    "legal_expertanswer": frozenset({Permission.CONSENT_RECORD}),
    "legal_explanation": frozenset({Permission.CONSENT_RECORD}),
    "legal_familyinformed": frozenset({Permission.CONSENT_RECORD}),
    "legal_freedommark": frozenset({Permission.CONSENT_RECORD}),
    "legal_measure": frozenset({Permission.MEASURE_RECORD}),
    "legal_measure_children": frozenset({Permission.MEASURE_RECORD}),
    "legal_notasked": frozenset({Permission.CONSENT_RECORD}),
    "legal_protectiontest": frozenset({Permission.MEASURE_RECORD}),
    "legal_protectiontest_children": frozenset({Permission.MEASURE_RECORD}),
    "legal_reaction": frozenset({Permission.DATA_SHARE, Permission.DECISION_RECORD}),
    "legal_reflection": frozenset({Permission.MEASURE_RECORD}),
    "legal_scaledownplan": frozenset({Permission.MEASURE_RECORD}),
    "legal_postponement": frozenset({Permission.DATA_SHARE}),
    "legal_sharingconsent": frozenset({Permission.CONSENT_RECORD}),
    "legal_sharingrefusal": frozenset({Permission.DATA_SHARE}),
    "legal_tellpromise": frozenset({Permission.CONSENT_RECORD}),
    "legal_toldpoint": frozenset({Permission.CONSENT_RECORD}),
    "legal_toldto": frozenset(
        {
            Permission.CONSENT_RECORD,
            Permission.DATA_SHARE,
            Permission.DECISION_RECORD,
            Permission.MEASURE_RECORD,
        }
    ),
    "legal_turningpoint": frozenset({Permission.DECISION_RECORD}),
    "legal_withdrawal": frozenset({Permission.CONSENT_RECORD}),
    # and, of their own, somebody of the family (family.py)
    "legal_withdrawaldenial": frozenset({Permission.CONSENT_RECORD}),
    "plan_agreement": frozenset({Permission.PLAN_WRITE}),
    "plan_agreementcheck": frozenset({Permission.PLAN_WRITE}),
    "plan_factor": frozenset({Permission.PLAN_WRITE}),
    "plan_goal": frozenset({Permission.PLAN_WRITE}),
    "plan_hearing": frozenset({Permission.PLAN_WRITE, Permission.JOURNAL_WRITE}),
    "plan_help": frozenset({Permission.PLAN_WRITE}),
    "plan_passage": frozenset({Permission.PLAN_WRITE}),
    "plan_piece": frozenset({Permission.PLAN_WRITE}),
    "plan_piece_made_with": frozenset({Permission.PLAN_WRITE}),
    "plan_piece_makers": frozenset({Permission.PLAN_WRITE}),
    "plan_situation": frozenset({Permission.PLAN_WRITE}),
    "plan_bond": frozenset({Permission.PLAN_WRITE}),
    "plan_drawnperson": frozenset({Permission.PLAN_WRITE}),
    "plan_relative": frozenset({Permission.PLAN_WRITE}),
    "plan_childhelp": frozenset({Permission.PLAN_WRITE}),
    "plan_domainnote": frozenset({Permission.PLAN_WRITE}),
    "plan_earlierhelp": frozenset({Permission.PLAN_WRITE}),
    "plan_earlierhelp_about": frozenset({Permission.PLAN_WRITE}),
    "plan_supporter": frozenset({Permission.PLAN_WRITE}),
    "plan_supportrequest": frozenset({Permission.PLAN_WRITE}),
    "plan_tie": frozenset({Permission.PLAN_WRITE}),
    "plan_tie_supports": frozenset({Permission.PLAN_WRITE}),
    "plan_lastingconcern": frozenset({Permission.PLAN_WRITE}),
    "plan_talk": frozenset({Permission.PLAN_WRITE}),
    "plan_talk_present": frozenset({Permission.PLAN_WRITE}),
    "plan_talkanswer": frozenset({Permission.PLAN_WRITE}),
}
# Of these, only this still changes once they are written; all else stays as it was (SEC-06).
STILL_CHANGES = {
    "journey_slowdown": (
        "co_signed_at, co_signed_by_id, ended_on, end_reason, ended_at, ended_by_id"
    ),
    "legal_consent": "until, ended_at, granted_until",
    "legal_coredecision": (
        "co_signer_id, co_signed_at, co_signed_by_id, family_informed_on, family_informed_by_id,"
        " family_informed_why, family_informed_what, family_informed_points, family_reaction,"
        " complaint_explained, review_on, until, end_reason, same_person_agreed_on,"
        " same_person_said"
    ),
    "legal_measure": (
        "first_contact_on, used_on, rvdk_told_on, rvdk_advised_on, end_asked_on, end_answered_on,"
        " instruction_asked_on, instruction_answered_on, confirmed_at, confirmed_by_id, until,"
        " granted_until, end_reason"
    ),
    "legal_protectiontest": "college_told_on, mayor_asked_on, submitted_on",
    "legal_withdrawal": (
        "explored_on, exploration, outcome, outcome_at, outcome_by_id, fresh_consent_id, what_else"
    ),
    "plan_supportrequest": (
        "until, end_reason, answer, answer_words, answered_at, answered_by_id, ended_at,"
        " ended_by_id"
    ),
}
# And of these nothing: a row is added, and it stays.
NEVER_CHANGE = (
    "journey_consultation",
    "journey_consultation_family",
    "journey_consultationseat",
    "journey_phasechange",
    "dossier_document",
    "dossier_document_about",
    "dossier_documentbytes",
    "legal_exchange_about",
    "legal_exploration",
    "legal_measure_children",
    "legal_protectiontest_children",
    "legal_reaction",
    "plan_agreementcheck",
    "plan_hearing",
    "plan_childhelp",
    "plan_domainnote",
    "plan_earlierhelp",
    "plan_earlierhelp_about",
    "plan_supporter",
    "plan_tie",
    "plan_tie_supports",
    "plan_lastingconcern",
    "plan_talk",
    "plan_talk_present",
    "plan_talkanswer",
)
# A version in the making is written and wiped; a trigger keeps what was put before somebody.
_IN_THE_MAKING = frozenset(
    {
        "plan_agreement",
        "plan_factor",
        "plan_goal",
        "plan_help",
        "plan_passage",
        "plan_piece_made_with",
        "plan_piece_makers",
        "plan_situation",
    }
)
# a line or a relative that was drawn by mistake
_DRAWN = frozenset({"plan_bond", "plan_relative"})
REMOVES = frozenset({"dossier_searchword", "dossier_seat"}) | _DRAWN | _IN_THE_MAKING

# Not of a household. The reason stands with the group.
OPEN: dict[str, str] = {
    # who works where: everybody's address book, guarded by tandem.network.door
    "dossier_rightsreview": ADD,
    # its password and address are read through functions, by their owner (sign_in.sql); a trigger
    # says who changes what
    "network_account": (
        "SELECT (id, name, phone, is_active, created_at, last_login, sessions_valid_from), INSERT,"
        " UPDATE (password, name, phone, is_active, sessions_valid_from, last_login)"
    ),
    # a trigger says whose region it is (hands.sql); regions and pilots are founded on the server
    "network_experienceexpert": "SELECT, INSERT, UPDATE (pool, profile, is_active, account_id)",
    "network_municipality": SEE,
    "network_organization": "SELECT, INSERT, UPDATE (name, phone)",
    "network_pilot": (
        "SELECT, UPDATE (confirmation_form, expert_refusal_is_breaking_point, target_households,"
        " incomplete_reason)"
    ),
    "network_pilot_partners": "SELECT, INSERT, DELETE",
    # who works for whom never changes: keys hang on it
    "network_professional": (
        "SELECT, INSERT, UPDATE (job_title, skj_number, skj_until, expertise)"
    ),
    "network_region": SEE,
    # signing in, before anybody is somebody; a session is kept under a keyed hash of its cookie and
    # can be read by Python only (config/sessions.py)
    "auth_group": SEE,
    "auth_group_permissions": SEE,
    "auth_permission": SEE,
    "django_content_type": SEE,
    "django_session": ALL,
    "network_cache": ALL,
    # figures of pilots, and where their work meets the law; without names; a trigger says whose
    # they are (hands.sql)
    "legal_legalboundary": ADD,
    "monitor_manualfigure": (
        "SELECT, INSERT, DELETE, UPDATE (value, band, reason, recorded_at, recorded_by_id, version)"
    ),
    "monitor_submission": ADD,
    "monitor_submittedfigure": ADD,
}
# What the sealer of the trail reads; it adds leaves and seals.
SEALS: dict[str, str] = {
    "audit_event": SEE,
    "audit_leaf": ADD,
    "audit_seal": ADD,
    "network_organization": SEE,
    "network_pilot": SEE,
    "network_pilot_partners": SEE,
    "network_region": SEE,
}
# What is read, column by column, to pick looks that somebody has to judge; it adds points.
WATCHES: dict[str, str] = {
    "audit_event": SEE,
    "dossier_bar": "SELECT (account_id, household_id, lifted_at)",
    "dossier_contactperson": "SELECT (account_id, household_id, since, until)",
    "dossier_household": "SELECT (id, ref, pilot_id)",
    "dossier_involvement": "SELECT (professional_id, household_id, since, until)",
    "dossier_key": "SELECT (account_id, household_id)",
    "dossier_lookreview": ADD,
    "dossier_person": "SELECT (household_id, name)",
    "network_account": "SELECT (id, name)",
}
# What is read to see that no ground carries a tandem any more; it moves the household, no more.
STOPS: dict[str, str] = {
    "dossier_household": "SELECT (id, ref, status, version), UPDATE (status, version)",
    "dossier_involvement": "SELECT (household_id, form, since, until)",
    "legal_consent": "SELECT (id, household_id, answer, given_on, until, ended_at)",
    "legal_withdrawal": "SELECT (consent_id, outcome)",
}
# What is read to let drafts go that are old: when, never what; it removes them, no more.
LETS_GO: dict[str, str] = {"drafts_draft": "SELECT (id, typed_at), DELETE"}
# Tables with a policy of their own, in policies.py.
OWN_POLICY = frozenset(
    {
        "account_emailaddress",
        "audit_event",
        "audit_receipt",
        "dossier_absence",
        "drafts_draft",
        "mfa_authenticator",
        "network_assignment",
        "network_invitation",
        "usersessions_usersession",
    }
)
# Not for the web at all.
CLOSED = frozenset({"account_emailconfirmation", "audit_leaf", "audit_seal", "django_migrations"})
