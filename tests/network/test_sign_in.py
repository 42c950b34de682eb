"""Signing in: two factors for everybody, one answer for known and unknown, and limits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tandem.audit.models import Event
from tandem.network import selectors, services
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Pilot
from tests.factories import network

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

type Answer = _MonkeyPatchedWSGIResponse
PASSWORD = selectors.DEMO_PASSWORD


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def first_step(client: Client, email: str, password: str = PASSWORD) -> Answer:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def second_step(client: Client, account: Account, at: datetime) -> Answer:
    code = pyotp.TOTP(network.secret_of(account, at=at)).at(at)
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_password_and_code_let_somebody_in(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        first = first_step(client, consultant.email.upper())
        between = client.get(reverse("network"))
        second = second_step(client, consultant, monday)
        inside = client.get(reverse("network"))

    assert first["Location"] == reverse("mfa_authenticate")
    assert between["Location"].startswith(reverse("account_login"))
    assert second["Location"] == "/"
    assert inside.status_code == 200
    assert Event.objects.filter(event="signed_in", actor_id=consultant.pk).count() == 1


def test_a_code_works_once(client: Client, consultant: Account, monday: datetime) -> None:
    other = Client()
    with time_machine.travel(monday, tick=False) as clock:
        first_step(client, consultant.email)
        second_step(client, consultant, monday)
        clock.shift(timedelta(seconds=31))
        first_step(other, consultant.email)
        again = second_step(other, consultant, monday)

    assert again.status_code == 200
    assert "is al gebruikt" in again.content.decode()


def test_without_a_second_factor_only_the_page_to_set_one_up_opens(
    client: Client, consultant: Account, monday: datetime
) -> None:
    Authenticator.objects.all().delete()
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        answers = {
            name: client.get(reverse(name))
            for name in ("account", "network", "usersessions_list", "mfa_index")
        }
        setup = client.get(reverse("account_setup"))

    assert {answer["Location"] for answer in answers.values()} == {reverse("account_setup")}
    assert setup.status_code == 200


def test_an_app_is_set_up_with_recovery_codes_shown_once(
    client: Client, consultant: Account, monday: datetime
) -> None:
    Authenticator.objects.all().delete()
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        page = client.get(reverse("mfa_activate_totp"))
        code = pyotp.TOTP(page.context["form"].secret).at(monday)
        # Nothing waits for a commit, which here never comes: the trail is of the same transaction.
        done = client.post(reverse("mfa_activate_totp"), {"code": code})
        codes = client.get(done["Location"])
        again = client.get(done["Location"])
        inside = client.get(reverse("network"))

    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["can_view_codes"]
    assert "maar één keer" in codes.content.decode()
    assert set(again.context["unused_codes"]) == {"****"}
    assert inside.status_code == 200
    secret = page.context["form"].secret
    assert secret not in str(list(Authenticator.objects.values()))
    assert Event.objects.filter(event="authenticator_app_added").count() == 1


def test_a_session_from_before_the_second_factor_does_not_profit_from_it(
    client: Client, consultant: Account, monday: datetime
) -> None:
    secret = network.secret_of(consultant, at=monday)
    Authenticator.objects.all().delete()
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        by = services.account.operator(at=monday)
        services.account.enroll(consultant, password=PASSWORD, totp_secret=secret, by=by, at=monday)
        answer = client.get(reverse("network"), follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["unknown", "wrong", "ended"])
def test_known_unknown_and_ended_accounts_get_the_same_answer(
    client: Client, consultant: Account, monday: datetime, who: str
) -> None:
    email, password = consultant.email, PASSWORD
    if who == "unknown":
        email = "niemand@example.org"
    elif who == "wrong":
        password = "iets heel anders"
    else:
        Account.objects.filter(pk=consultant.pk).update(is_active=False)
    with time_machine.travel(monday, tick=False):
        answer = first_step(client, email, password)

    assert answer.status_code == 200
    assert "Het e-mailadres of het wachtwoord klopt niet." in answer.content.decode()
    assert Event.objects.filter(event="sign_in_failed").count() == 1
    assert email not in str(list(Event.objects.values()))


def test_guessing_a_password_is_stopped_for_that_account(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        for _attempt in range(5):
            first_step(client, consultant.email, "fout fout fout")
        stopped = first_step(client, consultant.email)

    assert "Wacht vijf minuten" in stopped.content.decode()


def wrong(client: Client, email: str, times: int) -> None:
    for _attempt in range(times):
        first_step(client, email, "fout fout fout")


def elsewhere() -> Client:
    return Client(REMOTE_ADDR="203.0.113.7")


def test_who_types_wrong_passwords_elsewhere_shuts_nobody_out(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        wrong(elsewhere(), consultant.email, 6)
        stopped = first_step(elsewhere(), consultant.email)
        first = first_step(client, consultant.email)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert first["Location"] == reverse("mfa_authenticate")


def test_a_browser_that_signed_in_before_is_not_shut_out_from_the_same_place(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        second_step(client, consultant, monday)
        client.post(reverse("account_logout"))
        wrong(Client(), consultant.email, 30)
        stopped = first_step(Client(), consultant.email)
        again = first_step(client, consultant.email)
        taken = Client()
        taken.cookies["browser"] = client.cookies["browser"].value
        wrong(taken, consultant.email, 6)
        stopped_too = first_step(taken, consultant.email)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert again["Location"] == reverse("mfa_authenticate")
    assert "Wacht vijf minuten" in stopped_too.content.decode()


def test_the_browser_of_one_account_is_no_browser_of_another(
    client: Client, consultant: Account, linde: Pilot, monday: datetime
) -> None:
    other = network.colleague(
        "Bo Vlinder",
        role=RoleKind.LOCAL_TEAM,
        place=linde,
        employer=linde.local_team,
        at=monday,
    )
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        second_step(client, consultant, monday)
        client.post(reverse("account_logout"))
        cookie = client.cookies["browser"]
        wrong(client, other.email, 5)
        stopped = first_step(Client(), other.email)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert cookie["httponly"]
    assert consultant.email not in cookie.value


def test_the_delay_grows(client: Client, consultant: Account, monday: datetime) -> None:
    def locked(after: timedelta) -> bool:
        with time_machine.travel(monday + after, tick=False):
            answer = first_step(client, consultant.email)
        return "Wacht vijf minuten" in answer.content.decode()

    minutes = [timedelta(minutes=number) for number in (0, 6, 30, 70)]
    for moment in minutes[:2]:
        with time_machine.travel(monday + moment, tick=False):
            wrong(client, consultant.email, 5)
    assert locked(minutes[2])
    assert not locked(minutes[3])
    for moment in (timedelta(hours=2), timedelta(hours=2, minutes=6)):
        with time_machine.travel(monday + moment, tick=False):
            wrong(client, consultant.email, 5)
    assert locked(timedelta(hours=5))
    assert not locked(timedelta(hours=27))


def test_guessing_a_code_is_stopped(client: Client, consultant: Account, monday: datetime) -> None:
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        for _attempt in range(5):
            client.post(reverse("mfa_authenticate"), {"code": "000000"})
        stopped = second_step(client, consultant, monday)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert Event.objects.filter(event="sign_in_failed").count() == 5


def wrong_codes(client: Client, times: int) -> None:
    for _attempt in range(times):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})


def test_many_places_guess_no_more_codes_than_one(consultant: Account, monday: datetime) -> None:
    places = [Client(REMOTE_ADDR=f"203.0.113.{number}") for number in range(1, 8)]
    with time_machine.travel(monday, tick=False):
        for place in places:
            first_step(place, consultant.email)
            wrong_codes(place, 1)
        stopped = second_step(places[0], consultant, monday)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert Event.objects.filter(event="sign_in_failed").count() == 5


def test_who_knows_the_password_does_not_hold_up_a_browser_that_is_known(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        second_step(client, consultant, monday)
        client.post(reverse("account_logout"))
        other = elsewhere()
        first_step(other, consultant.email)
        wrong_codes(other, 6)
    later = monday + timedelta(minutes=2)
    with time_machine.travel(later, tick=False):
        stopped = second_step(other, consultant, later)
        first_step(client, consultant.email)
        inside = second_step(client, consultant, later)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert inside["Location"] == "/"


def test_a_browser_that_is_known_does_not_guess_on_either(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        first_step(client, consultant.email)
        second_step(client, consultant, monday)
        client.post(reverse("account_logout"))
        first_step(client, consultant.email)
        wrong_codes(client, 5)
    later = monday + timedelta(minutes=2)
    with time_machine.travel(later, tick=False):
        stopped = second_step(client, consultant, later)

    assert "Wacht vijf minuten" in stopped.content.decode()


def test_guessing_codes_takes_longer_each_time(
    client: Client, consultant: Account, monday: datetime
) -> None:
    for minutes in (0, 6):
        with time_machine.travel(monday + timedelta(minutes=minutes), tick=False):
            first_step(client, consultant.email)
            wrong_codes(client, 5)
    half = monday + timedelta(minutes=30)
    with time_machine.travel(half, tick=False):
        first_step(client, consultant.email)
        stopped = second_step(client, consultant, half)
    later = monday + timedelta(minutes=70)
    with time_machine.travel(later, tick=False):
        first_step(client, consultant.email)
        inside = second_step(client, consultant, later)

    assert "Wacht vijf minuten" in stopped.content.decode()
    assert inside["Location"] == "/"


def test_whoever_is_held_up_can_still_set_up_a_new_app(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        other = elsewhere()
        first_step(other, consultant.email)
        wrong_codes(other, 6)
        # What a new link does: the old second step is gone.
        Authenticator.objects.all().delete()
        first_step(client, consultant.email)
        page = client.get(reverse("mfa_activate_totp"))
        code = pyotp.TOTP(page.context["form"].secret).at(monday)
        client.post(reverse("mfa_activate_totp"), {"code": code})

    assert Authenticator.objects.filter(user=consultant, type="totp").exists()


def test_too_many_attempts_from_one_place_get_a_calm_page(client: Client, monday: datetime) -> None:
    with time_machine.travel(monday, tick=False):
        for _attempt in range(60):
            client.post(reverse("account_login"), {})
        stopped = client.post(reverse("account_login"), {})

    assert stopped.status_code == 429
    assert "Even wachten" in stopped.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "aanmelden/",
        "email/",
        "confirm-email/",
        "password/reset/",
        "password/set/",
        "login/",
        "login/code/",
        "2fa/",
        "inactive/",
    ],
)
def test_what_we_do_not_offer_does_not_exist(
    client: Client, consultant: Account, monday: datetime, path: str
) -> None:
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        assert client.get(f"/account/{path}").status_code == 404
        assert client.post(f"/account/{path}").status_code == 404


def test_every_page_of_ones_own_account_opens_without_a_link_to_nowhere(
    client: Client, consultant: Account, monday: datetime
) -> None:
    names = [
        "account",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
        "account_change_password",
        "account_logout",
    ]
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        for name in names:
            page = client.get(reverse(name))
            assert page.status_code == 200, name
            assert 'href=""' not in page.content.decode()


def test_changing_the_second_factor_asks_for_it_again(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        asked = client.get(reverse("mfa_add_webauthn"))
        code = pyotp.TOTP(network.secret_of(consultant, at=monday)).at(monday)
        proven = client.post(asked["Location"], {"code": code})
        opened = client.get(reverse("mfa_add_webauthn"))

    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    assert proven["Location"] == reverse("mfa_add_webauthn")
    options = opened.context["js_data"]["creation_options"]["publicKey"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"]["name"] == "Tandem"


def test_the_only_second_factor_stays(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        asked = client.get(reverse("mfa_deactivate_totp"))
        code = pyotp.TOTP(network.secret_of(consultant, at=monday)).at(monday)
        client.post(asked["Location"], {"code": code})
        refused = client.post(reverse("mfa_deactivate_totp"))

    assert "uw enige tweede stap" in refused.content.decode()
    assert selectors.has_second_factor(consultant)


def test_an_ended_account_is_out_at_its_next_click(
    client: Client, consultant: Account, administrator: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        before = client.get(reverse("network"))
        services.account.end(consultant, by=administrator, at=monday)
        after = client.get(reverse("network"))

    assert before.status_code == 200
    assert after["Location"].startswith(reverse("account_login"))
    assert not consultant.assignments.filter(until=None).exists()


def test_a_wrong_code_once_more_is_answered_counted_and_recorded(
    client: Client, consultant: Account, monday: datetime
) -> None:
    with time_machine.travel(monday, tick=False):
        network.sign_in(client, consultant)
        ask = client.get(reverse("mfa_add_webauthn"))["Location"]
        answers = [client.post(ask, {"code": "000000"}) for _ in range(6)]
        code = pyotp.TOTP(network.secret_of(consultant, at=monday)).at(monday)
        late = client.post(ask, {"code": code})

    assert {answer.status_code for answer in answers} == {200}
    assert "te vaak" in late.content.decode()
    failed = Event.objects.filter(event="sign_in_failed", actor_id=consultant.pk)
    assert failed.count() == 5


_KEY = '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {'
NO_PASSKEYS = (
    *("null", "[]", "7", '{"id": 1}', f"{_KEY}}}}}"),
    f'{_KEY}"clientDataJSON": "AA", "attestationObject": "AA"}}}}',
    f'{_KEY}"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}}}}',
)


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_is_a_wrong_one_and_no_fault(
    client: Client, consultant: Account, monday: datetime, credential: str
) -> None:
    with time_machine.travel(monday, tick=False):
        client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
        at_the_door = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
        network.sign_in(client, consultant)
        ask = client.get(reverse("mfa_add_webauthn"))["Location"]
        code = pyotp.TOTP(network.secret_of(consultant, at=monday)).at(monday)
        client.post(ask, {"code": code})
        client.get(reverse("mfa_add_webauthn"))
        added = client.post(
            reverse("mfa_add_webauthn"), {"name": "telefoon", "credential": credential}
        )

    assert at_the_door.status_code < 500
    assert added.status_code == 200
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
