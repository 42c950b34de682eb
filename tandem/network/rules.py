"""Rules of the network: what a pilot, an assignment and an account must be (ORG)."""

from __future__ import annotations

from datetime import date, datetime

from tandem.core.verdict import YES, Rule, Verdict
from tandem.network.enums import OrganizationKind, RoleKind

MINIMAL_PARTNERS = Rule(
    id="NETWORK-01",
    sentence=(
        "In een toekomsttuin werken ten minste vier soorten organisaties samen: het lokale team, "
        "een Gecertificeerde Instelling, Veilig Thuis en de Raad voor de Kinderbescherming."
    ),
    now="Voeg de ontbrekende organisatie toe, of schrijf op waarom zij nog niet meedoet.",
    source="ORG-02; seed 002 §10 en §13, seed 003 Leidraad §3.2",
    family=(
        "De organisaties die u nodig kunt hebben, doen allemaal mee. Ontbreekt er een, dan staat "
        "er waarom."
    ),
    examples=(
        "Mag: Toekomsttuin Huizen begint met lokaal team, GI, Veilig Thuis en de Raad.",
        "Mag niet: Een toekomsttuin begint zonder Veilig Thuis, en zonder een reden.",
    ),
)
ONE_REGION = Rule(
    id="NETWORK-02",
    sentence="Een toekomsttuin werkt met organisaties van de eigen regio.",
    now="Kies een organisatie van deze regio, of maak haar in deze regio aan.",
    source="ORG-11; seed 002 §18",
    family="U krijgt te maken met mensen uit uw eigen regio.",
    examples=(
        "Mag: Toekomsttuin Huizen kiest Veilig Thuis Gooi en Vechtstreek.",
        "Mag niet: Toekomsttuin Huizen kiest een organisatie uit een heel andere regio.",
    ),
)
LOCAL_TEAM_LEADS = Rule(
    id="NETWORK-03",
    sentence="Het lokale team van een toekomsttuin is een organisatie van de soort lokaal team.",
    now="Kies een lokaal team.",
    source="ORG-01; seed 001 §Programmastructuur",
    family="Het team bij u in de buurt staat aan de basis, niet een organisatie die verder weg is.",
    examples=(
        "Mag: Lokaal team Huizen is het lokale team van toekomsttuin Huizen.",
        "Mag niet: Een GI wordt als lokaal team van toekomsttuin Huizen gekozen.",
    ),
)
FITTING_EMPLOYER = Rule(
    id="NETWORK-04",
    sentence=(
        "Wie in een toekomsttuin meewerkt, blijft in dienst van de eigen organisatie. De rol past "
        "bij de soort organisatie."
    ),
    now="Kies een andere rol. Werkt de collega nu ergens anders? Nodig die dan opnieuw uit.",
    source="ORG-07; seed 002 §15 en §18",
    family="Iedereen werkt bij een echte organisatie. Daar kunt u ook terecht met een klacht.",
    examples=(
        "Mag: Joris werkt bij Veilig Thuis en krijgt de rol van partner.",
        "Mag niet: Joris van Veilig Thuis krijgt de rol van medewerker van het lokaal team.",
    ),
)
ASSIGNMENT_PERIOD = Rule(
    id="NETWORK-05",
    sentence="Een inzet eindigt niet voor zij begint en eindigt maar één keer.",
    now="Kies een andere dag.",
    source="Huisregel: een periode loopt van begin tot einde",
    family="Wie niet meer in uw regio werkt, kan niet meer bij uw gegevens.",
    examples=(
        "Mag: De inzet van Joris begon op 1 mei en eindigt op 1 december.",
        "Mag niet: De inzet van Joris begon op 1 mei en eindigt op 30 april.",
    ),
)
ONE_OPEN_ASSIGNMENT = Rule(
    id="NETWORK-06",
    sentence="Iemand heeft dezelfde rol in dezelfde toekomsttuin maar één keer tegelijk.",
    now="Laat de inzet die al loopt zo, of beëindig die eerst.",
    source="ORG-07; seed 002 §18",
    family="Er is altijd één duidelijk antwoord op de vraag welke rol iemand heeft.",
    examples=(
        "Mag: Samira heeft in Huizen één keer de rol van lokaal team.",
        "Mag niet: Koen geeft Samira dezelfde rol in Huizen een tweede keer.",
    ),
)
ONE_ACCOUNT = Rule(
    id="NETWORK-07",
    sentence="Bij één e-mailadres hoort één account.",
    now="Zoek de collega op bij Netwerk, of gebruik een ander e-mailadres.",
    source="BIO2 5.16.02: geen groepsaccounts",
    family=(
        "Elke medewerker heeft een eigen account. Daardoor weet u altijd wie er in uw dossier keek."
    ),
    examples=(
        "Mag: Naïma krijgt een account op haar eigen werkadres.",
        "Mag niet: Naïma en Ruben krijgen samen een account op één adres van het team.",
    ),
)
ACCOUNT_RUNS = Rule(
    id="NETWORK-08",
    sentence="Aan een account dat is beëindigd, verandert niets meer.",
    now="Nodig de collega opnieuw uit met een nieuw account.",
    source="BIO2 5.18: rechten eindigen met de functie",
    family=(
        "Wie hier niet meer werkt, kan niet meer bij uw gegevens. Dat wordt niet stilletjes "
        "teruggedraaid."
    ),
    examples=(
        "Mag: Ruben komt na een jaar terug en krijgt een nieuw account.",
        "Mag niet: Koen wil een rol toevoegen aan het oude, beëindigde account van Ruben.",
    ),
)
SOMEBODY_STAYS = Rule(
    id="NETWORK-09",
    sentence="Een regio houdt altijd ten minste één beheerder, en niemand beëindigt zichzelf.",
    now="Laat een andere beheerder dit doen, of maak eerst iemand anders beheerder.",
    source="Huisregel: anders kan niemand meer een collega uitnodigen",
    family="Er is altijd iemand die de toegang van een medewerker kan stoppen.",
    examples=(
        "Mag: Er zijn twee beheerders. Koen beëindigt het account van de ander.",
        "Mag niet: Koen is de enige beheerder en beëindigt zijn eigen account.",
    ),
)
PERMITTED = Rule(
    id="NETWORK-10",
    sentence="Wat iemand mag, volgt uit de inzet in een toekomsttuin of regio.",
    now="Vraag het een collega met de juiste rol, of een beheerder van uw regio.",
    source="docs/generated/permissions.md",
    family=(
        "Iemand mag alleen wat bij het eigen werk hoort. Welke rollen er zijn en wat die mogen, is "
        "openbaar."
    ),
    examples=(
        "Mag: Koen is beheerder van de regio en nodigt een collega uit.",
        "Mag niet: Joris is partner en wil een collega uitnodigen.",
    ),
)
REGION_FOUNDED_AT_SERVER = Rule(
    id="NETWORK-11",
    sentence="Een nieuwe regio wordt op de server aangemaakt, niet in de app.",
    now="Vraag de beheerder van de server om de regio aan te maken.",
    source="ORG-11; huisregel: niemand maakt zichzelf beheerder",
    family="Niemand kan zichzelf via de app meer rechten geven.",
    examples=(
        (
            "Mag: De beheerder van de server maakt een nieuwe regio en nodigt daar de eerste "
            "beheerder uit."
        ),
        "Mag niet: Koen is ingelogd en wil in de app een tweede regio beginnen.",
    ),
)
EXPERT_ORGANIZATION = Rule(
    id="NETWORK-12",
    sentence="Een ervaringsdeskundige hoort bij een organisatie die ervaringsdeskundigen inzet.",
    now="Kies een organisatie van ervaringsdeskundigen of een zorgaanbieder.",
    source="EXP-01; seed 001 §Belangrijke keuzes 2",
    family=(
        "Een ervaringsdeskundige werkt niet voor een organisatie die iets over u te beslissen "
        "heeft."
    ),
    examples=(
        "Mag: Anouk hoort bij Samenkracht.",
        "Mag niet: Anouk wordt toegevoegd als ervaringsdeskundige van de Raad.",
    ),
)
INVITATION_WORKS = Rule(
    id="NETWORK-13",
    sentence="Een uitnodiging werkt één keer, en zeven dagen lang. Wie van een gezin opnieuw een"
    " link krijgt, kan er pas een dag later mee inloggen, of zodra een tweede professional het"
    " nakeek.",
    now="Vraag degene die u deze link gaf om een nieuwe.",
    source="ASVS 5.0 6.4: eenmalige toegang is kort geldig; safety T-04",
    family="Vraagt iemand in uw naam om een nieuwe link? Dan heeft u een dag om ons te bellen.",
    examples=(
        "Mag: Naïma gebruikt haar uitnodiging na twee dagen.",
        "Mag niet: Naïma gebruikt haar uitnodiging na acht dagen, of voor de tweede keer.",
    ),
)
SECOND_STEP_STAYS = Rule(
    id="NETWORK-14",
    sentence="Inloggen gaat altijd in twee stappen. Er blijft dus één app of passkey over.",
    now="Voeg eerst een andere app of passkey toe.",
    source="BIO2 5.17.01; ASVS 5.0 6.3.3",
    family="Alleen een wachtwoord is niet genoeg om bij uw gegevens te komen.",
    examples=(
        "Mag: Samira heeft een app en een passkey, en haalt de app weg.",
        "Mag niet: Samira heeft alleen een app en haalt die weg.",
    ),
)
DEMONSTRATION_ONLY = Rule(
    id="NETWORK-15",
    sentence="Alleen een voorbeeldaccount krijgt zijn wachtwoord en app van tevoren.",
    now="Nodig de collega uit. Die kiest zelf een wachtwoord en een tweede stap.",
    source="BIO2 5.17.01: niemand kent het wachtwoord van een ander",
    family="Niemand kent het wachtwoord van iemand die in uw dossier werkt.",
    examples=(
        (
            "Mag: Het voorbeeldaccount van Samira in de oefenomgeving heeft een wachtwoord dat "
            "iedereen kent."
        ),
        "Mag niet: Koen kiest een wachtwoord voor het echte account van Naïma.",
    ),
)

