"""Addresses of what is made together with the family."""

from django.urls import path

from tandem.plan.views import talk

app_name = "plan"

_TALKS = "huishoudens/<slug:household>/gesprekken/"

urlpatterns = [
    path(_TALKS, talk.show_talks, name="talks"),
    path(f"{_TALKS}nieuw/", talk.talk_begin, name="talk_begin"),
    path(f"{_TALKS}<int:talk>/", talk.show_talks, name="talk"),
    path(f"{_TALKS}<int:talk>/zorgen/", talk.talk_lasting, name="talk_lasting"),
    path(f"{_TALKS}<int:talk>/<int:person>/", talk.talk_person, name="talk_person"),
]
