"""Who gets SQL past Python, in the web's role, becomes nobody else and reads nobody's way in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.utils import Error, ProgrammingError
from django.test import Client
from django.urls import reverse

from config.sessions import KEPT, SessionStore, kept_under
from tandem.core import identity
from tandem.dossier.enums import ViewLevel
from tandem.dossier.models import FamilyAccess
from tandem.dossier.services import family
from tandem.network import services
from tandem.network.models import Account, Invitation
from tandem.network.services.invitation import issue
from tests.factories.network import session_of, sign_in
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

TODAY = "desk:today"
COOKIE = settings.SESSION_COOKIE_NAME


# Sessions -----------------------------------------------------------------------------------------


def opens(cookie: str) -> bool:
    client = Client()
    client.cookies[COOKIE] = cookie
    return bool(client.get(reverse(TODAY)).status_code == 200)


def test_a_cookie_opens_and_its_row_does_not(world: World, monday: datetime) -> None:
    cookie = session_of(world.mila, at=monday)
    row = Session.objects.get()

    assert row.session_key == kept_under(cookie)
    assert row.session_key.startswith(KEPT)
    assert opens(cookie)
    assert not opens(row.session_key)
    assert not opens(cookie.upper())


def test_nothing_of_a_cookie_or_of_what_was_typed_lies_in_the_table(
    world: World, monday: datetime
) -> None:
    cookie = session_of(world.mila, at=monday)
    store = SessionStore(cookie)
    store["kept_forms"] = "Noor sliep bij oma"
    store.save()

    with as_web(world.outsider, monday):
        (row,) = run("SELECT session_key, session_data FROM django_session")
    assert cookie not in f"{row}"
    assert "oma" not in f"{row}"
    assert SessionStore(cookie)["kept_forms"] == "Noor sliep bij oma"


def test_the_session_of_somebody_else_does_not_work_in_ones_own_row(
    world: World, monday: datetime
) -> None:
    mine, theirs = session_of(world.outsider, at=monday), session_of(world.mila, at=monday)
    assert opens(mine)

    with as_web(world.outsider, monday):
        run(
            "UPDATE django_session SET session_data ="
            " (SELECT session_data FROM django_session WHERE session_key = %s)"
            " WHERE session_key = %s",
            kept_under(theirs),
            kept_under(mine),
        )
    assert not opens(mine)
    assert opens(theirs)


def test_a_session_that_somebody_made_up_is_empty(world: World, monday: datetime) -> None:
    made_up = "eyJfYXV0aF91c2VyX2lkIjoiMSJ9"
    with as_web(world.outsider, monday):
        for name in ("madeupmadeup", kept_under("madeupmadeup")):
            run(
                "INSERT INTO django_session VALUES (%s, %s, %s)",
                name,
                made_up,
                monday + timedelta(days=1),
            )

    assert SessionStore("madeupmadeup").load() == {}


def test_the_browser_gets_the_cookie_and_never_the_name_of_the_row(
    client: Client, world: World, monday: datetime
) -> None:
    given = [client.get(reverse("account_login"))]
    sign_in(client, world.mila, at=monday)
    given += [client.get(reverse(TODAY)), client.post(reverse("account_logout"))]

    values = [one.cookies[COOKIE].value for one in given if COOKIE in one.cookies]
    assert not any(value.startswith(KEPT) for value in values)
    assert not Session.objects.filter(session_key__in=values).exists()


# Accounts -----------------------------------------------------------------------------------------


@pytest.fixture
def real(world: World) -> World:
    """Nobody is of the demonstration, whose codes are printed on purpose."""
    for account in (world.mila, world.vera, world.administrator, world.outsider):
        Account.objects.filter(pk=account.pk).update(email=f"{account.pk}@huizen.example")
    return world


def test_colleagues_are_seen_by_name_and_not_by_address_or_password(
    real: World, at: datetime
) -> None:
    with as_web(real.vera, at):
        found = Account.objects.get(name="Mila Beukema")
    assert (found.name, found.email, found.password) == ("Mila Beukema", "", "")
    for column in ("email", "password"):
        with pytest.raises(ProgrammingError, match="permission denied"), as_web(real.vera, at):
            run(f"SELECT {column} FROM network_account")
    with as_web(real.mila, at):
        mine = Account.objects.get(pk=real.mila.pk)
    assert mine.email == f"{mine.pk}@huizen.example"
    assert mine.password


def test_who_stands_at_the_door_reads_only_their_own_way_in(real: World, at: datetime) -> None:
    mila, vera = real.mila.pk, real.vera.pk
    with as_web(None, at):
        assert Account.objects.get(pk=mila).password == ""
        identity.stand_at_the_door(mila, at=at)
        assert Account.objects.get(pk=mila).password
        assert Account.objects.get(pk=vera).password == ""
        assert run("SELECT count(*) FROM dossier_household") == [(0,)]


def test_second_factors_are_seen_and_changed_by_their_owner_only(real: World, at: datetime) -> None:
    mila, vera = real.mila.pk, real.vera.pk

    def seen() -> set[int]:
        found = Authenticator.objects.filter(user_id__in=[mila, vera])
        return set(found.values_list("user_id", flat=True))

    with as_web(real.vera, at):
        assert seen() == {vera}
        assert Authenticator.objects.filter(user_id=mila).delete()[0] == 0
        run("UPDATE mfa_authenticator SET data = '{}' WHERE user_id = %s", mila)
    with as_web(None, at):
        assert seen() == set()
    assert seen() == {mila, vera}
    assert not Authenticator.objects.filter(user_id=mila, data={}).exists()
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(real.vera, at):
        run("UPDATE mfa_authenticator SET user_id = %s WHERE user_id = %s", mila, vera)


ADD = (
    "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
    " VALUES (%s, 'webauthn', '{}', now())"
)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE network_account SET password = 'md5$x$y' WHERE id = %s",
        "UPDATE mfa_authenticator SET data = '{}' WHERE user_id = %s",
        "UPDATE mfa_authenticator SET type = 'webauthn' WHERE user_id = %s",
        ADD,
    ],
)
def test_who_stands_at_the_door_changes_no_way_in(real: World, at: datetime, attempt: str) -> None:
    mila = real.mila.pk
    with pytest.raises(ProgrammingError), as_web(None, at), standing_there(mila, at):
        run(attempt, mila)
    with as_web(real.mila, at):
        run(attempt, mila)


def test_who_stands_at_the_door_uses_a_step_and_takes_none_away(real: World, at: datetime) -> None:
    mila = real.mila.pk
    used = "UPDATE mfa_authenticator SET last_used_at = now(), data = data || '{\"used_mask\": 3}'"
    with as_web(None, at), standing_there(mila, at):
        run(f"{used} WHERE user_id = %s", mila)
        run("DELETE FROM mfa_authenticator WHERE user_id = %s", mila)
        run("UPDATE network_account SET last_login = now() WHERE id = %s", mila)

    kept = Authenticator.objects.filter(user_id=mila)
    assert kept.exists()
    assert all(one.last_used_at for one in kept)


def test_a_password_is_chosen_at_the_door_with_a_link_and_once(real: World, at: datetime) -> None:
    vera, choose = real.vera.pk, "UPDATE network_account SET password = 'md5$x$y' WHERE id = %s"
    Invitation.objects.filter(account=vera).update(
        used_at=None, expires_at=at + timedelta(days=1), opens_at=None, needs_second=False
    )
    use = "UPDATE network_invitation SET used_at = %s WHERE account_id = %s"
    with as_web(None, at), standing_there(vera, at):
        run(use, at, vera)
        run(choose, vera)
    assert Account.objects.get(pk=vera).password == "md5$x$y"

    late = at + timedelta(days=2)
    Invitation.objects.filter(account=vera).update(used_at=None)
    run("SELECT setval('tandem.link_used_in', 1)")
    with as_web(None, late), standing_there(vera, late):
        run(use, late, vera)
        with pytest.raises(ProgrammingError, match="once inside"), transaction.atomic():
            run(choose.replace("x$y", "z$z"), vera)


@pytest.mark.parametrize("used_at", ["at", "late"])
def test_a_link_is_used_now_and_not_when_it_still_held(
    real: World, at: datetime, used_at: str
) -> None:
    vera, late = real.vera.pk, at + timedelta(days=2)
    link = Invitation.objects.filter(account=vera)
    link.update(used_at=None, expires_at=at + timedelta(days=1), opens_at=None, needs_second=False)
    use = "UPDATE network_invitation SET used_at = %s WHERE account_id = %s"
    said, now = (at, late) if used_at == "at" else (late, at)
    with (
        pytest.raises(ProgrammingError, match="used once, now"),
        as_web(None, now),
        standing_there(vera, now),
    ):
        run(use, said, vera)


@contextmanager
def standing_there(account_id: int, at: datetime) -> Iterator[None]:
    identity.stand_at_the_door(account_id, at=at)
    yield


@pytest.mark.parametrize("somebody", [True, False])
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE network_account SET password = '!' WHERE id = %s",
        "UPDATE network_account SET password = 'md5$x$y' WHERE id = %s",
        "UPDATE network_account SET sessions_valid_from = NULL, is_active = true WHERE id = %s",
        "UPDATE network_account SET name = 'Ander' WHERE id = %s",
        "UPDATE network_account SET last_login = now() WHERE id = %s",
        "SELECT tandem.close_ways_in(%s)",
    ],
)
def test_nobody_changes_the_account_of_somebody_else(
    real: World, at: datetime, attempt: str, *, somebody: bool
) -> None:
    mila, by = real.mila.pk, real.vera if somebody else None
    with pytest.raises(ProgrammingError, match="account"), as_web(by, at):
        run(attempt, mila)


def test_who_arranges_an_account_closes_it_and_chooses_no_password(
    real: World, at: datetime
) -> None:
    mila, vera, by = real.mila, real.vera.pk, real.administrator
    with as_web(by, at):
        assert services.invitation.renew(mila, by=by, at=at)
    assert not Authenticator.objects.filter(user_id=mila.pk).exists()

    with pytest.raises(ProgrammingError, match="account"), as_web(by, at):
        run("UPDATE network_account SET password = 'md5$x$y' WHERE id = %s", vera)
    with pytest.raises(ProgrammingError, match="permission denied"), as_web(real.vera, at):
        run("UPDATE network_account SET email = 'x@y.z' WHERE id = %s", vera)


@pytest.mark.parametrize("who", ["vera", "mila", "coordinator"])
def test_a_link_is_made_by_who_arranges_that_account_only(
    real: World, at: datetime, who: str
) -> None:
    by, to = getattr(real, who), real.outsider.pk
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(by, at):
        run(
            "INSERT INTO network_invitation (account_id, token_hash, invited_by_id, invited_at,"
            " expires_at, needs_second) VALUES (%s, 'known', %s, %s, %s, true)",
            to,
            by.pk,
            at,
            at + timedelta(days=7),
        )
    assert not Invitation.objects.filter(token_hash="known").exists()


def test_where_somebody_is_signed_in_is_theirs_to_see(real: World, at: datetime) -> None:
    UserSession.objects.create(
        user_id=real.mila.pk, session_key="x", ip="192.0.2.7", user_agent="test"
    )

    with as_web(real.vera, at):
        assert not UserSession.objects.exists()
    with as_web(real.mila, at):
        assert UserSession.objects.count() == 1


def whoever(setting: str, value: str, at: datetime) -> object:
    """Whose rows are opened to who writes a setting of their own."""
    with as_web(None, at):
        run("SELECT set_config(%s, %s, true)", setting, value)
        return run("SELECT tandem.myself()")


@pytest.mark.parametrize(
    "forge", ["door.{}.0." + "0" * 64, "{}", "door.{}.0", "{}.0.0." + "0" * 64]
)
def test_nobody_forges_who_stands_at_the_door(real: World, at: datetime, forge: str) -> None:
    forged = forge.format(real.mila.pk)
    with as_web(None, at):
        identity.stand_at_the_door(real.vera.pk, at=at)  # so that the connection remembers somebody
    with pytest.raises(ProgrammingError, match="not signed here"):
        whoever("tandem.person", forged, at)
    with pytest.raises(ProgrammingError, match="not signed here"), as_web(None, at):
        run("SELECT tandem.stand_at_the_door(%s)", forged)


def test_an_identity_is_no_person_and_a_person_no_identity(real: World, at: datetime) -> None:
    person, acts = identity.claim(real.mila.pk, at), identity.door_claim(real.mila.pk, at)
    with pytest.raises(ProgrammingError, match="not signed here"), as_web(None, at):
        run("SELECT tandem.stand_at_the_door(%s)", person)
    with pytest.raises(ProgrammingError, match="not signed here"), as_web(None, at):
        run("SELECT tandem.act_as(%s)", acts)


# Who comes to work here ---------------------------------------------------------------------------

ACCOUNT = (
    "INSERT INTO network_account (password, email, name, phone, is_active, created_at)"
    " VALUES (%s, 'spook@huizen.example', 'Spook', '', true, %s)"
)
WORKS = (
    "INSERT INTO network_professional (account_id, employer_id, job_title, expertise, skj_number)"
    " VALUES (tandem.account_with_email('spook@huizen.example'), %s, 'consultant', '{}', '')"
)
BEGINS = (
    "INSERT INTO network_assignment (account_id, region_id, pilot_id, role, since) VALUES"
    " (tandem.account_with_email('spook@huizen.example'), %s, %s, 'local_team', '2026-01-01')"
)


@pytest.mark.parametrize("who", [None, "vera", "administrator"])
def test_nobody_makes_an_account_with_a_password_that_is_known(
    real: World, at: datetime, who: str | None
) -> None:
    by = getattr(real, who) if who else None
    with pytest.raises(ProgrammingError, match="without a way in"), as_web(by, at):
        run(ACCOUNT, "md5$x$y", at)


@pytest.mark.parametrize("who", [None, "vera", "coordinator"])
def test_who_invites_nobody_makes_no_account(real: World, at: datetime, who: str | None) -> None:
    by = getattr(real, who) if who else None
    with pytest.raises(ProgrammingError, match="without a way in"), as_web(by, at):
        run(ACCOUNT, "!", at)


def hires(real: World, at: datetime, by: Account) -> None:
    """Write down somebody new for the local team."""
    with as_web(by, at):
        run(ACCOUNT, "!", at)
        run(WORKS, real.local_team.pk)


def test_who_works_for_whom_is_said_by_who_arranges_that_region(real: World, at: datetime) -> None:
    # Mila gives families a page, so she makes accounts: for them.
    with pytest.raises(ProgrammingError, match="only who arranges"):
        hires(real, at, real.mila)
    by = real.administrator
    hires(real, at, by)
    with pytest.raises(ProgrammingError, match="a second person"), as_web(by, at):
        run(BEGINS, real.region.pk, real.huizen.pk)


def test_somebody_of_a_family_never_counts_as_a_professional(real: World, at: datetime) -> None:
    earlier = at - timedelta(days=1)
    family.give_page(real.fatima, level=ViewLevel.FULL, by=real.mila, at=earlier)
    Account.objects.filter(name="Fatima Wilgen").update(email="spook@huizen.example")
    for moment in (at, earlier):
        with (
            pytest.raises(ProgrammingError, match="only a new account"),
            as_web(real.administrator, moment),
        ):
            run(WORKS, real.local_team.pk)


@pytest.mark.parametrize("who", ["vera", "administrator"])
def test_nobody_moves_to_another_employer(real: World, at: datetime, who: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), as_web(getattr(real, who), at):
        run("UPDATE network_professional SET employer_id = %s", real.rvdk.pk)
    with pytest.raises(ProgrammingError, match="only who arranges"), as_web(real.vera, at):
        run("UPDATE network_professional SET skj_number = '1' WHERE account_id = %s", real.vera.pk)


# Links --------------------------------------------------------------------------------------------


@pytest.fixture
def link(real: World, at: datetime) -> Invitation:
    """A way back in for Fatima, that waits a day; Mila made it."""
    before = at - timedelta(days=1)
    access, _token = family.give_page(real.fatima, level=ViewLevel.FULL, by=real.mila, at=before)
    family.renew_link(access, by=real.mila, at=at)
    return Invitation.objects.get(opens_at__gt=at)


@pytest.mark.parametrize("who", [None, "vera", "mila", "administrator"])
@pytest.mark.parametrize(
    "what",
    [
        "opens_at = NULL",
        "opens_at = now() - interval '9 years'",
        "expires_at = '2099-01-01'",
        "used_at = now()",
        "confirmed_by_id = {me}, confirmed_at = now()",
        "opens_at = {at}, confirmed_by_id = {me}, confirmed_at = {at}",
    ],
)
def test_nobody_lets_a_link_work_sooner_or_longer(
    real: World, at: datetime, link: Invitation, what: str, who: str | None
) -> None:
    by = getattr(real, who) if who else None
    change = what.format(me=by.pk if by else "NULL", at=f"'{at.isoformat()}'")
    with pytest.raises(Error, match=r"link|somebody_else|names_who"), as_web(by, at):
        run(f"UPDATE network_invitation SET {change} WHERE id = %s", link.pk)


def test_a_link_that_was_used_is_not_revived(real: World, at: datetime) -> None:
    used = Invitation.objects.exclude(used_at=None)
    for by in (None, real.mila, real.administrator):
        with pytest.raises(ProgrammingError, match="used once"), as_web(by, at):
            used.update(used_at=None, expires_at=at + timedelta(days=7))


def test_a_second_who_gives_the_family_pages_lets_it_work(
    real: World, at: datetime, link: Invitation
) -> None:
    with as_web(real.ruben, at):
        family.confirm_link(FamilyAccess.objects.get(), by=real.ruben, at=at)
    link.refresh_from_db()
    assert (link.opens_at, link.confirmed_by) == (at, real.ruben)


def test_a_way_back_in_always_waits(real: World, at: datetime, link: Invitation) -> None:
    with pytest.raises(ProgrammingError, match="waits a day"), as_web(real.mila, at):
        issue(link.account, by=real.mila, at=at)
    with as_web(real.mila, at):
        issue(link.account, opens_at=at + timedelta(days=1), by=real.mila, at=at)
