"""What a case file cannot carry, written in bulk: names, search words, a journal, an account.

Names are of plants and of nobody. The journal has 30 entries per household, spread over its time,
so that a household page is a full page. The account works in the local team of the first pilot and
so holds a key to six of ten households.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection, transaction

from bench.households import FIRST_DAY, LAST_DAY, PILOTS
from tandem.access.roles import Role
from tandem.dossier.services import keys
from tandem.network.enums import JobTitle
from tandem.network.models import Account, Assignment, Pilot, Professional

if TYPE_CHECKING:
    from datetime import datetime

EMAIL = "meting@tandem.invalid"
ENTRIES = 30
PLANTS = (
    "Akelei Anemoon Berk Bosbes Brem Dovenetel Duizendblad Els Es Esdoorn Ganzerik Gentiaan"
    " Hazelaar Heide Hemelsleutel Hondsdraf Hulst Iep Jasmijn Kamille Kamperfoelie Klaver"
    " Klokje Korenbloem Lavendel Leeuwenbek Lijsterbes Linde Lisdodde Lupine Madelief Maretak"
    " Meidoorn Munt Narcis Ooievaarsbek Paardenbloem Pimpernel Populier Reigersbek Ridderspoor"
    " Salie Sleutelbloem Sneeuwbes Speenkruid Tijm Varen Veldsla Vlier Weegbree Wikke Zilverspar"
)
# Enough of them begin with the same letters to fill a page of search results at 100 households.
FIRST_NAMES = (
    "Aya Bram Cas Dina Eva Fatih Gijs Hanna Ilse Jip Kaya Lars Mila Noor Omar Pien Quint Rosa Saar"
    " Sacha Salma Sam Samira Sanne Sara Saskia Tess Umut Vera Wout Xander Yara Zeynep"
)
# The last one has what a page must escape.
TEXTS = """
Gebeld over de week. Het ging beter met opstaan en naar school gaan.
Op bezoek geweest. We spraken over de ruzies van vorige maand, en wat er sindsdien hielp: een \
vaste avond per week zonder telefoons, en oma die op woensdag opvangt.
Afgesproken dat ieder opschrijft wat goed gaat. Volgende keer lezen we dat samen terug.
Er zijn zorgen over geld. De rekening van de energie is drie maanden niet betaald; we vragen \
het wijkteam om mee te kijken.
Met de school gesproken. De leraar ziet dat het "rustiger" is in de klas & op het plein.
"""

_NAMES = """
UPDATE dossier_household SET name = (string_to_array(%(plants)s, ' '))[1 + id %% %(plants_count)s];
UPDATE dossier_person p
   SET name = (string_to_array(%(first)s, ' '))[1 + (p.id * 7) %% %(first_count)s] || ' ' || h.name
  FROM dossier_household h WHERE h.id = p.household_id;
DELETE FROM dossier_searchword;
INSERT INTO dossier_searchword (household_id, person_id, word)
SELECT id, NULL, lower(name) FROM dossier_household
UNION ALL
SELECT household_id, id, lower(w) FROM dossier_person, unnest(string_to_array(name, ' ')) w
"""
_JOURNAL = """
INSERT INTO dossier_entry (household_id, kind, happened_on, contact, text, source, provenance,
                           legal_ground, written_at, written_by_id)
SELECT h.id, (ARRAY['fact', 'opinion', 'concern', 'going_well', 'agreement'])[1 + (h.id + n) %% 5],
       day, (ARRAY['home_visit', 'phone', 'office', 'none'])[1 + (h.id + n) %% 4],
       (string_to_array(%(texts)s, E'\\n'))[1 + (h.id * 3 + n) %% %(texts_count)s],
       CASE WHEN n %% 6 = 0 THEN 'de huisarts' ELSE '' END,
       CASE WHEN n %% 6 = 0 THEN 'third_party' ELSE 'family' END, '', day + interval '15 hours',
       %(by)s
  FROM dossier_household h, generate_series(1, %(entries)s) n,
       LATERAL (SELECT h.registered_on + n
                * (coalesce(h.ended_on, %(last)s) - h.registered_on) / %(entries)s AS day) d
 ORDER BY n, h.id;
INSERT INTO dossier_entry_about (entry_id, person_id)
SELECT e.id, p.id FROM dossier_entry e
  JOIN LATERAL (SELECT min(id) AS id FROM dossier_person WHERE household_id = e.household_id) p
    ON true WHERE e.id %% 3 = 0;
INSERT INTO dossier_contactperson (household_id, account_id, reach, frequency, since,
                                   extra_agreed_with_family)
SELECT id, %(by)s, '06 0000 0000', 'weekly', registered_on, '' FROM dossier_household
 WHERE ended_on IS NULL
"""


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Fill an empty world that the case file was loaded into."""
    account = _account(at=at)
    values: dict[str, int | str | date] = {
        "by": account.pk,
        "plants": PLANTS,
        "plants_count": len(PLANTS.split()),
        "first": FIRST_NAMES,
        "first_count": len(FIRST_NAMES.split()),
        "texts": TEXTS.strip(),
        "texts_count": len(TEXTS.strip().splitlines()),
        "entries": ENTRIES,
        "last": LAST_DAY,
    }
    with connection.cursor() as cursor:
        for statement in (_NAMES + ";" + _JOURNAL).split(";\n"):
            cursor.execute(statement, {k: v for k, v in values.items() if f"%({k})s" in statement})


def settle() -> None:
    """Bring the statistics up to date, as the server does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _account(*, at: datetime) -> Account:
    pilot = Pilot.objects.get(slug=PILOTS[0][0])
    account = Account.objects.create(email=EMAIL, name="Mira van der Berg", created_at=at)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Professional.objects.create(
        account=account, employer_id=pilot.local_team_id, job_title=JobTitle.CONSULTANT
    )
    Assignment.objects.create(
        account=account,
        region_id=pilot.region_id,
        pilot=pilot,
        role=Role.LOCAL_TEAM,
        since=date(FIRST_DAY.year, 1, 1),
    )
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    keys.cut_for_team_member(account, pilot, since=at.date(), by=None, at=at)
    return account
