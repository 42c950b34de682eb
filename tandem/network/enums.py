"""Kinds in the network, with the Dutch labels that people see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.access.roles import Role


class OrganizationKind(TextChoices):
    """Kinds of organization (ORG-01)."""

    MUNICIPALITY = "municipality", _("Gemeente")
    LOCAL_TEAM = "local_team", _("Lokaal team")
    VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
    RVDK = "rvdk", _("Raad voor de Kinderbescherming")
    GI = "gi", _("Gecertificeerde Instelling")
    ZVH = "zvh", _("Zorg- en Veiligheidshuis")
    RVT = "rvt", _("Regionaal Veiligheidsteam")
    RET = "ret", _("Regionaal Expertteam")
    CARE_PROVIDER = "care_provider", _("Zorgaanbieder")
    EXPERIENCE_EXPERTS = "experience_experts", _("Organisatie van ervaringsdeskundigen")
    TRAINER = "trainer", _("Opleider")
    RESEARCH = "research", _("Onderzoeksinstelling")
    PROGRAM = "program", _("Programma")
    REGION_OFFICE = "region_office", _("Regio-organisatie")
    NETWORK_PARTNER = "network_partner", _("Netwerkpartner")


# Organizations that can ride along on a household's tandem (beschermpartners).
PARTNER_KINDS = frozenset(
    {
        OrganizationKind.VEILIG_THUIS,
        OrganizationKind.RVDK,
        OrganizationKind.GI,
        OrganizationKind.ZVH,
        OrganizationKind.RVT,
    }
)


class RoleKind(TextChoices):
    """What somebody does in a pilot or region; the permissions stand in tandem.access.roles."""

    LOCAL_TEAM = Role.LOCAL_TEAM.value, _("Medewerker lokaal team")
    TEAM_LEAD = Role.TEAM_LEAD.value, _("Teamleider")
    PARTNER = Role.PARTNER.value, _("Beschermpartner")
    EXPERIENCE_EXPERT = Role.EXPERIENCE_EXPERT.value, _("Ervaringsdeskundige")
    COORDINATOR = Role.COORDINATOR.value, _("Coördinator toekomsttuinen")
    ADMINISTRATOR = Role.ADMINISTRATOR.value, _("Beheerder")
    CASE_LOADER = Role.CASE_LOADER.value, _("Brengt dossiers over")


class JobTitle(TextChoices):
    """What somebody is by profession (ORG-04)."""

    CONSULTANT = "consultant", _("Consulent lokaal team")
    PARTNER_PROFESSIONAL = "partner_professional", _("Professional beschermpartner")
    YOUTH_PROTECTOR = "youth_protector", _("Jeugdbeschermer")
    BEHAVIORAL_SCIENTIST = "behavioral_scientist", _("Gedragswetenschapper")
    TEAM_LEAD = "team_lead", _("Teamleider")
    MANAGER = "manager", _("Manager of directeur")
    ADMINISTRATOR = "administrator", _("Bestuurder of wethouder")
    TABLE_CHAIR = "table_chair", _("Voorzitter jeugdbeschermingstafel")
    RVDK_TABLE_MEMBER = "rvdk_table_member", _("Raadsmedewerker jeugdbeschermingstafel")
    REGIONAL_CONTACT = "regional_contact", _("Regionale contactpersoon")
    CARE_MEDIATOR = "care_mediator", _("Zorgbemiddelaar")
    BACK_OFFICE = "back_office", _("Medewerker backoffice")
    CARE_PROVIDER_STAFF = "care_provider_staff", _("Medewerker zorgaanbieder")
    EXPERIENCE_EXPERT = "experience_expert", _("Ervaringsdeskundige")
    EXPERT_COORDINATOR = "expert_coordinator", _("Coördinator ervaringsdeskundigen")
    COORDINATOR = "coordinator", _("Coördinator toekomsttuinen")
    PROJECT_LEAD = "project_lead", _("Projectleider of programmamanager")
    PROCESS_DIRECTOR = "process_director", _("Procesregisseur")
    MUNICIPAL_OFFICIAL = "municipal_official", _("Gemeentelijk beslisser niet-gecontracteerde zorg")
    COMPLAINTS_OFFICER = "complaints_officer", _("Klachtenfunctionaris")
    DOCTOR = "doctor", _("Vertrouwensarts")
    LAWYER = "lawyer", _("Jurist")
    SCHOOL_ATTENDANCE_OFFICER = "school_attendance_officer", _("Leerplichtambtenaar")
    APPLICATION_ADMINISTRATOR = "application_administrator", _("Applicatiebeheerder")


class Expertise(TextChoices):
    """Specialist knowledge that can be brought in (ORG-13)."""

    CONFIDENTIAL_DOCTOR = "confidential_doctor", _("Vertrouwensarts")
    MENTAL_HEALTH_CONSULT = "mental_health_consult", _("GGZ-consultatie")
    PSYCHIATRIC_NURSE = "psychiatric_nurse", _("Sociaal-psychiatrisch verpleegkundige")
    ADDICTION = "addiction", _("Verslaving")
    PSYCHIATRY = "psychiatry", _("Psychiatrie")
    TRAUMA = "trauma", _("Trauma")
    ATTACHMENT = "attachment", _("Hechting")
    MILD_DISABILITY = "mild_disability", _("Licht verstandelijke beperking")
    DEBTS = "debts", _("Schulden en bestaanszekerheid")
    COMPLEX_SEPARATION = "complex_separation", _("Complexe scheiding")
    MEDIATION = "mediation", _("Mediation en coaching")
    OFFENDER_HELP = "offender_help", _("Daderhulp")
    YOUTH_PROBATION = "youth_probation", _("Jeugdreclassering")
    FAMILY_LAWYER = "family_lawyer", _("Gezinsadvocaat")


class Pool(TextChoices):
    """How an experience expert can be asked (EXP-01)."""

    FIXED = "fixed", _("Vaste pool")
    FLEX = "flex", _("Flexpool, op afroep")


class ConfirmationForm(TextChoices):
    """How a pilot confirms consent (CONS-05)."""

    LETTER = "letter", _("Brief")
    EMAIL = "email", _("E-mail")