SECOND_PERSON = Rule(
    id="NETWORK-16",
    sentence="Een link naar een account van een professional werkt pas als een tweede haar"
    " bevestigt: een andere beheerder, of de coördinator.",
    now="Vraag een andere beheerder of de coördinator om de link te bevestigen.",
    source="BIO2 5.03 en ASVS 5.0 2.3.5: vier ogen; safety T-13",
    family="Niemand kan in zijn eentje iemand toegang geven tot de dossiers van een lokaal team.",
    examples=(
        "Mag: Bas nodigt een collega uit, en Cora belt met het team en bevestigt de link.",
        "Mag niet: Bas maakt een account voor het lokaal team en gebruikt de link zelf.",
    ),
)

RULES = (
    MINIMAL_PARTNERS,
    ONE_REGION,
    LOCAL_TEAM_LEADS,
    FITTING_EMPLOYER,
    ASSIGNMENT_PERIOD,
    ONE_OPEN_ASSIGNMENT,
    ONE_ACCOUNT,
    ACCOUNT_RUNS,
    SOMEBODY_STAYS,
    PERMITTED,
    REGION_FOUNDED_AT_SERVER,
    EXPERT_ORGANIZATION,
    INVITATION_WORKS,
    SECOND_STEP_STAYS,
    DEMONSTRATION_ONLY,
    SECOND_PERSON,
)

