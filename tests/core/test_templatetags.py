import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from tandem.core.templatetags.tandem import NEUTRAL_TITLES
from tandem.core.verdict import YES, Rule

TODAY = date(2026, 11, 22)
RULE = Rule("LEGAL-03", "Eerst praten, dan vastleggen.", "Bel vader.", "Jeugdwet art. 7.3.4")
NO = RULE.no("Met vader is nog niet gesproken.")
# Pages of this floor must not need the addresses of the floors above.
pytestmark = pytest.mark.urls("django.conf.urls.i18n")
HOUSE = Path(__file__).parents[2] / "tandem"


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


class Visit(forms.Form):
    changed: ClassVar[dict[str, str]] = {}
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    name = forms.CharField(label="Naam", help_text="Zoals zij het zeggen.")
    on = forms.DateField(label="Dag", required=False, initial=TODAY)
    at = forms.DateTimeField(label="Uur", required=False)
    who = forms.ChoiceField(
        label="Wie", widget=forms.RadioSelect, choices=[("m", "Moeder"), ("f", "Vader")]
    )
    with_whom = forms.MultipleChoiceField(
        label="Met", widget=forms.CheckboxSelectMultiple, choices=[("a", "Oma")], required=False
    )
    read = forms.BooleanField(label="Gelezen")
    note = forms.CharField(label="Tekst", widget=forms.Textarea, required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="s3", required=False)


# --- Forms ---------------------------------------------------------------------------------


def test_every_input_of_a_form_has_its_label() -> None:
    html = drawn("{% form_fields form %}", form=Visit())

    inputs = set(re.findall(r'<(?:input|textarea|select)(?![^>]*hidden)[^>]* id="([^"]+)"', html))
    labels = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert len(inputs) == 8
    assert inputs == labels


def test_days_and_hours_get_the_native_pickers_with_iso_values() -> None:
    html = drawn("{% form_fields form %}", form=Visit(initial={"on": TODAY}))

    assert re.search(r'<input type="date"[^>]*value="2026-11-22"', html)
    assert 'type="datetime-local"' in html


def test_only_what_may_stay_empty_is_marked() -> None:
    html = drawn('{% some_fields form "name on" %}', form=Visit())

    before, after = html.split("Dag")
    assert "mag leeg blijven" not in before
    assert "(mag leeg blijven)" in after


def test_the_browser_does_not_judge_but_the_reader_hears_what_is_needed() -> None:
    html = drawn("{% form_fields form %}", form=Visit())

    assert not re.search(r"\srequired[\s>]", html)
    assert re.search(r'<input[^>]*name="name"[^>]*aria-required="true"', html)
    assert not re.search(r'<input[^>]*name="on"[^>]*aria-required', html)


def test_an_error_is_shown_at_the_field_and_in_the_summary_with_a_link_to_it() -> None:
    html = drawn("{% form_fields form %}", form=Visit({"note": "bewaard"}))

    assert '<a href="#id_name"><b>Naam</b>: Dit veld is verplicht.</a>' in html
    assert '<a href="#id_who_0"><b>Wie</b>' in html
    assert re.search(r'name="name"[^>]*aria-describedby="id_name_help id_name_error"', html)
    assert 'id="id_name_error"' in html
    assert 'role="alert" tabindex="-1" id="fouten" autofocus' in html
    assert "Er zijn 3 dingen niet goed ingevuld" in html
    assert "bewaard</textarea>" in html


def test_a_form_that_was_not_sent_has_no_summary() -> None:
    assert "fouten" not in drawn("{% form_fields form %}", form=Visit())


def test_a_group_is_a_fieldset_that_names_its_error() -> None:
    html = drawn('{% some_fields form "who" %}', form=Visit({}))

    assert re.search(r'<fieldset[^>]*role="radiogroup"[^>]*aria-describedby="id_who_error"', html)
    assert '<legend class="utrecht-form-label">Wie</legend>' in html


def test_what_was_chosen_stays_chosen() -> None:
    html = drawn(
        '{% some_fields form "who with_whom" %}', form=Visit({"who": "f", "with_whom": "a"})
    )

    assert re.findall(r'value="(\w)" checked', html) == ["f", "a"]


def test_hidden_fields_are_sent_along_once() -> None:
    assert drawn("{% form_fields form %}", form=Visit()).count('name="secret"') == 1


