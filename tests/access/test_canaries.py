"""No secret word reaches who may not know it: not on a page, in a file, a mail, a name or a log."""

from __future__ import annotations

import logging
import re
import traceback
from io import StringIO

import pytest
from django.db import connection

from tandem.desk.views import household as pages
from tests.access.at_home import START
from tests.access.canaries import OF_NO_HOUSEHOLD, Field, plant, secret_fields, sung, way_home
from tests.access.cast import Stage
from tests.access.crawl import Asked, Crawl
from tests.house.addresses import addresses

NOT_ENTITLED = (
    "partner_without",
    "past_partner",
    "other_pilot",
    "coordinator",
    "administrator",
    "expert",
    "other_region",
    "past_deputy",
    "barred",
    "other_family",
    "signed_out",
)
# What somebody of the family may read of a household, of fields with words in them; a field that
# is not here is on no page of theirs.
FAMILY_READS = {
    "dossier.Address.lines",
    "dossier.ContactPerson.reach",
    "dossier.Entry.text",
    "dossier.Person.name",
    "dossier.Person.phone",
    # one's own answers, and by which article something was shared that they were told of
    "legal.CareConsent.help",
    "legal.Exchange.article",
    "legal.SharingConsent.purpose",
    "legal.SharingConsent.source",
    "legal.SharingConsent.what",
}
# And of a piece that was put before this one of them, what only they read; nobody else does.
WHO_WAS_HEARD = "mother"
READS_WHEN_HEARD = {
    *(f"plan.Agreement.{name}" for name in ("other", "what", "when_words", "support", "watcher")),
    *(f"plan.Help.{name}" for name in ("need", "service", "financing", "department")),
    *(f"plan.{model}.text" for model in ("Factor", "Goal", "Passage", "Situation")),
    *("plan.Agreement.if_fails", "plan.Help.bottleneck", "plan.Hearing.words"),
    *("plan.Piece.how_made", "plan.Piece.why_without"),
}
LINK = re.compile(r'(?:href|action|src)="([^"]*)"')
# Of the page, that a history of the browser keeps; in a drawing a title is read with the picture.
TITLE = re.compile(r"<head>(?:(?!</head>).)*?<title>([^<]*)</title>", re.DOTALL)


def _fail(record: logging.LogRecord) -> None:
    """Let what cannot be written down be heard, instead of only said on the console."""
    pytest.fail(f"not written down: {record.name}\n{traceback.format_exc()}")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the server would write down."""
    written, listening = StringIO(), 0
    for name in ("django", "django.request", "django.security"):
        logger = logging.getLogger(name)
        for handler in logger.handlers:
            if type(handler) is logging.StreamHandler:  # and not what pytest listens with
                monkeypatch.setattr(handler, "stream", written)
                monkeypatch.setattr(handler, "handleError", _fail)
                listening += logger.isEnabledFor(logging.ERROR)
    assert listening, "the server writes nothing down any more"
    return written


@pytest.fixture
def planted(scene: Stage) -> list[Field]:
    return plant(scene.world.home, stranger=scene.world.ravi)


def test_every_secret_field_leads_to_its_household() -> None:
    homeless = {model for model, _name in secret_fields() if not way_home(model)}

    assert homeless == OF_NO_HOUSEHOLD


@pytest.mark.parametrize("who", NOT_ENTITLED)
def test_who_is_not_entitled_hears_no_canary(
    who: str, scene: Stage, planted: list[Field], log: StringIO
) -> None:
    crawl = Crawl(scene.people[who], scene.at)
    for word in ("kanari", "kanarie0"):
        crawl.ask(Asked("get", f"/huishoudens/?zoek={word}"))
        crawl.ask(Asked("post", "/huishoudens/nieuw/", (("name", word),)))
    for address in (one for one in addresses() if one.is_of_a_household):
        crawl.ask(Asked("get", scene.url(address)))
    crawl.through(["/"])

    heard = {
        str(asked): sung(f"{asked} {answer.text}", planted)
        for asked, answer in crawl.heard.items()
        if sung(f"{asked} {answer.text}", planted)
    }
    assert heard == {}
    assert sung("\n".join(crawl.mails), planted) == []
    assert sung(log.getvalue(), planted) == []


@pytest.mark.parametrize("who", ["mother", "father", "child"])
def test_a_family_hears_its_own_words_and_no_others(who: str, family: Stage, log: StringIO) -> None:
    planted = plant(family.world.home, stranger=family.world.ravi)
    crawl = Crawl(family.people[who], family.at).through(START)

    texts = "\n".join(f"{asked} {answer.text}" for asked, answer in crawl.heard.items())
    heard = READS_WHEN_HEARD if who == WHO_WAS_HEARD else set()
    assert heard <= set(sung(texts, planted)) <= FAMILY_READS | heard
    assert "dossier.Person.name" in sung(texts, planted)
    names = "\n".join(f"{asked.url} {answer.headers}" for asked, answer in crawl.heard.items())
    assert sung(names, planted) == []
    assert sung("\n".join(crawl.mails), planted) == []
    assert sung(log.getvalue(), planted) == []


def test_who_is_entitled_hears_them_on_pages_only(
    scene: Stage, planted: list[Field], log: StringIO
) -> None:
    """Canaries do sing: half of them on the pages of De Wilg; never in a name, a mail or a log."""
    crawl = Crawl(scene.people["own_team"], scene.at).through(["/"])

    texts = "\n".join(answer.text for answer in crawl.heard.values())
    assert len(sung(texts, planted)) > len(planted) / 3
    names = [
        *LINK.findall(texts),
        *TITLE.findall(texts),
        *(asked.url for asked in crawl.heard),
        *(value for answer in crawl.heard.values() for _name, value in answer.headers),
    ]
    assert sung("\n".join(names), planted) == []
    assert sung("\n".join(crawl.mails), planted) == []
    assert sung(log.getvalue(), planted) == []


def test_the_trail_holds_no_canary(scene: Stage, planted: list[Field]) -> None:
    kept: list[str] = []
    crawl = Crawl(scene.people["own_team"], scene.at, keep=lambda: kept.append(_trail()))
    crawl.through([f"/huishoudens/{scene.world.home.ref}/"])

    assert kept
    assert sung("\n".join(kept), planted) == []


def _trail() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM audit_event e")
        (text,) = cursor.fetchone()
    return str(text)


def test_a_page_that_breaks_tells_nothing(
    scene: Stage,
    planted: list[Field],
    monkeypatch: pytest.MonkeyPatch,
    log: StringIO,
) -> None:
    def broken(*_args: object, **_values: object) -> None:
        raise ValueError(" ".join(field.canary for field in planted))

    monkeypatch.setattr(pages, "head_of", broken)

    answer = Crawl(scene.people["own_team"], scene.at).ask(
        Asked("get", f"/huishoudens/{scene.world.home.ref}/")
    )

    assert answer.status == 500
    assert sung(answer.text, planted) == []
    said = log.getvalue()
    assert "ValueError" in said
    assert sung(said, planted) == []
