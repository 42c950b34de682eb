"""The network: regions, municipalities, pilots, organizations, and the people who work there."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from tandem.core.dated import DatedSet
from tandem.core.own import OwnChar, OwnEmail
from tandem.network.enums import (
    ConfirmationForm,
    Expertise,
    JobTitle,
    OrganizationKind,
    Pool,
    RoleKind,
)


class Municipality(models.Model):
    """A municipality (gemeente) of 2026, with the regions it lies in (ORG-11)."""

    code = models.CharField("CBS-code", max_length=4, primary_key=True)
    name = models.CharField("naam", max_length=80)
    province = models.CharField("provincie", max_length=40)
    youth_region = models.CharField("jeugdregio", max_length=80)
    youth_region_note = models.CharField("opmerking bij de jeugdregio", max_length=120, blank=True)
    safety_region_code = models.CharField("code veiligheidsregio", max_length=4)
    safety_region = models.CharField("veiligheidsregio", max_length=80)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A region in which pilots work together (regio)."""

    slug = models.SlugField("korte naam", max_length=60, unique=True)
    name = models.CharField("naam", max_length=80, unique=True)
    has_safety_team = models.BooleanField("heeft een regionaal veiligheidsteam", default=False)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """An organization that works with households or for the programme (organisatie)."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="organizations", verbose_name="regio"
    )
    slug = models.SlugField("korte naam", max_length=60)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort organisatie", max_length=30, choices=OrganizationKind)
    phone = models.CharField("telefoon", max_length=30, blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "slug"], name="one_organization_per_short_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationKind.values), name="organization_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Pilot(models.Model):
    """A place that tries out the new way of working (toekomsttuin, proeftuin)."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="pilots", verbose_name="regio"
    )
    slug = models.SlugField("korte naam", max_length=60)
    name = models.CharField("naam", max_length=80)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="gemeente"
    )
    local_team = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="lokaal team"
    )
    partners = models.ManyToManyField(
        Organization, related_name="pilots", blank=True, verbose_name="beschermpartners"
    )
    confirmation_form = models.CharField(
        "bevestiging van toestemming",
        max_length=10,
        choices=ConfirmationForm,
        default=ConfirmationForm.LETTER,
    )
    expert_refusal_is_breaking_point = models.BooleanField(
        "weigeren van een ervaringsdeskundige is een breekpunt", default=False
    )
    target_households = models.PositiveIntegerField(
        "streefaantal huishoudens", null=True, blank=True
    )
    incomplete_reason = models.TextField(
        "waarom nog niet alle vier de partners meedoen", blank=True
    )

    class Meta:
        verbose_name = "toekomsttuin"
        verbose_name_plural = "toekomsttuinen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "slug"], name="one_pilot_per_short_name")
        ]

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["Account"]):
    """How accounts are found; only the network services make them."""


class Account(AbstractBaseUser):
    """Somebody who can sign in (account). Accounts exist by invitation only."""

    # For its owner only: colleagues load an empty text (tandem/core/own.py).
    email = OwnEmail("e-mailadres", unique=True)
    password = OwnChar(gettext_lazy("password"), max_length=128)
    name = models.CharField("naam", max_length=120)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    is_active = models.BooleanField("mag inloggen", default=True)
    created_at = models.DateTimeField("gemaakt op")
    # Which moment of the person's own sessions counts: sessions that began before are ended.
    sessions_valid_from = models.DateTimeField("sessies geldig vanaf", null=True, blank=True)

    # Filled by signed_in(): the employer and the running roles of who is signed in; somebody
    # without an employer belongs to a family. `acts`: the database knows already who acts.
    acts = False
    employer_name = ""
    employer_number = 0
    is_family = False
    roles: tuple[str, ...] = ()

    objects = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether this is the password. It is never hashed anew at the door, as Django would.

        Who stands there is not in yet, and changes nothing of the account.
        """
        return check_password(raw_password, self.password)

    @property
    def first_name(self) -> str:
        """The name people call somebody by."""
        return self.name.partition(" ")[0]

    @property
    def initials(self) -> str:
        """At most two letters, for in the tandem picture."""
        words = [word for word in self.name.split() if word[:1].isupper()] or self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else ""


class Professional(models.Model):
    """Somebody who works for an organization and is assigned to pilots (professional, ORG-07)."""

    account = models.OneToOneField(
        Account,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="professional",
        verbose_name="account",
    )
    employer = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="professionals",
        verbose_name="werkgever",
    )
    job_title = models.CharField("functie", max_length=40, choices=JobTitle)
    skj_number = models.CharField("SKJ-nummer", max_length=20, blank=True)
    skj_until = models.DateField("SKJ-registratie tot en met", null=True, blank=True)
    expertise = ArrayField(
        models.CharField(max_length=40, choices=Expertise),
        verbose_name="expertise",
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = "professional"
        verbose_name_plural = "professionals"

    def __str__(self) -> str:
        return self.account.name

    @property
    def expertise_labels(self) -> list[str]:
        """The expertise that others can ask for, in the words people see."""
        return [str(Expertise(value).label) for value in self.expertise]


class AssignmentSet(DatedSet["Assignment"]):
    """Named sets of assignments."""


class Assignment(models.Model):
    """What somebody does in a pilot, or in the whole region when no pilot is named (inzet)."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="assignments", verbose_name="account"
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name="regio"
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        related_name="assignments",
        null=True,
        blank=True,
        verbose_name="toekomsttuin",
    )
    role = models.CharField("rol", max_length=30, choices=RoleKind)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)

    objects = AssignmentSet.as_manager()

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzetten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["account", "region", "pilot", "role"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="one_open_assignment_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.get_role_display()}"


class ExperienceExpert(models.Model):
    """Somebody who lived through it and helps others (ervaringsdeskundige, EXP-01, EXP-11)."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="experience_experts",
        verbose_name="organisatie",
    )
    account = models.OneToOneField(
        Account,
        on_delete=models.PROTECT,
        related_name="experience_expert",
        null=True,
        blank=True,
        verbose_name="account",
    )
    name = models.CharField("naam", max_length=120)
    pool = models.CharField("pool", max_length=10, choices=Pool)
    profile = models.CharField("profiel", max_length=200)
    is_active = models.BooleanField("inzetbaar", default=True)

    class Meta:
        verbose_name = "ervaringsdeskundige"
        verbose_name_plural = "ervaringsdeskundigen"

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A one-time way in for a new or locked-out colleague, handed over in person (uitnodiging)."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="invitations", verbose_name="account"
    )
    token_hash = models.CharField("vingerafdruk van de link", max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="uitgenodigd door",
    )
    invited_at = models.DateTimeField("uitgenodigd op")
    # A link for who works here opens nothing before a second person confirms it (NETWORK-16).
    needs_second = models.BooleanField("wacht op een tweede", default=False, db_default=False)
    # A way back in waits a day, so that whoever did not ask for it can still say so (T-04).
    opens_at = models.DateTimeField("werkt vanaf", null=True, blank=True)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="bevestigd door",
    )
    expires_at = models.DateTimeField("geldig tot")
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_invitation_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("invited_by")),
                name="invitation_is_confirmed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"