def test_a_later_change_is_shown_under_its_field_and_announced_on_top() -> None:
    class Overtaken(Visit):
        changed: ClassVar = {"name": "De <b>Wilg"}

    form = Overtaken({"name": "Wilg", "who": "m", "read": "on"})

    html = drawn("{% form_fields form %}", form=form)

    assert "Intussen staat er: <b>De &lt;b&gt;Wilg</b>" in html
    assert re.search(r'name="name"[^>]*aria-describedby="id_name_help id_name_changed"', html)
    assert 'id="intussen"' in html
    assert html.count("Intussen staat er") == 1


def test_sections_group_fields_and_lose_none() -> None:
    class Grouped(Visit):
        sections: ClassVar = (("Het gesprek", ("note", "name")),)

    form = Grouped()

    html = drawn("{% form_fields form %}", form=form)

    assert html.index("Het gesprek") < html.index('name="note"') < html.index('name="name"')
    assert all(f'name="{name}"' in html for name in form.fields)


def test_two_forms_on_a_page_keep_apart() -> None:
    html = drawn('{% some_fields form "name" %}', form=Visit(prefix="1"))

    assert 'for="id_1-name"' in html
    assert 'id="id_1-name_help"' in html


def test_once_carries_the_key_of_the_form() -> None:
    assert drawn("{% once %}", once='a"b') == '<input type="hidden" name="once" value="a&quot;b">'


# --- Refusals ------------------------------------------------------------------------------


def test_a_refusal_says_what_why_what_now_and_where_that_is_written() -> None:
    html = drawn("{% refusal %}", refusal=NO)

    for part in (NO.detail, RULE.sentence, RULE.now, RULE.source, 'href="/spelregels/LEGAL-03/"'):
        assert part in html
    assert 'role="alert"' in html


def test_without_a_no_there_is_no_box() -> None:
    assert drawn("{% refusal %}").strip() == ""
    assert drawn("{% refusal %}", refusal=YES).strip() == ""
    assert drawn("{% why verdict %}", verdict=YES) == ""


def test_a_button_that_may_not_be_used_tells_why() -> None:
    html = drawn('{% submit "Naar fase 3" verdict %}', verdict=NO)

    (id_,) = re.findall(r'aria-describedby="([^"]+)"', html)
    assert f'id="{id_}"' in html
    assert 'aria-disabled="true"' in html
    assert 'type="submit"' not in html
    assert NO.reason in html


def test_a_link_that_may_not_be_used_leads_nowhere() -> None:
    html = drawn('{% action "/weg/" "Weg" verdict %}', verdict=NO)

    assert "/weg/" not in html


def test_buttons_that_may_be_used_work() -> None:
    assert 'type="submit"' in drawn('{% submit "Bewaren" verdict %}', verdict=YES)
    assert 'href="/weg/"' in drawn('{% action "/weg/" "Weg" %}')


# --- Pages ---------------------------------------------------------------------------------


def test_the_menu_marks_where_you_are_and_hides_what_is_not_yours() -> None:
    request = RequestFactory().get("/huishoudens/2026-0417/")
    menu = render_to_string(
        "core/nav.html", {"request": request, "nav": {"vandaag", "huishoudens"}}
    )

    assert '<a href="/huishoudens/" aria-current="true">' in menu
    assert '<a href="/">Vandaag</a>' in menu
    assert "Monitor" not in menu


def test_a_tab_is_current_only_on_its_own_page() -> None:
    request = RequestFactory().get("/huishoudens/1/gezin/")
    tabs = drawn(
        '{% tab "/huishoudens/1/" "Verhaal" %}{% tab "/huishoudens/1/gezin/" "Gezin" %}',
        request=request,
    )

    assert tabs.count("aria-current") == 1
    assert '<a href="/huishoudens/1/gezin/" aria-current="page">Gezin</a>' in tabs


def test_a_family_name_never_becomes_the_title_of_a_page() -> None:
    html = render_to_string(
        "core/form_page.html",
        {"title": "Gezin De Wilg", "question": "Wie helpt?", "form": forms.Form(), "once": "-"},
        request=RequestFactory().get("/"),
    )

    assert "<title>Tandem</title>" in html


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("templates/**/*.html")), ids=lambda p: p.name)
def test_titles_of_templates_come_from_the_neutral_list(path: Path) -> None:
    source = path.read_text()
    for title in re.findall(r"{% block title %}(.*?){% endblock %}", source, re.DOTALL):
        plain = re.sub(r"{% translate ['\"](.*?)['\"] %}", r"\1", title).strip()
        assert plain in NEUTRAL_TITLES or re.fullmatch(r"{{ \w+\|neutral }}", plain)


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("templates/**/*.html")), ids=lambda p: p.name)
def test_templates_have_no_inline_style_or_handler(path: Path) -> None:
    source = path.read_text()

    assert not re.search(r"<[^>]*\s(style|on\w+)=", source)