MINIMAL_KINDS = (
    OrganizationKind.LOCAL_TEAM,
    OrganizationKind.GI,
    OrganizationKind.VEILIG_THUIS,
    OrganizationKind.RVDK,
)
_REGION_ROLES = frozenset({RoleKind.ADMINISTRATOR})
_PILOT_ROLES = frozenset({RoleKind.LOCAL_TEAM, RoleKind.TEAM_LEAD, RoleKind.PARTNER})
_EXPERT_KINDS = frozenset(
    {OrganizationKind.EXPERIENCE_EXPERTS, OrganizationKind.CARE_PROVIDER, OrganizationKind.TRAINER}
)


def may_create_pilot(
    *, local_team_kind: str, partner_kinds: frozenset[str], same_region: bool, reason: str
) -> Verdict:
    """Judge a pilot: its local team, the region of its partners, and the four kinds (ORG-02)."""
    if local_team_kind != OrganizationKind.LOCAL_TEAM:
        return LOCAL_TEAM_LEADS.no()
    if not same_region:
        return ONE_REGION.no()
    present = partner_kinds | {local_team_kind}
    missing = [kind for kind in MINIMAL_KINDS if kind not in present]
    if missing and not reason.strip():
        names = ", ".join(str(kind.label) for kind in missing)
        return MINIMAL_PARTNERS.no(f"Nog niet in deze toekomsttuin: {names}.")
    return YES


