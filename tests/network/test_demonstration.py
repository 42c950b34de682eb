"""The demonstration accounts: printed and shown for the demo, and for nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyotp
import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.http import Http404
from django.test import RequestFactory

from tandem.core.verdict import Refusal
from tandem.network import rules, selectors, services
from tandem.network.enums import JobTitle, OrganizationKind
from tandem.network.models import Account, Region
from tandem.network.services.invitation import Newcomer
from tandem.network.views import demo
from tests.factories import network


def test_the_command_prints_who_can_sign_in_with_which_code(
    consultant: Account, monday: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(monday, tick=False):
        call_command("demo_accounts")

    printed = capsys.readouterr().out
    secret = network.secret_of(consultant, at=monday)
    assert consultant.email in printed
    assert selectors.DEMO_PASSWORD in printed
    assert pyotp.TOTP(secret).at(monday) in printed


@pytest.mark.django_db
def test_the_command_refuses_without_demonstration_data() -> None:
    with pytest.raises(CommandError, match="geen voorbeeldaccounts"):
        call_command("demo_accounts")


def test_the_page_shows_codes_in_the_demo_only(
    consultant: Account, monday: datetime, settings: Any
) -> None:
    request = RequestFactory().get("/demo/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        demo.accounts(request)

    settings.DEMONSTRATION = True
    with time_machine.travel(monday, tick=False):
        page = demo.accounts(request).content.decode()

    assert consultant.name in page
    assert pyotp.TOTP(network.secret_of(consultant, at=monday)).at(monday) in page


def test_nobody_else_gets_a_password_beforehand(
    lindestreek: Region, administrator: Account, monday: datetime
) -> None:
    newcomer = Newcomer(
        email="berk@example.org",
        name="Berk Nieuw",
        employer=network.organization(lindestreek, OrganizationKind.GI, at=monday),
        job_title=JobTitle.YOUTH_PROTECTOR,
    )
    account, _token = services.invitation.invite(newcomer, by=administrator, at=monday)

    with pytest.raises(Refusal) as refused:
        services.account.enroll(
            account, password="x" * 12, totp_secret="JBSWY3DP", by=administrator, at=monday
        )

    assert refused.value.rule is rules.DEMONSTRATION_ONLY
    assert account.email not in str(selectors.demonstration_accounts(at=monday))
