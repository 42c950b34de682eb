"""Addresses of what is made together with the family."""

from django.urls import path

from tandem.plan.views import hearings, lines, pieces

app_name = "plan"
_HOME = "huishoudens/<slug:household>/"
_PIECE = f"{_HOME}stuk/<int:piece>/"
_LINE = f"{_PIECE}regel/<slug:sort>/"

urlpatterns = [
    path(f"{_HOME}stuk/nieuw/<slug:what>/", pieces.begin, name="begin"),
    path(f"{_PIECE}gemaakt/", pieces.change, name="change"),
    path(f"{_PIECE}tekst/", pieces.write, name="write"),
    path(f"{_PIECE}vaststellen/", pieces.settle, name="settle"),
    path(f"{_PIECE}volgende-keer/", pieces.next_time, name="next_time"),
    path(f"{_PIECE}voorleggen/<int:person>/", hearings.put_piece, name="put_piece"),
    path(_LINE, lines.line_add, name="line_add"),
    path(f"{_LINE}<int:line>/", lines.line_change, name="line_change"),
    path(f"{_LINE}<int:line>/weghalen/", lines.line_remove, name="line_remove"),
    path(f"{_HOME}afspraak/<int:agreement>/", hearings.look_after, name="look_after"),
    path(f"{_HOME}verhaal/<int:entry>/voorleggen/", hearings.put_entry, name="put_entry"),
]
