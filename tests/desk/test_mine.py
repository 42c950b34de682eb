"""The one plain page of somebody of the family: what is on it, what never is, and the way out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.desk.selectors.mine import looked
from tandem.desk.selectors.who_looked import LOOKED, SHARED, WROTE, Day
from tandem.desk.views.mine import HEADINGS
from tandem.dossier import door
from tandem.dossier.enums import (
    AddressKind,
    EntryKind,
    Frequency,
    Provenance,
    ShieldKind,
    ViewLevel,
)
from tandem.dossier.models import Entry, FamilyAccess, Household, Key, Person
from tandem.dossier.services import addresses, family, households, journal, shields
from tandem.journey.services import contacts
from tandem.legal.enums import DecisionRegime
from tandem.legal.services import asking, sharing
from tandem.legal.services.telling import Listeners
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Organization
from tests.access.crawl import Crawl, readable
from tests.factories import dossier, network
from tests.factories.network import sign_in as give_session
from tests.factories.visitor import words
from tests.factories.world import World
from tests.house.addresses import addresses as every_address
from tests.house.addresses import things
from tests.house.test_doors import bare
from tests.second_lock.test_identity import as_web

CANARIES = ("Kanarielaan", "Kanarieopvang", "Kanariewoord", "Kanarieverslag", "Kanarieman")
LONG_AGO = date(2024, 1, 1)

type SignIn = Callable[[Client, Account], Client]


def page(person: Person, *, by: Account, at: datetime, level: str = ViewLevel.FULL) -> Account:
    access, _token = family.give_page(person, level=level, by=by, at=at)
    return access.account


def told(
    person: Person | None, text: str, *, about: list[Person], by: Account, at: datetime
) -> Entry:
    home = about[0].household
    new = journal.NewEntry(
        EntryKind.FACT, day_of(at), text, Provenance.FAMILY, about=about, told_by=person
    )
    return journal.write(home, new, by=by, at=at)


def lives(person: Person, lines: str, *, by: Account, at: datetime) -> Any:
    new = addresses.NewAddress(AddressKind.HOME, lines, LONG_AGO)
    return addresses.add(person, new, by=by, at=at)


@pytest.fixture
def mother(world: World, at: datetime) -> Account:
    return page(world.fatima, by=world.mila, at=at)


@pytest.fixture
def father(world: World, at: datetime) -> Account:
    return page(world.daan, by=world.mila, at=at)


def test_the_page_says_who_i_am_what_i_said_and_who_may_come_in(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    told(world.fatima, "Ik slaap weer.", about=[world.fatima], by=world.mila, at=at)
    told(world.daan, "Ik ben boos.", about=[world.fatima], by=world.mila, at=at)
    lives(world.fatima, "Lindelaan 4", by=world.mila, at=at)
    lives(world.daan, "Eikstraat 7", by=world.mila, at=at)
    dossier.decided(
        world.home, world.gi, world.ruben, regime=DecisionRegime.WITH_POWERS, by=world.mila, at=at
    )
    client = sign_in(Client(), mother)

    answer = client.get(reverse("desk:mine"))
    said = words(answer)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    assert "<title>Bladzijde</title>" in said
    for expected in (
        "Dag Fatima",
        "Noor Wilgen",
        "Sem Wilgen",
        "Ik slaap weer.",
        "Lindelaan 4",
        "Vera",
        "Verlaat deze pagina",
        world.gi.name,
        "Wie keek er?",
        f"Het dossier is bij</dt><dd>{world.local_team.name}",
    ):
        assert expected in said, expected
    for secret in ("Ik ben boos.", "Eikstraat 7", "De school zag drie keer letsel", "De Wilg"):
        assert secret not in said, secret


def test_the_card_about_somebody_who_looks_along_stands_on_top_with_a_number(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    Account.objects.filter(pk=world.mila.pk).update(phone="06 12345678")
    contact = contacts.NewContact(world.mila, "op werkdagen", Frequency.WEEKLY)
    contacts.set_contact_person(world.home, contact, on=day_of(at), by=world.mila, at=at)

    answer = sign_in(Client(), mother).get(reverse("desk:mine"))
    said = words(answer)

    card, _, rest = said.partition("Kijkt er iemand mee?")[2].partition("</section>")
    assert "Wie bent u hier?" in rest
    for part in ("Mila Beukema, op werkdagen, 06 12345678", "112", "Geschiedenis", "wist dat niet"):
        assert part in card, part
    assert "no-store" in answer["Cache-Control"]


def test_looking_is_written_down_as_a_look(world: World, mother: Account, sign_in: SignIn) -> None:
    client = sign_in(Client(), mother)

    client.get(reverse("desk:mine"))
    said = words(client.get(reverse("desk:mine")))

    last = Event.objects.order_by("-id")[0]
    assert (last.event, last.actor_id, last.ground) == (
        "household_looked_at",
        mother.pk,
        "member",
    )
    assert said.count("keek op de eigen bladzijde") == 1


def test_who_looked_is_one_line_a_day_with_why_and_without_others_of_the_family(
    world: World, mother: Account, father: Account, at: datetime, sign_in: SignIn
) -> None:
    for page in ("story", "family", "story", "together"):
        sign_in(Client(), world.vera).get(reverse(f"desk:{page}", args=[world.home.ref]))
    sign_in(Client(), world.outsider).get(reverse("desk:story", args=[world.home.ref]))
    sign_in(Client(), father).get(reverse("desk:mine"))

    said = words(sign_in(Client(), mother).get(reverse("desk:mine")))

    whole = said.partition("Wie keek er?")[2]
    assert whole.count(world.vera.name) == 1
    for part in (
        world.vera.professional.get_job_title_display(),
        world.veilig_thuis.name,
        "keek in het dossier",
        "doet mee bij dit gezin",
    ):
        assert part in whole, part
    for betrays in ("las in het verhaal", "keek wie er samenwerken", " keer", "09:00"):
        assert betrays not in whole, betrays
    assert world.outsider.name not in said
    assert "Daan Wilgen keek" not in said


def test_who_wrote_and_shared_is_said_on_the_line_of_that_day(
    world: World, mother: Account, father: Account, at: datetime
) -> None:
    told(world.fatima, "Ik slaap weer.", about=[world.fatima], by=world.mila, at=at)
    door.open_household(
        world.home.ref, by=world.mila, to=Permission.HOUSEHOLD_VIEW, at=at, page="verhaal"
    )
    shared, _no = dossier.shared(world.home, world.rvdk, by=world.mila, at=at)
    assert days(mother, at)[0].did == f"{LOOKED} en {WROTE}"

    listeners = Listeners([world.fatima], "Vertellen is nu gevaarlijk.")
    sharing.tell(shared, on=day_of(at), reaction="", to=listeners, by=world.mila, at=at)

    hers, his = (
        next(one for one in days(reader, at) if one.who == world.mila.name)
        for reader in (mother, father)
    )
    assert hers.did == f"{LOOKED}, {WROTE} en {SHARED}"
    assert hers.ground == "werkt in het lokaal team dat dit dossier bijhoudt"
    assert SHARED not in his.did


def days(account: Account, at: datetime) -> tuple[Day, ...]:
    with as_web(account, at):
        return looked(FamilyAccess.objects.get(account=account).household)


def test_the_whole_list_is_given_on_paper_by_the_local_team_through_the_shields(
    world: World, father: Account, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(Client(), world.vera)
    client.get(reverse("desk:story", args=[world.home.ref]))
    client.get(reverse("dossier:shields", args=[world.home.ref]))
    mila = sign_in(Client(), world.mila)
    url = reverse("desk:access_list", args=[world.home.ref, world.daan.pk])

    offered = words(mila.get(reverse("desk:access", args=[world.home.ref])))
    paper = mila.get(url)

    text = " ".join(readable(paper.content).split())
    assert url in offered
    assert f"{world.vera.name} van {world.veilig_thuis.name} las in het verhaal." in text
    assert "opende een bladzijde" not in text
    assert Event.objects.filter(subject="lijst voor het gezin", way="print").count() == 1
    close = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.daan], "Bedreiging.", world.veilig_thuis
    )
    shields.close(world.home, close, by=world.mila, at=at)
    assert world.vera.name not in readable(mila.get(url).content)


def test_an_adult_without_authority_gets_the_own_part_on_paper(
    world: World, at: datetime, sign_in: SignIn
) -> None:
    for child in (world.noor, world.sem):
        child.authority_over.filter(holder=world.daan).update(until=day_of(at))
    told(world.daan, "Kanariewoord van Daan.", about=[world.daan], by=world.mila, at=at)
    told(world.fatima, "Kanariewoord van Fatima.", about=[world.fatima], by=world.mila, at=at)
    mila = sign_in(Client(), world.mila)
    url = reverse("desk:access_list", args=[world.home.ref, world.daan.pk])

    paper = mila.get(url)
    text = " ".join(readable(paper.content).split())
    assert "Kanariewoord van Daan." in text
    assert "Kanariewoord van Fatima." not in text
    assert f"samenwerken met {world.local_team.name}" in text
    assert f"{world.vera.name}, {world.veilig_thuis.name}" in text
    close = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.daan], "Bedreiging.", world.veilig_thuis
    )
    shields.close(world.home, close, by=world.mila, at=at)
    after = readable(mila.get(url).content)
    assert world.vera.name not in after
    assert world.veilig_thuis.name not in after


def test_a_young_child_and_who_is_closed_off_get_nothing_on_paper(
    world: World, at: datetime, sign_in: SignIn
) -> None:
    close = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Bedreiging.")
    shields.close(world.home, close, by=world.mila, at=at)
    mila = sign_in(Client(), world.mila)

    for person, status in ((world.daan, 404), (world.sem, 404), (world.fatima, 200)):
        url = reverse("desk:access_list", args=[world.home.ref, person.pk])
        assert mila.get(url).status_code == status, person
    url = reverse("desk:access_list", args=[world.home.ref, world.fatima.pk])
    assert sign_in(Client(), world.vera).get(url).status_code == 404


def test_professionals_read_the_whole_sentence(world: World, sign_in: SignIn) -> None:
    sign_in(Client(), world.vera).get(reverse("desk:story", args=[world.home.ref]))

    said = words(sign_in(Client(), world.mila).get(reverse("desk:access", args=[world.home.ref])))

    assert "las in het verhaal. Grond: betrokken bij het huishouden." in said


def test_nothing_professional_is_there_for_somebody_of_the_family(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    own = {
        "desk:leave",
        "desk:mine",
        "desk:mine_file",
        "desk:mine_list",
        "desk:not_me",
        "desk:today",
    }
    way_in = {
        "account_login",
        "account_logout",
        "account_setup",
        "demo_accounts",
        "invitation",
        "mfa_authenticate",
        "mfa_index",
        "mfa_login_webauthn",
        "mfa_view_recovery_codes",
    }
    filled = things(world, at)
    client: Any = sign_in(Client(), mother)
    before = Event.objects.count()

    for method in (client.get, client.post):
        absent = method("/bestaat-niet/")
        for address in every_address():
            if address.name in own | way_in:
                continue
            url = address.fill({"number": 1, **filled})
            answer = method(url)
            assert answer.status_code == absent.status_code == 404, url
            assert bare(answer) == bare(absent), url
    assert Event.objects.count() == before


def test_every_way_in_ends_at_the_own_page(world: World, mother: Account, sign_in: SignIn) -> None:
    client = sign_in(Client(), mother)

    for name in ("desk:today", "account_setup", "mfa_index", "mfa_view_recovery_codes"):
        assert client.get(reverse(name))["Location"] == reverse("desk:mine")


@pytest.mark.parametrize("who", ["mila", "vera", "coordinator", "administrator"])
@pytest.mark.parametrize("name", ["desk:mine", "desk:leave"])
def test_who_works_here_has_no_such_page(
    who: str, name: str, world: World, mother: Account, sign_in: SignIn
) -> None:
    client = sign_in(Client(), getattr(world, who))

    assert client.get(reverse(name)).status_code in {404, 405}
    assert client.post(reverse(name)).status_code in {404, 405}
    for kind in ("csv", "pdf"):
        assert client.get(reverse("desk:mine_list", args=[kind])).status_code == 404


def test_the_list_as_a_file_has_the_lines_of_the_page(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    sign_in(Client(), world.vera).get(reverse("desk:story", args=[world.home.ref]))
    client = sign_in(Client(), mother)

    table = client.get(reverse("desk:mine_list", args=["csv"]))
    paper = client.get(reverse("desk:mine_list", args=["pdf"]))

    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert tuple(rows[0]) == HEADINGS
    assert [row[1:5] for row in rows if row[1] == world.vera.name] == [
        [
            world.vera.name,
            world.vera.professional.get_job_title_display(),
            world.veilig_thuis.name,
            "keek in het dossier",
        ]
    ]
    assert "keek in het dossier" in " ".join(readable(paper.content).split())
    for answer, name in ((table, "lijst.csv"), (paper, "lijst.pdf")):
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("desk:mine_list", args=["xlsx"])).status_code == 404


def test_a_lowered_page_looks_whole(world: World, at: datetime, sign_in: SignIn) -> None:
    account = page(world.fatima, by=world.mila, at=at, level=ViewLevel.LITTLE)
    told(world.fatima, "Ik slaap weer.", about=[world.fatima], by=world.mila, at=at)
    client = sign_in(Client(), account)

    said = words(client.get(reverse("desk:mine")))

    assert "Wie beslist wat?" in said
    for absent in (
        "Wie heeft een sleutel?",
        "Ik slaap weer.",
        "Wie keek er?",
        "vertelde",
        "Besluiten",
    ):
        assert absent not in said
    assert client.get(reverse("desk:mine_list", args=["csv"])).status_code == 404


def test_a_frozen_page_and_one_that_ended_are_gone_at_the_next_click(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    access = mother.family_access
    client = sign_in(Client(), mother)
    assert client.get(reverse("desk:mine")).status_code == 200

    family.freeze(access, by=world.mila, at=at)

    answer = client.get(reverse("desk:mine"))
    assert answer.status_code == 404 or answer["Location"].startswith(reverse("account_login"))


def test_the_rule_is_asked_again_on_the_day_itself(
    world: World, father: Account, at: datetime, sign_in: SignIn
) -> None:
    """A key that somebody left open by mistake opens nothing for who lost authority."""
    for child in (world.noor, world.sem):
        child.authority_over.filter(holder=world.daan).update(until=day_of(at))
    assert Key.objects.filter(account=father).exists()

    assert sign_in(Client(), father).get(reverse("desk:mine")).status_code == 404


def test_a_session_of_the_family_ends_after_ten_minutes(
    world: World, mother: Account, at: datetime
) -> None:
    client = give_session(Client(), mother, at=at)
    colleague = give_session(Client(), world.mila, at=at)

    with time_machine.travel(at + timedelta(minutes=9, seconds=59), tick=False):
        assert client.get(reverse("desk:mine")).status_code == 200
    with time_machine.travel(at + timedelta(minutes=20), tick=False):
        assert client.get(reverse("desk:mine")).status_code == 302
        assert colleague.get(reverse("desk:today")).status_code == 200


def test_an_open_screen_goes_blank_by_itself(mother: Account, sign_in: SignIn) -> None:
    answer = sign_in(Client(), mother).get(reverse("desk:mine"))

    assert answer["Refresh"] == "605"


def test_leaving_ends_the_session_and_shows_something_else(
    mother: Account, sign_in: SignIn
) -> None:
    client = sign_in(Client(), mother)
    old = client.cookies["sessionid"].value

    answer = client.post(reverse("desk:leave"))

    assert "<title>Het weer</title>" in words(answer)
    assert "andem" not in words(answer)
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    client.cookies["sessionid"] = old
    assert client.get(reverse("desk:mine")).status_code == 302
    assert Event.objects.filter(event="signed_out", actor_id=mother.pk).count() == 1


def test_who_leaves_when_the_session_was_over_already_sees_the_same(
    world: World, monday: datetime
) -> None:
    client = Client(enforce_csrf_checks=True)

    gone = client.post(reverse("desk:leave"))
    again = client.get(reverse("desk:leave"))

    assert gone.status_code == again.status_code == 200
    assert words(gone) == words(again)
    assert gone["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_who_leaves_in_the_middle_of_signing_up_is_gone(
    world: World, at: datetime, monday: datetime
) -> None:
    _access, token = family.give_page(world.noor, level=ViewLevel.FULL, by=world.mila, at=at)
    password = "een lamp achter het raam"
    client, chosen = Client(), {"password1": password, "password2": password}
    client.post(reverse("invitation", args=[token]), chosen)

    assert client.get(reverse("account_setup")).status_code == 200
    assert "<title>Het weer</title>" in words(client.post(reverse("desk:leave")))
    assert client.get(reverse("account_setup")).status_code == 302


def test_a_password_without_a_second_step_begins_nothing(
    world: World, at: datetime, monday: datetime
) -> None:
    access, token = family.give_page(world.noor, level=ViewLevel.FULL, by=world.mila, at=at)
    password = "een lamp achter het raam"
    by_link, elsewhere = Client(), Client()
    by_link.post(
        reverse("invitation", args=[token]), {"password1": password, "password2": password}
    )
    assert by_link.get(reverse("account_setup")).status_code == 200

    answer = elsewhere.post(
        reverse("account_login"), {"login": access.account.email, "password": password}, follow=True
    )

    assert "Vraag om een nieuwe link" in words(answer)
    assert elsewhere.get(reverse("mfa_activate_totp")).status_code == 302


def test_a_page_of_the_family_runs_no_script(mother: Account, sign_in: SignIn) -> None:
    assert "<script" not in words(sign_in(Client(), mother).get(reverse("desk:mine")))


def test_signing_out_clears_what_the_browser_kept(mother: Account, sign_in: SignIn) -> None:
    answer = sign_in(Client(), mother).post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_somebody_comes_in_with_a_link_and_two_steps(
    world: World, at: datetime, monday: datetime, client: Client
) -> None:
    access, token = family.give_page(world.noor, level=ViewLevel.FULL, by=world.mila, at=at)
    password = "een lamp achter het raam"
    form = client.get(reverse("invitation", args=[token]))
    assert "name" not in form.context["form"].fields

    answer = client.post(
        reverse("invitation", args=[token]), {"password1": password, "password2": password}
    )

    assert answer["Location"] == reverse("account_setup")
    assert client.get(reverse("desk:mine"))["Location"] == reverse("account_setup")
    access.account.refresh_from_db()
    assert access.account.name == "Noor Wilgen"


# Two worlds ---------------------------------------------------------------------------------------


def a_shelter(world: World, at: datetime) -> None:
    """Fatima flees with Noor: an address, a shelter that helps, a report, and her own words.

    All of it is closed to Daan, in the order in which it is done in earnest: first the door.
    """
    by, home = world.mila, world.home
    shelter = Organization.objects.create(
        region=world.region, slug="kanarie", name="Kanarieopvang", kind="veilig_thuis"
    )
    world.huizen.partners.add(shelter)
    close = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Verraadt de plek.", shelter)
    shields.close(home, close, by=by, at=at)
    worker = _worker(shelter, at=at)
    told(world.fatima, "Kanariewoord: ik ben weg.", about=[world.fatima], by=by, at=at)
    for person in (world.fatima, world.noor):
        address = lives(person, "Kanarielaan 1, Laren", by=by, at=at)
        close = shields.NewShield(ShieldKind.ADDRESS, [world.daan], "Bedreiging.", address)
        shields.close(home, close, by=by, at=at)
    dossier.answer(world.fatima, [world.local_team, shelter], by=by, at=at)
    dossier.answer(world.noor, [world.local_team, shelter], by=by, at=at)
    # What he said before, about others, is no answer about the shelter.
    asking.leave_out(world.daan, reason="Hij zoekt haar.", by=by, at=at + timedelta(seconds=1))
    rode = dossier.partner(home, shelter, form="advice", professional=worker, by=by, at=at)
    assert rode.organization == shelter
    report = journal.announce_report(
        home, shelter, contact_on=day_of(at), contact_with="Fatima", by=worker, at=at
    )
    new = journal.Written("Kanarieverslag", own_system=False, provenance="family")
    journal.send_report(report, new, by=worker, at=at)
    dossier.decided(home, shelter, world.ruben, by=by, at=at)
    give_session(Client(), worker, at=at).get(reverse("desk:story", args=[home.ref]))
    households.add_persons(
        home,
        [households.NewPerson("Kanarieman", "partner", date(1980, 1, 1))],
        by=by,
        at=at,
    )


def _worker(shelter: Organization, *, at: datetime) -> Account:
    pilot = shelter.pilots.get()
    return network.colleague(
        "Kanarie Werker", role=RoleKind.PARTNER, place=pilot, employer=shelter, at=at
    )


def crawl(account: Account, at: datetime) -> Crawl:
    started = Crawl(account, at).through(["/", reverse("desk:mine"), "/huishoudens/"])
    return started.through([reverse("desk:mine_list", args=[kind]) for kind in ("csv", "pdf")])


def test_the_father_hears_the_same_bytes_in_both_worlds(
    world: World, father: Account, at: datetime, monday: datetime
) -> None:
    with transaction.atomic():
        a_shelter(world, at)
        with_it = crawl(father, at)
        transaction.set_rollback(True)
    without = crawl(father, at)

    assert list(with_it.heard) == list(without.heard)
    for asked, heard in without.heard.items():
        assert with_it.heard[asked] == heard, asked
    assert any(str(asked).startswith("get /mijn/") for asked in without.heard)


def test_no_canary_reaches_the_father_and_the_mother_does_read_her_own(
    world: World, father: Account, mother: Account, at: datetime, monday: datetime
) -> None:
    a_shelter(world, at)

    heard = [*crawl(father, at).heard.values()]
    hers = "".join(one.text for one in crawl(mother, at).heard.values())

    for canary in CANARIES:
        assert not [one for one in heard if canary.lower() in one.text.lower()], canary
    assert "Kanarielaan" not in hers  # she knows where she is; her phone need not tell
    assert "Kanariewoord" in hers
    assert "Kanarieverslag" not in hers


def test_a_childs_page_holds_nobody_elses_secret(
    world: World, at: datetime, monday: datetime
) -> None:
    noor = page(world.noor, by=world.mila, at=at)
    told(world.fatima, "Kanariewoord", about=[world.noor], by=world.mila, at=at)
    lives(world.fatima, "Kanarielaan 1", by=world.mila, at=at)
    lives(world.sem, "Kanarielaan 2", by=world.mila, at=at)
    told(world.noor, "Ik wil naar oma.", about=[world.noor], by=world.mila, at=at)

    heard = "".join(one.text for one in crawl(noor, at).heard.values())

    assert "Ik wil naar oma." in heard
    assert "anarie" not in heard


def test_a_mother_reads_what_her_daughter_wants_her_to_read_and_no_more(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    told(world.noor, "Ik wil naar oma.", about=[world.noor], by=world.mila, at=at)
    client = sign_in(Client(), mother)
    assert "naar oma" not in words(client.get(reverse("desk:mine")))

    family.release_words(
        world.noor, world.fatima, agrees=True, reason="Noor vroeg het.", by=world.mila, at=at
    )

    assert "naar oma" in words(client.get(reverse("desk:mine")))
    close = shields.NewShield(ShieldKind.WORDS, [world.fatima], "Toch niet.", world.noor)
    shields.close(world.home, close, by=world.vera, at=at)
    assert "naar oma" not in words(client.get(reverse("desk:mine")))


def test_another_family_is_not_there(
    world: World, mother: Account, at: datetime, monday: datetime
) -> None:
    other = dossier.started(
        world.huizen, [world.local_team, world.veilig_thuis], by=world.mila, at=at
    )
    parent = other.persons.get(name="Lotte Elzen")
    account = page(parent, by=world.mila, at=at)

    theirs = "".join(one.text for one in crawl(account, at).heard.values())
    ours = "".join(one.text for one in crawl(mother, at).heard.values())

    assert "Fatima" not in theirs
    assert "Wilgen" not in theirs
    assert "Elzen" not in ours
    assert Household.objects.count() >= 2
    assert FamilyAccess.objects.count() == 2


# What professionals see of a shield -----------------------------------------------------------


def test_professionals_read_for_whom_something_is_closed(
    world: World, at: datetime, sign_in: SignIn
) -> None:
    home, by = world.home, world.mila
    told(world.noor, "Ik wil naar oma.", about=[world.noor], by=by, at=at)
    report = journal.announce_report(
        home, world.veilig_thuis, contact_on=day_of(at), contact_with="Noor", by=world.vera, at=at
    )
    for kind, target in (
        (ShieldKind.WORDS, world.noor),
        (ShieldKind.REPORT, report),
        (ShieldKind.ORGANIZATION, world.veilig_thuis),
    ):
        close = shields.NewShield(kind, [world.daan, world.sem], "Onveilig.", target)
        shields.close(home, close, by=by, at=at)
    client = sign_in(Client(), world.mila)

    story = words(client.get(reverse("desk:story", args=[home.ref])))
    together = words(client.get(reverse("desk:together", args=[home.ref])))
    read = words(client.get(reverse("dossier:report_read", args=[home.ref, report.pk])))

    assert "afgeschermd voor Daan, Sem" in story
    assert "is afgeschermd voor Daan en Sem." in together
    assert "Dit verslag is afgeschermd voor Daan en Sem." in read