def may_assign(
    *, role: str, employer_kind: str | None, is_active: bool, runs_already: bool, in_pilot: bool
) -> Verdict:
    """Judge an assignment: the account runs, not twice, place and employer fit (ORG-07)."""
    if not is_active:
        return ACCOUNT_RUNS.no()
    if runs_already:
        return ONE_OPEN_ASSIGNMENT.no()
    misplaced = _misplaced(role, in_pilot=in_pilot)
    if misplaced:
        return FITTING_EMPLOYER.no(misplaced)
    if not _fits(role, employer_kind):
        return FITTING_EMPLOYER.no("Deze rol past niet bij de werkgever.")
    return YES


def may_begin(*, is_let_in: bool) -> Verdict:
    """Judge whether somebody can begin anywhere: a second person knows who it is (NETWORK-16)."""
    if is_let_in:
        return YES
    return SECOND_PERSON.no("De link van deze collega wacht nog op een tweede.")


def _misplaced(role: str, *, in_pilot: bool) -> str:
    """Say in one sentence why the role is not in this place; empty when it is."""
    if role == RoleKind.CASE_LOADER:
        return "Dossiers overbrengen gebeurt op de server."
    if in_pilot and role in _REGION_ROLES:
        return "Beheer is voor de hele regio."
    if not in_pilot and role in _PILOT_ROLES:
        return "Deze rol is in één toekomsttuin: kies welke."
    return ""


def _fits(role: str, employer_kind: str | None) -> bool:
    if role in {RoleKind.LOCAL_TEAM, RoleKind.TEAM_LEAD}:
        return employer_kind == OrganizationKind.LOCAL_TEAM
    if role == RoleKind.PARTNER:
        return employer_kind not in {None, OrganizationKind.LOCAL_TEAM}
    return True


def may_end_assignment(
    *, since: date, until: date | None, day: date, is_last_administrator: bool
) -> Verdict:
    """Judge the end of an assignment."""
    if until is not None or day < since:
        return ASSIGNMENT_PERIOD.no()
    return SOMEBODY_STAYS.no() if is_last_administrator else YES


def may_invite(*, email_is_taken: bool) -> Verdict:
    """Judge an invitation for a new account."""
    return ONE_ACCOUNT.no("Er is al een account met dit e-mailadres.") if email_is_taken else YES


def may_change_account(*, is_active: bool) -> Verdict:
    """Judge a change to an account."""
    return YES if is_active else ACCOUNT_RUNS.no()


def may_end_account(*, is_active: bool, is_self: bool, is_last_administrator: bool) -> Verdict:
    """Judge the end of an account."""
    if not is_active:
        return ACCOUNT_RUNS.no()
    return SOMEBODY_STAYS.no() if is_self or is_last_administrator else YES


def may_found_region(*, signs_in: bool) -> Verdict:
    """Judge a new region: only whoever runs commands on the server founds one."""
    return REGION_FOUNDED_AT_SERVER.no() if signs_in else YES


def may_add_expert(*, organization_kind: str) -> Verdict:
    """Judge the organization of an experience expert (EXP-01)."""
    return YES if organization_kind in _EXPERT_KINDS else EXPERT_ORGANIZATION.no()


def may_accept(
    *,
    is_active: bool,
    used_at: datetime | None,
    opens_at: datetime | None = None,
    is_confirmed: bool = True,
    expires_at: datetime,
    at: datetime,
) -> Verdict:
    """Judge an invitation that somebody wants to use."""
    if not is_confirmed:
        return SECOND_PERSON.no()
    is_open = (opens_at is None or opens_at <= at) and at < expires_at
    return YES if is_active and used_at is None and is_open else INVITATION_WORKS.no()


def may_confirm_link(*, made_by: int | None, account: int, by: int) -> Verdict:
    """Judge who confirms a link that waits: neither who made it nor whom it is for."""
    if made_by is None:
        return SECOND_PERSON.no("Er wacht geen link op bevestiging.")
    return SECOND_PERSON.no() if by in {made_by, account} else YES


def may_remove_second_factor(*, others: int) -> Verdict:
    """Judge the removal of an app or a passkey."""
    return YES if others else SECOND_STEP_STAYS.no()


def may_enroll(*, is_demonstration: bool) -> Verdict:
    """Judge a password that is given beforehand."""
    return YES if is_demonstration else DEMONSTRATION_ONLY.no()


def is_permitted(*, has_permission: bool) -> Verdict:
    """Judge what somebody asks of a region or pilot they can see."""
    return YES if has_permission else PERMITTED.no()
