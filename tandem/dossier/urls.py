"""Addresses of the form pages of the dossier."""

from django.urls import path

from tandem.dossier.views import (
    absences,
    bars,
    documents,
    emergencies,
    family,
    people,
    reports,
    requests,
    reviews,
    shields,
)

app_name = "dossier"
_HOME = "huishoudens/<slug:household>/"

urlpatterns = [
    path(f"{_HOME}naam/", people.rename, name="rename"),
    path(f"{_HOME}gezin/toevoegen/", people.person_add, name="person_add"),
    path(f"{_HOME}gezin/<int:person>/", people.person_change, name="person_change"),
    path(f"{_HOME}gezin/<int:person>/relatie/", people.relate, name="relate"),
    path(f"{_HOME}gezin/<int:person>/gezag/", people.authority, name="authority"),
    path(f"{_HOME}gezin/gezag/<int:authority>/einde/", people.authority_end, name="authority_end"),
    path(f"{_HOME}afscherming/", shields.overview, name="shields"),
    path(f"{_HOME}afscherming/nieuw/", shields.shield_add, name="shield_add"),
    path(f"{_HOME}afscherming/<int:shield>/vragen/", shields.shield_ask, name="shield_ask"),
    path(f"{_HOME}afscherming/<int:shield>/opheffen/", shields.shield_lift, name="shield_lift"),
    path(f"{_HOME}afscherming/<int:shield>/laten/", shields.shield_keep, name="shield_keep"),
    path(f"{_HOME}gezin/<int:person>/adres/", shields.address_add, name="address_add"),
    path(f"{_HOME}adressen/<int:address>/", shields.address_change, name="address_change"),
    path(f"{_HOME}gezin/<int:person>/bladzijde/", family.give, name="family_give"),
    path(f"{_HOME}gezin/<int:person>/vrijgeven/", family.release, name="release"),
    path(f"{_HOME}vrijgaven/<int:release>/sluiten/", family.release_end, name="release_end"),
    path(f"{_HOME}bladzijden/<int:access>/link/", family.link, name="family_link"),
    path(f"{_HOME}bladzijden/<int:access>/bevestigen/", family.confirm, name="family_confirm"),
    path(f"{_HOME}bladzijden/<int:access>/niveau/", family.level, name="family_level"),
    path(f"{_HOME}bladzijden/<int:access>/stil/", family.freeze, name="family_freeze"),
    path(f"{_HOME}bladzijden/<int:access>/einde/", family.end, name="family_end"),
    path(f"{_HOME}documenten/toevoegen/", documents.document_add, name="document_add"),
    path(
        f"{_HOME}documenten/<int:document>/vervangen/",
        documents.document_replace,
        name="document_replace",
    ),
    path(
        f"{_HOME}documenten/<int:document>/bekijken/", documents.document_show, name="document_show"
    ),
    path(
        f"{_HOME}documenten/<int:document>/bewaren/", documents.document_keep, name="document_keep"
    ),
    path(f"{_HOME}verslagen/<int:report>/", reports.report_read, name="report_read"),
    path("noodtoegang/", emergencies.emergency, name="emergency"),
    path("toegang/vragen/", requests.access_ask, name="access_ask"),
    path("toegang/<int:asked>/", requests.access_answered, name="access_answered"),
    path("ik-ken-dit-gezin/", bars.bar_self, name="bar_self"),
    path(f"{_HOME}ik-ken-dit-gezin/", bars.bar_mine, name="bar_mine"),
    path(f"{_HOME}inzage/uitsluiten/", bars.bar_add, name="bar_add"),
    path(f"{_HOME}inzage/uitsluitingen/<int:bar>/opheffen/", bars.bar_lift, name="bar_lift"),
    path(
        f"{_HOME}inzage/noodtoegang/<int:emergency>/vertellen/",
        emergencies.emergency_tell,
        name="emergency_tell",
    ),
    path(
        f"{_HOME}inzage/noodtoegang/<int:emergency>/beoordelen/",
        emergencies.emergency_review,
        name="emergency_review",
    ),
    path(f"{_HOME}inzage/toegang/<int:asked>/", requests.access_answer, name="access_answer"),
    path("afwezig/", absences.show_absences, name="absences"),
    path("afwezig/<int:number>/melden/", absences.absence_report, name="absence_report"),
    path("afwezig/<int:absence>/terug/", absences.absence_end, name="absence_end"),
    path("rechten/", reviews.show_rights, name="rights"),
    path("rechten/<slug:region>/<int:number>/", reviews.rights_region, name="rights_region"),
    path(
        "rechten/<slug:region>/<slug:pilot>/<int:number>/",
        reviews.rights_pilot,
        name="rights_pilot",
    ),
]
