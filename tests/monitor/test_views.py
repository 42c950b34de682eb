"""Pages of the monitor: who sees what, the words, and what a form does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.audit.models import Event
from tandem.core import kept
from tandem.monitor import services
from tandem.monitor.enums import Computed, Question
from tandem.monitor.models import ManualFigure, Submission
from tandem.monitor.rules.quarter import Quarter
from tests.factories.world import MONDAY
from tests.monitor.world import Place, place

if TYPE_CHECKING:
    from tandem.network.models import Account

type SignIn = Callable[[Client, Account], Client]
Q4 = Quarter(2024, 4)
PAGES = (
    "/monitor/2024Q4/",
    "/monitor/2024Q4/huizen/",
    "/monitor/2024Q4/cijfer/A/",
    "/monitor/2024Q4/cijfer/F.sum/?tuin=huizen",
    "/monitor/2024Q4/huizen/versies/",
    "/monitor/2024Q4/cijfers.csv",
)
WRITING = (
    "/monitor/2024Q4/huizen/indienen/",
    "/monitor/2024Q4/huizen/B/met-de-hand/",
)


@pytest.fixture
def gooi(db: None) -> Place:
    made = place()
    made.household("huizen", date(2024, 11, 1), name="Berk")
    return made


@pytest.fixture
def by(gooi: Place) -> Account:
    return gooi.somebody("coordinator", name="Cora")


@pytest.fixture
def client(by: Account, sign_in: SignIn) -> Client:
    return sign_in(Client(), by)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def send(client: Client, address: str, by: Account, **fields: object) -> object:
    return client.post(address, {"once": kept.new_key(by.pk), **fields})


# --- Who sees what -------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["local_team", "team_lead", "partner", "coordinator"])
def test_who_works_in_the_region_sees_its_figures(role: str, gooi: Place, sign_in: SignIn) -> None:
    pilot = None if role == "coordinator" else "hilversum"
    reader = sign_in(Client(), gooi.somebody(role, pilot=pilot))

    for address in PAGES:
        assert reader.get(address).status_code == 200, address


@pytest.mark.parametrize("role", ["experience_expert", "administrator"])
def test_who_has_no_part_in_the_monitor_finds_nothing(
    role: str, gooi: Place, sign_in: SignIn
) -> None:
    reader = sign_in(Client(), gooi.somebody(role))

    for address in ("/monitor/", *PAGES, *WRITING):
        assert reader.get(address).status_code == 404, address


def test_who_works_elsewhere_finds_nothing_of_this_region(gooi: Place, sign_in: SignIn) -> None:
    elsewhere = place(["elders"], region="Elders")
    reader = sign_in(Client(), elsewhere.somebody("coordinator"))

    for address in (*PAGES[1:2], "/monitor/2024Q4/?regio=gooi", *WRITING):
        assert reader.get(address).status_code == 404, address
    assert "Berk" not in page(reader, "/monitor/2024Q4/cijfer/A/")
    assert "Regio Elders" in page(reader, "/monitor/2024Q4/")


def test_a_stranger_is_asked_to_sign_in(gooi: Place) -> None:
    for address in PAGES:
        assert Client().get(address).status_code == 302


def test_who_may_not_submit_hears_the_rule(gooi: Place, sign_in: SignIn) -> None:
    reader = sign_in(Client(), gooi.somebody("local_team", pilot="huizen"))

    for address in WRITING:
        assert reader.get(address).status_code == 409, address
    assert "Bekijken en indienen" not in page(reader, "/monitor/2024Q4/")


@pytest.mark.parametrize(
    "address",
    [
        "/monitor/2024Q2/",
        "/monitor/2027Q1/",
        "/monitor/2024q4/",
        "/monitor/2024Q5/",
        "/monitor/2024Q4/nergens/",
        "/monitor/2024Q4/?tuin=nergens",
        "/monitor/2024Q4/cijfer/G/",
        "/monitor/2024Q4/cijfer/A/?pagina=0",
        "/monitor/2024Q4/cijfer/A/?pagina=nee",
        "/monitor/2024Q4/cijfer/A/?pagina=99999999999999999999",
        "/monitor/2024Q4/nergens/versies/",
        "/monitor/2024Q4/huizen/verbeteren/",
        "/monitor/2024Q4/huizen/stock/met-de-hand/",
        "/monitor/2024Q4/huizen/stock/uit-het-werk/",
    ],
)
def test_what_is_not_there_is_absent(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_every_figure_opens(client: Client) -> None:
    for figure in (*Question, *Computed):
        assert "Zo tellen we" in page(client, f"/monitor/2024Q4/cijfer/{figure.value}/")


def test_a_percentage_stands_with_its_n_and_only_where_there_is_one(client: Client) -> None:
    assert "100% van 1 huishouden." in page(client, "/monitor/2024Q4/cijfer/C/")
    assert "% van" not in page(client, "/monitor/2024Q4/cijfer/A/")
    assert "% van" not in page(client, "/monitor/2025Q1/cijfer/C/")


def test_behind_a_figure_stand_households_for_keys_only_and_the_look_is_recorded(
    gooi: Place, client: Client, by: Account, sign_in: SignIn
) -> None:
    worker = gooi.somebody("local_team", pilot="huizen")
    gooi.key(worker, gooi.pilots["huizen"].households.get())

    assert "Berk" not in page(client, "/monitor/2024Q4/cijfer/A/")
    assert "Berk" in page(sign_in(Client(), worker), "/monitor/2024Q4/cijfer/A/")
    looks = Event.objects.filter(event="figure_looked_at", subject="figure A 2024Q4")
    assert set(looks.values_list("actor_id", flat=True)) == {by.pk, worker.pk}


# --- The words -----------------------------------------------------------------------------


def test_the_monitor_opens_at_the_last_quarter_that_is_over(client: Client) -> None:
    assert client.get("/monitor/")["Location"] == "/monitor/2026Q2/"


def test_the_page_says_who_submitted_and_who_did_not(
    gooi: Place, client: Client, by: Account
) -> None:
    assert "Hilversum en Huizen nog niet." in page(client, "/monitor/2024Q4/")
    services.submit(gooi.pilots["huizen"], Q4, by=by, at=MONDAY)

    said = page(client, "/monitor/2024Q4/")

    assert "Peildatum 31 december. Huizen heeft ingediend." in said
    assert "Hilversum nog niet." in said
    services.submit(gooi.pilots["hilversum"], Q4, by=by, at=MONDAY)
    assert "Alle toekomsttuinen hebben ingediend." in page(client, "/monitor/2024Q4/")


def test_a_running_quarter_says_so_and_weighs_nothing(gooi: Place, client: Client) -> None:
    home = gooi.household("huizen", date(2026, 7, 1))
    gooi.ride(home, "advice", date(2026, 7, 2), hours={date(2026, 7, 3): 40})

    said = page(client, "/monitor/2026Q3/huizen/")

    assert "Dit kwartaal loopt nog" in said
    assert "De gemiddelde inzet volgt" in said
    assert ">middel<" not in said
    assert "Bekijken en indienen" not in said


def test_the_title_is_neutral_and_there_is_no_inline_style_or_script(client: Client) -> None:
    for address in (*PAGES[:5], *WRITING):
        said = page(client, address)

        assert "<title>Monitor</title>" in said
        assert "style=" not in said
        assert "<style" not in said
        assert "<script>" not in said


def test_a_chart_says_what_it_shows_and_has_its_table(client: Client) -> None:
    said = page(client, "/monitor/2024Q4/")

    assert 'role="img"' in said
    assert "2024 Q4: 1 nieuw, 0 afgerond" in said
    assert said.count('role="img"') == said.count("Als tabel") == 8


# --- Forms ---------------------------------------------------------------------------------


def test_submitting_shows_the_figures_and_freezes_them_once(client: Client, by: Account) -> None:
    address = "/monitor/2024Q4/huizen/indienen/"
    assert "Kloppen deze cijfers?" in page(client, address)
    once = kept.new_key(by.pk)

    answers = [client.post(address, {"once": once}) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer["Location"] for answer in answers} == {"/monitor/2024Q4/huizen/"}
    assert Submission.objects.count() == 1


def test_submitting_again_shows_the_rule(gooi: Place, client: Client, by: Account) -> None:
    services.submit(gooi.pilots["huizen"], Q4, by=by, at=MONDAY)

    answer = client.post("/monitor/2024Q4/huizen/indienen/", {"once": kept.new_key(by.pk)})

    assert answer.status_code == 409
    assert "MONITOR-02" in answer.content.decode()
    assert Event.objects.filter(event="rule_refused", rule="MONITOR-02").count() == 1


def test_correcting_shows_what_changes_and_makes_a_version(
    gooi: Place, client: Client, by: Account
) -> None:
    services.submit(gooi.pilots["huizen"], Q4, by=by, at=MONDAY)
    gooi.household("huizen", date(2024, 11, 2))
    address = "/monitor/2024Q4/huizen/verbeteren/"
    assert "Wat is er anders dan in versie 1?" in page(client, address)

    for fields, status in (({"seen": 1}, 422), ({"seen": "x", "reason": "Te laat."}, 409)):
        answer = client.post(address, {"once": kept.new_key(by.pk), **fields})
        assert answer.status_code == status
        assert 'name="seen" value="1"' in answer.content.decode()
    done = client.post(
        address, {"once": kept.new_key(by.pk), "seen": 1, "reason": "Eén kwam te laat."}
    )

    assert done.status_code == 303
    said = page(client, done["Location"])
    assert "Versie 2" in said
    assert "Eén kwam te laat." in said
    assert "A. Nieuw aangemeld: van 1 naar 2" in said


def test_a_figure_by_hand_is_kept_shown_and_taken_back(client: Client, by: Account) -> None:
    address = "/monitor/2024Q4/huizen/D.advice/met-de-hand/"
    assert "Gemiddelde zwaarte" in page(client, address)

    done = client.post(
        address,
        {
            "once": kept.new_key(by.pk),
            "seen": 0,
            "value": 7,
            "band": "heavy",
            "reason": "Aan de telefoon.",
        },
    )

    assert done.status_code == 303
    said = page(client, done["Location"])
    assert "Met de hand geteld." in said
    assert "Uit het werk volgt 0." in said
    assert "met de hand; uit het werk 0" in page(client, "/monitor/2024Q4/huizen/")
    assert "Volg weer het werk" in page(client, address)
    back = client.post(
        "/monitor/2024Q4/huizen/D.advice/uit-het-werk/",
        {"once": kept.new_key(by.pk), "seen": 1},
    )
    assert back.status_code == 303
    assert not ManualFigure.objects.exists()


def test_who_comes_second_sees_what_the_first_one_wrote_and_loses_nothing(
    gooi: Place, client: Client, by: Account
) -> None:
    address = "/monitor/2024Q4/huizen/B/met-de-hand/"
    first = services.ByHand(Question.B, 5, "Geteld door de teamleider.")
    services.fill_in(gooi.pilots["huizen"], Q4, first, by=by, at=MONDAY)
    fields = {"value": 6, "reason": "Geteld door mij."}

    late = client.post(address, {"once": kept.new_key(by.pk), "seen": 0, **fields})

    said = late.content.decode()
    assert late.status_code == 409
    assert "MONITOR-09" in said
    assert "Geteld door de teamleider." in said
    assert "Geteld door mij." in said
    assert 'name="seen" value="1"' in said
    again = client.post(address, {"once": kept.new_key(by.pk), "seen": 1, **fields})
    assert again.status_code == 303
    assert ManualFigure.objects.get().value == 6


@pytest.mark.parametrize("value", ["", "-1", "1,5", "veel", "99999999999"])
def test_a_number_that_is_none_comes_back_with_a_message(
    value: str, client: Client, by: Account
) -> None:
    address = "/monitor/2024Q4/huizen/B/met-de-hand/"

    answer = client.post(
        address, {"once": kept.new_key(by.pk), "seen": 0, "value": value, "reason": "Zelf geteld."}
    )

    assert answer.status_code == 422
    assert "Zelf geteld." in answer.content.decode()


# --- Queries -------------------------------------------------------------------------------


def test_pages_take_as_many_queries_for_many_households_as_for_few(
    gooi: Place, client: Client
) -> None:
    def counts() -> list[int]:
        found = []
        for address in PAGES:
            with CaptureQueriesContext(connection) as caught:
                page(client, address)
            found.append(len(caught))
        return found

    page(client, PAGES[0])
    few = counts()
    for number in range(30):
        home = gooi.household("huizen", date(2024, 10, 1 + number % 28))
        gooi.ride(home, "advice", date(2024, 11, 1), hours={date(2024, 11, 2): number})

    assert counts() == few
    assert max(few) <= 20
