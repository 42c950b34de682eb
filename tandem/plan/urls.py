"""Addresses of what is made together with the family."""

from django.urls import path

from tandem.plan.views import domains, drawing, hearings, lines, network, pieces, talk
from tandem.plan.views import help as help_views

app_name = "plan"
_HOME = "huishoudens/<slug:household>/"
_PIECE = f"{_HOME}stuk/<int:piece>/"
_LINE = f"{_PIECE}regel/<slug:sort>/"
_DRAWING = "huishoudens/<slug:household>/gezin/tekening/"
_FAMILY = "huishoudens/<slug:household>/gezin/"
_SUPPORTER = f"{_FAMILY}kring/<int:supporter>/"
_ASK = f"{_FAMILY}kring/vraag/<int:ask>/"
_TALKS = "huishoudens/<slug:household>/gesprekken/"

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
    path(_DRAWING, drawing.show_drawing, name="drawing"),
    path(f"{_DRAWING}afdrukken/", drawing.print_drawing, name="drawing_print"),
    path(f"{_DRAWING}verwant/", drawing.relative_add, name="relative_add"),
    path(f"{_DRAWING}verwant/<int:relative>/", drawing.relative_change, name="relative_change"),
    path(
        f"{_DRAWING}verwant/<int:relative>/weghalen/",
        drawing.relative_remove,
        name="relative_remove",
    ),
    path(f"{_DRAWING}gezinslid/<int:person>/", drawing.person_draw, name="person_draw"),
    path(f"{_DRAWING}lijn/", drawing.bond_add, name="bond_add"),
    path(f"{_DRAWING}lijn/<int:bond>/", drawing.bond_change, name="bond_change"),
    path(f"{_DRAWING}lijn/<int:bond>/weghalen/", drawing.bond_remove, name="bond_remove"),
    path(f"{_FAMILY}kring/nieuw/", network.supporter_add, name="supporter_add"),
    path(_SUPPORTER, network.supporter, name="supporter"),
    path(f"{_SUPPORTER}aanpassen/", network.supporter_change, name="supporter_change"),
    path(f"{_SUPPORTER}uit-de-kring/", network.supporter_leave, name="supporter_leave"),
    path(f"{_SUPPORTER}vragen/", network.support_ask, name="support_ask"),
    path(f"{_ASK}antwoord/", network.support_answer, name="support_answer"),
    path(f"{_ASK}einde/", network.support_end, name="support_end"),
    path(f"{_FAMILY}leefgebieden/", domains.domain_history, name="domain_history"),
    path(f"{_FAMILY}leefgebieden/opschrijven/", domains.domain_note, name="domain_note"),
    path(f"{_FAMILY}eerdere-hulp/nieuw/", help_views.help_add, name="help_add"),
    path(f"{_FAMILY}eerdere-hulp/<int:earlier>/", help_views.help_correct, name="help_correct"),
    path(f"{_FAMILY}hulp-kind/<int:person>/", help_views.child_help, name="child_help"),
    path(_TALKS, talk.show_talks, name="talks"),
    path(f"{_TALKS}nieuw/", talk.talk_begin, name="talk_begin"),
    path(f"{_TALKS}<int:talk>/", talk.show_talks, name="talk"),
    path(f"{_TALKS}<int:talk>/zorgen/", talk.talk_lasting, name="talk_lasting"),
    path(f"{_TALKS}<int:talk>/<int:person>/", talk.talk_person, name="talk_person"),
]
