"""Sessions end by themselves and can be ended; what was typed survives for its own account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
import time_machine
from allauth.core import context
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from config.sessions import SessionStore
from config.sign_in import AccountAdapter
from tandem.audit.models import Event
from tandem.core import kept
from tandem.network import selectors
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Pilot
from tests.factories import network

TYPED = "Wij spraken af dat oma op vrijdag komt."


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def once(account: Account) -> dict[str, str]:
    """The hidden key of a form."""
    return {"once": kept.new_key(account.pk)}


def sign_in_for_real(client: Client, account: Account, at: datetime, path: str = "/") -> str:
    """Pass both steps; say where one lands."""
    address = f"{reverse('account_login')}?next={path}"
    client.post(address, {"login": account.email, "password": selectors.DEMO_PASSWORD})
    code = pyotp.TOTP(network.secret_of(account, at=at)).at(at)
    return str(client.post(reverse("mfa_authenticate"), {"code": code})["Location"])


@pytest.mark.parametrize(
    ("minutes", "status"), [(29, 200), (30, 302), (31, 302)], ids=["before", "at", "after"]
)
def test_a_session_ends_after_half_an_hour_without_a_click(
    client: Client, consultant: Account, monday: datetime, minutes: int, status: int
) -> None:
    network.sign_in(client, consultant, at=monday)
    with time_machine.travel(monday + timedelta(minutes=minutes), tick=False):
        assert client.get(reverse("network")).status_code == status


def test_a_session_ends_after_ten_hours_whatever_happens(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False) as clock:
        sign_in_for_real(client, consultant, monday)
        statuses = []
        for _click in range(31):
            clock.shift(timedelta(minutes=20))
            statuses.append(client.get(reverse("network")).status_code)

    assert statuses == [200] * 29 + [302] * 2
    assert Event.objects.filter(event="session_lapsed").count() == 1


def test_one_session_and_all_others_can_be_ended(
    client: Client, consultant: Account, monday: datetime
) -> None:
    laptop, phone, tablet = client, Client(), Client()
    with time_machine.travel(monday, tick=False) as clock:
        for number, device in enumerate((laptop, phone, tablet)):
            sign_in_for_real(device, consultant, monday + number * timedelta(minutes=2))
            clock.shift(timedelta(minutes=2))
        rows = laptop.get(reverse("usersessions_list")).context["rows"]
        other = next(row for row in rows if not row["is_this"])
        laptop.post(reverse("session_end", args=[other["id"]]), once(consultant))
        after_one = sum(
            device.get(reverse("network")).status_code == 200 for device in (phone, tablet)
        )
        laptop.post(reverse("sessions_end_others"), once(consultant))
        after_all = [
            device.get(reverse("network")).status_code for device in (laptop, phone, tablet)
        ]

    assert len(rows) == 3
    assert after_one == 1
    assert after_all == [200, 302, 302]


def test_a_session_of_somebody_else_cannot_be_ended(
    client: Client, consultant: Account, administrator: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        sign_in_for_real(Client(), administrator, monday)
        theirs = UserSession.objects.get(user_id=administrator.pk)
        network.sign_in(client, consultant)
        answer = client.post(reverse("session_end", args=[theirs.pk]), once(consultant))

    assert answer.status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def late_form(client: Client, account: Account) -> dict[str, str]:
    """What a browser sends from a form that was open when the session ended."""
    return {**once(account), "name": "Roos Anders", "phone": TYPED[:30]}


@pytest.mark.parametrize("how", ["idle", "gone"])
def test_what_was_typed_survives_the_end_of_a_session_and_both_steps_of_signing_in(
    client: Client, consultant: Account, monday: datetime, how: str
) -> None:
    page, later = reverse("account"), monday + timedelta(minutes=45)
    with time_machine.travel(monday, tick=False) as clock:
        network.sign_in(client, consultant, at=monday)
        assert client.get(page).status_code == 200
        if how == "gone":
            client.cookies.clear()
        clock.move_to(later)
        late = client.post(page, late_form(client, consultant))
        landed = sign_in_for_real(client, consultant, later, page)
        filled = client.get(landed)
        once_more = client.get(landed)

    assert late["Location"] == f"{reverse('account_login')}?next={page}"
    assert landed == page
    assert TYPED[:30] in filled.content.decode()
    assert "Roos Anders" in filled.content.decode()
    assert TYPED[:30] not in once_more.content.decode()
    consultant.refresh_from_db()
    assert consultant.name == "Roos Consulent"


def test_another_account_gets_nothing_of_what_was_typed(
    client: Client, consultant: Account, linde: Pilot, monday: datetime
) -> None:
    colleague = network.colleague("Wilg Ander", role=RoleKind.LOCAL_TEAM, place=linde, at=monday)
    page = reverse("account")
    with time_machine.travel(monday, tick=False):
        client.post(page, late_form(client, consultant))
        sign_in_for_real(client, colleague, monday, page)
        shown = client.get(page)
        session = dict(client.session)

    assert TYPED[:30] not in shown.content.decode()
    assert "kept_forms" not in session


def test_a_forged_key_keeps_nothing(client: Client, consultant: Account, monday: datetime) -> None:
    with time_machine.travel(monday, tick=False):
        client.post(reverse("account"), {"once": f"{consultant.pk}:forged", "name": "x"})
        session = dict(client.session)

    assert "kept_forms" not in session


def test_too_much_text_is_not_kept_and_that_is_said(
    client: Client, consultant: Account, monday: datetime
) -> None:
    typed = {**late_form(client, consultant), "phone": "x" * (kept.MOST_CHARACTERS + 1)}
    with time_machine.travel(monday, tick=False):
        answer = client.post(reverse("account"), typed, follow=True)
        session = dict(client.session)

    assert "kept_forms" not in session
    assert "te lang om te bewaren" in answer.content.decode()


def test_passwords_are_never_kept(client: Client, consultant: Account, monday: datetime) -> None:
    typed = {"once": kept.new_key(consultant.pk), "oldpassword": "a", "password1": "b", "rest": "c"}
    with time_machine.travel(monday, tick=False):
        client.post(reverse("account_change_password"), typed)
        fields = client.session["kept_forms"][0]["fields"]

    assert fields == "rest=c"


def test_a_form_with_an_old_security_token_comes_back_filled_and_writes_nothing(
    consultant: Account, monday: datetime
) -> None:
    client = Client(enforce_csrf_checks=True)
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        answer = client.post(reverse("account"), late_form(client, consultant), follow=True)

    assert answer.status_code == 200
    assert TYPED[:30] in answer.content.decode()
    consultant.refresh_from_db()
    assert consultant.name == "Roos Consulent"


def test_htmx_is_told_to_move_the_whole_page(client: Client, monday: datetime) -> None:
    with time_machine.travel(monday, tick=False):
        answer = client.get(reverse("network"), headers={"HX-Request": "true"})

    assert answer["HX-Redirect"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "change",
    ["mfa/email/totp_deactivated", "mfa/email/webauthn_added", "account/email/password_changed"],
)
def test_who_changes_how_they_sign_in_ends_every_other_session(
    client: Client, consultant: Account, monday: datetime, change: str
) -> None:
    laptop, phone = client, Client()
    with time_machine.travel(monday, tick=False) as clock:
        sign_in_for_real(laptop, consultant, monday)
        clock.shift(timedelta(minutes=2))
        sign_in_for_real(phone, consultant, monday + timedelta(minutes=2))
        request = RequestFactory().get("/")
        request.user, request.session = consultant, laptop.session
        with context.request_context(request):
            AccountAdapter().send_notification_mail(change, consultant)
        after = [device.get(reverse("network")).status_code for device in (laptop, phone)]

    assert after == [200, 302]


def test_where_a_session_is_stands_there_as_a_network_and_not_as_a_machine(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        sign_in_for_real(client, consultant, monday)
        UserSession.objects.update(ip="192.0.2.77")
        page = client.get(reverse("usersessions_list")).content.decode()

    assert "192.0.2.0/24" in page
    assert "192.0.2.77" not in page


def who_acts() -> str:
    """Who acts for the database after the last request of this test, which undid nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(current_setting('tandem.acts', true), '.', 1)")
        (acts,) = cursor.fetchone()
    return str(acts)


