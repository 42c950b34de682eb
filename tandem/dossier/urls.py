"""Addresses of the form pages of the dossier."""

from django.urls import path

from tandem.dossier.views import people, reports, story

app_name = "dossier"
_HOME = "huishoudens/<slug:household>/"

urlpatterns = [
    path(f"{_HOME}naam/", people.rename, name="rename"),
    path(f"{_HOME}gezin/toevoegen/", people.person_add, name="person_add"),
    path(f"{_HOME}gezin/<int:person>/", people.person_change, name="person_change"),
    path(f"{_HOME}gezin/<int:person>/relatie/", people.relate, name="relate"),
    path(f"{_HOME}gezin/<int:person>/gezag/", people.authority, name="authority"),
    path(f"{_HOME}gezin/gezag/<int:authority>/einde/", people.authority_end, name="authority_end"),
    path(f"{_HOME}verhaal/opschrijven/", story.entry_add, name="entry_add"),
    path(f"{_HOME}verhaal/<int:entry>/verbeteren/", story.entry_correct, name="entry_correct"),
    path(f"{_HOME}verslagen/<int:report>/", reports.report_read, name="report_read"),
    path(f"{_HOME}verslagen/<int:report>/schrijven/", reports.report_send, name="report_send"),
    path(f"{_HOME}verslagen/<int:report>/toevoegen/", reports.report_attach, name="report_attach"),
]