@pytest.mark.parametrize("code", ["403", "403_csrf", "404", "409", "429", "500"])
def test_every_problem_page_says_what_can_be_done(code: str) -> None:
    html = render_to_string(f"{code}.html", request=RequestFactory().get("/"))

    assert "<h1>" in html
    assert "Wat kan wel?" in html or "Bekijk hoe het er nu voor staat" in html


def test_absent_and_foreign_read_the_same() -> None:
    html = render_to_string("404.html", request=RequestFactory().get("/"))

    assert "Deze pagina bestaat niet, of u heeft er geen sleutel van" in html


def test_color_is_never_alone() -> None:
    green, orange, red = (drawn("{% regime value %}", value=v) for v in ("green", "orange", "red"))

    assert "groen" in green
    assert "oranje" in orange
    assert "rood" in red
    shapes = re.findall(r"<(?:circle|path)[^>]*>", green + orange + red)
    assert len(set(shapes)) == 3
    assert "nog geen toestemming" in drawn("{{ value|regime_mark }}", value=None)


@pytest.mark.parametrize(
    ("value", "look", "word"),
    [("fact", "feit", "Feit"), ("going_well", "goed", "Wat goed gaat"), ("zorg", "zorg", "Zorg")],
)
def test_a_chip_says_what_sort_of_entry_it_is(value: str, look: str, word: str) -> None:
    html = drawn("{% kind value %}", value=value)

    assert html == f'<span class="kind kind--{look}">{word}</span>'


# --- Days and numbers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ v|dag }}", date(2026, 11, 24), "di 24 november 2026"),
        ("{{ v|dag }}", None, ""),
        ("{{ v|dag_kort:today }}", date(2026, 11, 24), "di 24 nov"),
        ("{{ v|dag_kort:today }}", date(2025, 3, 4), "di 4 mrt 2025"),
        ("{{ v|dag_kort }}", date(2026, 11, 24), "di 24 nov 2026"),
        ("{{ v|geleden:today }}", date(2026, 11, 22), "vandaag"),
        ("{{ v|geleden:today }}", date(2026, 11, 21), "gisteren"),
        ("{{ v|geleden:today }}", date(2026, 11, 19), "3 dagen geleden"),
        ("{{ v|geleden:today }}", date(2026, 11, 8), "2 weken geleden"),
        ("{{ v|geleden:today }}", date(2026, 8, 1), "3 maanden geleden"),
        ("{{ v|geleden:today }}", date(2026, 11, 23), "morgen"),
        ("{{ v|wanneer:today }}", date(2026, 11, 21), "1 dag te laat"),
        ("{{ v|wanneer:today }}", date(2026, 11, 19), "3 dagen te laat"),
        ("{{ v|wanneer:today }}", date(2026, 11, 22), "vandaag"),
        ("{{ v|wanneer:today }}", date(2026, 11, 27), "vrijdag"),
        ("{{ v|wanneer:today }}", date(2026, 11, 29), "zo 29 nov"),
        ("{{ v|uren }}", Decimal("2.50"), "2,5 uur"),
        ("{{ v|uren }}", Decimal(4), "4 uur"),
        ("{{ v|uren }}", 10, "10 uur"),
        ("{{ v|getal }}", Decimal("1234.5"), "1.234,5"),
        ("{{ v|getal }}", None, "–"),
        ("{{ v|nl_list }}", ["Fatima", "Daan", "Noor"], "Fatima, Daan en Noor"),
        ("{{ v|nl_list }}", ["Fatima", "Daan"], "Fatima en Daan"),
        ("{{ v|nl_list }}", ["Fatima"], "Fatima"),
        ("{{ v|nl_list }}", [], ""),
    ],
)
def test_days_and_numbers_are_written_as_people_say_them(
    source: str, value: object, expected: str
) -> None:
    assert drawn(source, v=value, today=TODAY) == expected


def test_moments_are_told_in_our_time_also_when_the_clock_changed() -> None:
    summer, winter = (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )

    assert drawn("{{ a|tijd }} {{ b|tijd }}", a=summer, b=winter) == "02:30 02:30"


def test_a_moment_late_in_the_evening_belongs_to_the_next_day_here() -> None:
    evening = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert drawn("{{ v|moment:today }}", v=evening, today=TODAY) == "vandaag 00:30"
    assert drawn("{{ v|dag }}", v=evening) == "zo 22 november 2026"


def test_names_in_a_list_are_escaped_by_the_page() -> None:
    assert drawn("{{ v|nl_list }}", v=["<b>", "x"]) == "&lt;b&gt; en x"
