"""`manage.py invite_administrator`: the first way in for a region, or a way back in."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate, now

from tandem.core.verdict import Refusal
from tandem.network import selectors, services
from tandem.network.enums import JobTitle, OrganizationKind, RoleKind
from tandem.network.models import Account, Organization, Region
from tandem.network.services.invitation import Newcomer


class Command(BaseCommand):
    """Make a region when it is absent, invite its administrator, and print the link once."""

    help = "Nodig een beheerder uit voor een regio; drukt een link af die één keer werkt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask who, and where."""
        parser.add_argument("email", help="e-mailadres waarmee deze beheerder inlogt")
        parser.add_argument("--name", required=True, help="naam van de beheerder")
        parser.add_argument("--region", required=True, help="naam van de regio")
        parser.add_argument("--organization", help="werkgever; zonder deze: Regio <naam>")
        parser.add_argument(
            "--address", default="http://127.0.0.1:8000", help="adres van deze site, voor de link"
        )

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Invite, or give a known administrator a new link."""
        at = now()
        by = services.account.operator(at=at)
        try:
            region = _region(options["region"], by=by, at=at)
            employer = _employer(region, options["organization"], by=by, at=at)
            known = selectors.account_with_email(options["email"])
            if known is not None:
                token = services.invitation.renew(known, by=by, at=at)
            else:
                newcomer = Newcomer(
                    email=options["email"],
                    name=options["name"],
                    employer=employer,
                    job_title=JobTitle.APPLICATION_ADMINISTRATOR,
                )
                account, token = services.invitation.invite(newcomer, by=by, at=at)
                services.assignment.assign(
                    account,
                    role=RoleKind.ADMINISTRATOR,
                    place=region,
                    since=localdate(at),
                    by=by,
                    at=at,
                )
        except Refusal as refusal:
            raise CommandError(f"{refusal.verdict.reason} {refusal.verdict.now}") from None
        link = options["address"].rstrip("/") + reverse("invitation", args=[token])
        self.stdout.write(
            f"Geef deze link persoonlijk. Hij werkt één keer, zeven dagen lang:\n{link}"
        )


def _region(name: str, *, by: Account, at: datetime) -> Region:
    found = Region.objects.filter(name__iexact=name).first()
    return found or services.region.create(slugify(name), name=name, by=by, at=at)


def _employer(region: Region, name: str | None, *, by: Account, at: datetime) -> Organization:
    name = name or f"Regio {region.name}"
    found = region.organizations.filter(name__iexact=name).first()
    return found or services.organization.create(
        slugify(name), name=name, kind=OrganizationKind.REGION_OFFICE, region=region, by=by, at=at
    )
