"""What a key opens and what a role allows, in words: made from the two tables of tandem.access."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tandem.access.permissions import Permission
from tandem.access.roles import ROLE_PERMISSIONS, SCOPE_PERMISSIONS, Role, Scope
from tandem.dossier.enums import KeyGround, KeyScope
from tandem.network.enums import RoleKind

P = Permission
WORDS = {
    P.ACCESS_ANSWER: _("antwoorden wie om een sleutel vraagt"),
    P.AUDIT_VIEW: _("zien wie een sleutel heeft en wie keek"),
    P.BAR_RECORD: _("uitsluiten wie het gezin persoonlijk kent"),
    P.CONSENT_RECORD: _("toestemming vragen en vastleggen"),
    P.DATA_SHARE: _("gegevens delen, op toestemming of een wet"),
    P.DECISION_RECORD: _("een kernbesluit vastleggen"),
    P.EMERGENCY_REVIEW: _("noodtoegang beoordelen en aan het gezin vertellen"),
    P.EVALUATION_RECORD: _("evalueren"),
    P.EXPERT_CONTACT_RECORD: _("contacten met een ervaringsdeskundige tellen"),
    P.FAMILY_ACCESS_EDIT: _("een gezinslid een eigen bladzijde geven"),
    P.FAMILY_VIEW: _("de eigen bladzijde zien"),
    P.HOURS_RECORD: _("uren schrijven"),
    P.HOUSEHOLD_EDIT: _("gegevens van het gezin verbeteren"),
    P.HOUSEHOLD_VIEW: _("het dossier lezen"),
    P.INVOLVEMENT_RECORD: _("een partner erbij brengen of laten gaan"),
    P.JOURNAL_WRITE: _("in het verhaal schrijven"),
    P.JOURNEY_MOVE: _("triage, starten en afronden"),
    P.MEASURE_RECORD: _("een maatregel vastleggen"),
    P.PLAN_WRITE: _("aan analyse en plannen werken"),
    P.REPORT_ATTACH: _("een verslag bij het verhaal voegen"),
    P.REPORT_WRITE: _("het eigen verslag schrijven"),
    P.SHIELD_LIFT: _("een afscherming opheffen"),
    P.SHIELD_SET: _("iets afschermen voor een gezinslid"),
    P.TANDEM_CHANGE: _("wisselen van plaats op de tandem"),
    P.ABSENCE_RECORD: _("afwezigheid van een teamgenoot melden"),
    P.ACCESS_ASK: _("om een sleutel vragen"),
    P.ACCOUNT_CONFIRM: _("de link van een collega bevestigen, als tweede"),
    P.ACCOUNT_INVITE: _("collega's uitnodigen, inzetten en hun account beëindigen"),
    P.BOUNDARY_RECORD: _("opschrijven waar het werk het recht raakt"),
    P.EMERGENCY_OPEN: _("noodtoegang nemen, twee uur, van één huishouden"),
    P.HOUSEHOLD_REGISTER: _("een huishouden aanmelden"),
    P.MONITOR_FILL: _("cijfers invullen"),
    P.MONITOR_SUBMIT: _("cijfers indienen"),
    P.MONITOR_VIEW: _("cijfers zien"),
    P.NETWORK_EDIT: _("organisaties en toekomsttuinen wijzigen"),
    P.NETWORK_VIEW: _("zien wie waar werkt"),
    P.RIGHTS_REVIEW: _("nakijken of iemand rechten nog nodig heeft"),
}
ENDS = {
    KeyGround.LOCAL_TEAM: _("als iemand niet meer in het lokaal team van de toekomsttuin werkt"),
    KeyGround.INVOLVEMENT: _("met de betrokkenheid, de toestemming of het besluit eronder"),
    KeyGround.CASE_FILE: _("zodra het dossier is overgebracht"),
    KeyGround.MEMBER: _("als iemand er niet meer bij hoort, of het zelf niet meer wil"),
    KeyGround.EMERGENCY: _("na twee uur, zonder verlenging"),
    KeyGround.DEPUTY: _("als de collega terug is, of diens eigen sleutel eindigt"),
}


@dataclass(frozen=True, slots=True)
class Opens:
    """A key or a role, and what it opens."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which a key is cut, and when such a key ends."""

    label: str
    ends: str


def said(permission: Permission) -> str:
    """A permission in words."""
    return str(WORDS.get(permission, permission.value))


def _in_order(allowed: frozenset[Permission]) -> tuple[str, ...]:
    return tuple(said(permission) for permission in Permission if permission in allowed)


def of_keys() -> list[Opens]:
    """What each sort of key opens."""
    return [
        Opens(str(KeyScope(scope.value).label), _in_order(SCOPE_PERMISSIONS[scope]))
        for scope in Scope
    ]


def of_roles() -> list[Opens]:
    """What each role allows without any household."""
    return [
        Opens(str(RoleKind(role.value).label), _in_order(ROLE_PERMISSIONS[role])) for role in Role
    ]


def grounds() -> list[Ground]:
    """Every ground, and when its key ends."""
    return [Ground(str(ground.label), str(ENDS[ground])) for ground in KeyGround]