def is_closed(_client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)


def has_another_password(_client: Client, account: Account) -> None:
    account.set_password("een ander licht achter het raam")
    account.save(update_fields=["password"])


def was_ended_from_elsewhere(_client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(sessions_valid_from="2031-01-01T00:00Z")


def passed_one_step(client: Client, _account: Account) -> None:
    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    del session["second_factor"]
    session.save()


@pytest.mark.parametrize(
    "change", [is_closed, has_another_password, was_ended_from_elsewhere, passed_one_step]
)
def test_who_is_not_let_in_does_not_act_for_the_database_either(
    client: Client, consultant: Account, monday: datetime, change: Callable[..., None]
) -> None:
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant, at=monday)
        change(client, consultant)

        assert client.get(reverse("network")).status_code == 302
    assert who_acts() == ""


def test_who_is_let_in_acts_and_after_half_an_hour_no_more(
    client: Client, consultant: Account, monday: datetime
) -> None:
    network.sign_in(client, consultant, at=monday)
    with time_machine.travel(monday + timedelta(minutes=5), tick=False):
        assert client.get(reverse("network")).status_code == 200
    assert who_acts() == str(consultant.pk)
    with time_machine.travel(monday + timedelta(minutes=50), tick=False):
        assert client.get(reverse("network")).status_code == 302
    assert who_acts() == ""


def test_who_is_signed_in_does_not_act_on_a_page_for_everybody(
    client: Client, consultant: Account, monday: datetime
) -> None:
    network.sign_in(client, consultant, at=monday)
    with time_machine.travel(monday, tick=False):
        assert client.get(reverse("account_login")).status_code in {200, 302}
    assert who_acts() == ""
