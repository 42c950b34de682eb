"""The family drawing: whatever family comes, the picture is whole, legible and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.genogram import (
    Couple,
    Descent,
    Family,
    Human,
    Kin,
    Layout,
    Line,
    Related,
    Ring,
    Symbol,
    Tie,
    Tone,
    Union,
    lay_out,
    legend,
    listed,
    svg,
)
from tandem.core.genogram.layout import RADIUS, crossings

M, W, O = Symbol.MAN, Symbol.WOMAN, Symbol.OTHER  # noqa: E741 - as in the drawing
LONG = "Wilhelmina-Johanna Maria Theresia van der Heijden-Oosterbaan tot Westerwolde " * 3


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def human(key: str, symbol: Symbol = O, born: int = 1980, **more: object) -> Human:
    return replace(Human(key, key, symbol, date(born, 1, 1)), **more)  # type: ignore[arg-type]


def children(*parents: str, of: tuple[str, ...], kind: Line = Line.BIRTH) -> tuple[Descent, ...]:
    return tuple(Descent(parent, child, kind) for child in of for parent in parents)


def fifteen() -> Family:
    """Four generations, both sides, an earlier partner, and a child of two homes."""
    people = (
        *(human("Toos", W, 1924, is_dead=True), human("Piet", M, 1920, is_dead=True)),
        *(human("Kees", M, 1948), human("Ria", W, 1950)),
        *(human("Hassan", M, 1945, is_dead=True), human("Zohra", W, 1952)),
        *(human("Els", W, 1972), human("Daan", M, 1975), human("Bob", M, 1980)),
        *(human("Fatima", W, 1978, is_index=True), human("Samira", W, 1981)),
        *(human("Karim", M, 1970), human("Amin", M, 2004)),
        *(human("Noor", W, 2010), human("Sem", M, 2010)),
    )
    return Family(
        people,
        (
            Union("Piet", "Toos", Couple.MARRIAGE),
            Union("Kees", "Ria", Couple.DIVORCED),
            Union("Hassan", "Zohra", Couple.MARRIAGE),
            Union("Fatima", "Karim", Couple.ENDED),
            Union("Fatima", "Daan", Couple.COHABITATION),
        ),
        (
            *children("Piet", "Toos", of=("Kees",)),
            *children("Kees", "Ria", of=("Els", "Daan", "Bob")),
            *children("Hassan", "Zohra", of=("Fatima", "Samira")),
            *children("Fatima", "Karim", of=("Amin",)),
            *children("Fatima", "Daan", of=("Noor", "Sem")),
            Descent("Daan", "Amin", Line.STEP),
        ),
        twins=(frozenset({"Noor", "Sem"}),),
        ties=(Tie("Fatima", "Daan", Tone.CONFLICT),),
        rings=(Ring("plek 1", ("Fatima", "Daan", "Amin", "Noor", "Sem")),),
    )


def drawn(family: Family) -> ET.Element:
    return ET.fromstring(svg(family))


def lines(family: Family, says: str) -> list[ET.Element]:
    wanted = f"genogram__line--{says}"
    return [one for one in drawn(family).iter("path") if wanted in one.get("class", "").split()]


def texts(family: Family) -> list[str]:
    return [one.text or "" for one in drawn(family).iter("text")]


def row(layout: Layout, *names: str) -> list[str]:
    """These people from left to right."""
    return [s.human.id for s in sorted(layout.spots, key=lambda s: s.x) if s.human.id in names]


def boxes(layout: Layout) -> list[tuple[float, float, float, float]]:
    """Every symbol, and the letters under it."""
    return [
        box
        for spot in layout.spots
        for box in (
            (spot.x - RADIUS, spot.y - RADIUS, spot.x + RADIUS, spot.y + RADIUS),
            (spot.x - spot.wide / 2, spot.y + RADIUS, spot.x + spot.wide / 2, spot.bottom),
        )
    ]


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# Families of any kind: also such as there never were ------------------------------------------

NAMES = st.one_of(
    st.sampled_from(
        [
            "Noor",
            LONG,
            "مريم عبد الرحمن السعدي",
            "李小龍",
            "👩‍👧‍👦🦊",
            "\u202eomkeren",
            "A\u0000B",
            " ",
        ]
    ),
    st.text(max_size=40),
)


@st.composite
def families(draw: st.DrawFn) -> Family:
    count = draw(st.integers(1, 14))
    ids = [f"p{number}" for number in range(count)]
    people = tuple(
        Human(
            one,
            draw(NAMES),
            draw(st.sampled_from(Symbol)),
            draw(st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2099, 12, 31)))),
            draw(st.sampled_from(["", "38 jaar", "1901 – 2019, heel lang geleden al"])),
            draw(st.integers(0, 1)),
            *(draw(st.booleans()) for _flag in range(4)),
        )
        for one in ids
    )
    two = st.tuples(st.sampled_from(ids), st.sampled_from(ids))

    def some(most: int) -> list[tuple[str, str]]:
        return draw(st.lists(two, max_size=most))

    def any_of[T](kind: type[T]) -> T:
        return draw(st.sampled_from(list(kind)))  # type: ignore[call-overload,no-any-return]

    return Family(
        people,
        tuple(Union(a, b, any_of(Couple)) for a, b in some(8)),
        tuple(Descent(a, b, any_of(Line)) for a, b in some(14)),
        tuple(frozenset(pair) for pair in some(2)),
        tuple(Tie(a, b, any_of(Tone)) for a, b in some(4)),
        tuple(Related(a, b, any_of(Kin)) for a, b in some(4)),
        tuple(Ring("plek 1", pair) for pair in some(2)),
    )


def says(layout: Layout) -> set[tuple[str, frozenset[str]]]:
    """What is drawn between whom."""
    hung = {(one.says, one.of) for one in layout.strokes}
    return hung | {(one.says, frozenset({one.one, one.other})) for one in layout.routes}


@given(families())
def test_symbols_and_letters_never_overlap(family: Family) -> None:
    for one, other in combinations(boxes(lay_out(family)), 2):
        assert not overlap(one, other)


@given(families())
def test_everybody_is_drawn_once_and_inside_the_picture(family: Family) -> None:
    layout = lay_out(family)

    assert [spot.human for spot in layout.spots] == list(family.humans)
    for left, top, right, bottom in boxes(layout):
        assert left >= 0
        assert top >= 0
        assert right <= layout.width
        assert bottom <= layout.height


@given(families())
def test_every_relation_is_drawn(family: Family) -> None:
    layout = lay_out(family)
    found = says(layout)
    couples = {frozenset({u.one, u.other}) for u in family.unions if u.one != u.other}

    for couple in couples:
        assert any(of == couple and word.removeprefix("far_") in set(Couple) for word, of in found)
    for line in family.descents:
        if line.parent != line.child:
            assert any(
                word in {line.kind, f"aside_{line.kind}"} and {line.parent, line.child} <= of
                for word, of in found
            )
    for tie in family.ties:
        if tie.one != tie.other:
            assert (f"tone_{tie.tone}", frozenset({tie.one, tie.other})) in found


@given(families())
def test_every_relation_is_said_in_words_from_both_sides(family: Family) -> None:
    people = {one.id: one for one in listed(family)}

    for one, other in family.pairs():
        if one != other:
            names = people[other].name, people[one].name
            assert names[0] in {saying.name for saying in people[one].sayings}
            assert names[1] in {saying.name for saying in people[other].sayings}


@given(families())
def test_the_same_family_is_always_the_same_picture(family: Family) -> None:
    first, again = svg(family), svg(replace(family))

    assert first == again
    ET.fromstring(first)


@given(families())
def test_every_child_hangs_under_whom_it_came_from(family: Family) -> None:
    layout = lay_out(family)
    y = {spot.human.id: spot.y for spot in layout.spots}

    for one in layout.strokes:
        if one.says in set(Line):
            assert one.points[0][1] < one.points[-1][1]
            assert len({y[person] for person in one.of}) == (2 if len(one.of) > 1 else 1)


# Families as there are: without crossings -----------------------------------------------------


class _Grown:
    """A family that grows from one couple: up to its grandparents, sideways, and down."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.people: list[Human] = []
        self.unions: list[Union] = []
        self.descents: list[Descent] = []

    def somebody(self, symbol: Symbol, generation: int) -> str:
        key = f"p{len(self.people)}"
        born = 1900 + 27 * generation + self.draw(st.integers(0, 12))
        self.people.append(human(key, symbol, born, is_index=not self.people))
        return key

    def partner(self, one: str, generation: int) -> str:
        other = self.somebody(self.draw(st.sampled_from(Symbol)), generation)
        self.unions.append(Union(one, other, self.draw(st.sampled_from(Couple))))
        return other

    def offspring(self, parents: tuple[str, ...], generation: int, most: int) -> list[str]:
        found = []
        for _child in range(self.draw(st.integers(0, most))):
            child = self.somebody(self.draw(st.sampled_from(Symbol)), generation)
            self.descents += children(*parents, of=(child,))
            found.append(child)
        return found

    def above(self, child: str, generation: int) -> tuple[str, ...]:
        first, second = self.somebody(M, generation), self.somebody(W, generation)
        self.unions.append(Union(first, second, self.draw(st.sampled_from(Couple))))
        self.descents += children(first, second, of=(child,))
        return first, second

    def below(self, one: str, generation: int) -> None:
        """Partners one after another, and children with each."""
        for _partner in range(self.draw(st.integers(0, 2))):
            other = self.partner(one, generation)
            for child in self.offspring((one, other), generation + 1, 2):
                if generation < 3 and self.draw(st.booleans()):
                    self.below(child, generation + 1)


@st.composite
def grown(draw: st.DrawFn) -> Family:
    tree = _Grown(draw)
    first = tree.somebody(draw(st.sampled_from([M, W])), 2)
    second = tree.partner(first, 2)
    for child in tree.offspring((first, second), 3, 3):
        tree.below(child, 3)
    if draw(st.booleans()):
        tree.offspring((first, tree.partner(first, 2)), 3, 2)
    for one in (first, second):
        if draw(st.booleans()):
            parents = tree.above(one, 1)
            for sibling in tree.offspring(parents, 2, 2):
                tree.below(sibling, 2)
            if draw(st.booleans()):
                tree.above(parents[draw(st.integers(0, 1))], 0)
    return Family(tuple(tree.people), tuple(tree.unions), tuple(tree.descents))


@given(grown())
def test_two_families_that_meet_in_one_couple_do_not_cross(family: Family) -> None:
    assert crossings(lay_out(family).strokes) == 0


@given(grown())
def test_children_stand_oldest_left_unless_they_join_another_family(family: Family) -> None:
    layout = lay_out(family)
    x = {spot.human.id: spot.x for spot in layout.spots}
    born = {one.id: one.born or date.max for one in family.humans}
    joining = {d.child for d in family.descents}
    couples = [(u.one, u.other) for u in family.unions]
    moved = {a for pair in couples for a, b in (pair, pair[::-1]) if b in joining}
    groups: dict[frozenset[str], list[str]] = {}
    for child in {d.child for d in family.descents}:
        of = frozenset(d.parent for d in family.descents if d.child == child)
        groups.setdefault(of, []).append(child)
    for group in groups.values():
        stay = [one for one in group if one not in moved]
        for one, other in combinations(stay, 2):
            if born[one] < born[other]:
                assert x[one] < x[other]


def test_fifteen_people_in_four_generations_do_not_cross() -> None:
    layout = lay_out(fifteen())

    assert len(layout.spots) == 15
    assert len({spot.y for spot in layout.spots}) == 4
    assert crossings(layout.strokes) == 0


# Each symbol as it should be ------------------------------------------------------------------

TWO = (human("Jan", M, 1950), human("Eva", W, 1952))


def couple(kind: Couple) -> Family:
    return Family(TWO, (Union("Jan", "Eva", kind),))


@pytest.mark.parametrize(
    ("kind", "is_dashed", "slashes"),
    [
        (Couple.MARRIAGE, False, 0),
        (Couple.COHABITATION, True, 0),
        (Couple.SEPARATED, False, 1),
        (Couple.DIVORCED, False, 2),
        (Couple.ENDED, True, 1),
        (Couple.PARENTS, True, 0),
    ],
)
def test_a_couple_is_solid_or_dashed_with_a_stroke_for_apart_and_two_for_divorced(
    kind: Couple, *, is_dashed: bool, slashes: int
) -> None:
    (line,) = lines(couple(kind), kind)

    assert (line.get("stroke-dasharray") is not None) == is_dashed
    assert len(lines(couple(kind), "slash")) == slashes


def test_a_man_is_a_square_a_woman_a_circle_another_a_diamond_and_who_is_to_come_a_triangle() -> (
    None
):
    four = (*TWO, human("Kim", O), human("Baby", O, 2027, is_unborn=True))
    symbols = [one for one in drawn(Family(four)).iter() if one.get("class") == "genogram__symbol"]

    assert [one.tag.split("}")[-1] for one in symbols] == ["path", "circle", "path", "path"]
    corners = [one.get("d", "").count("L") + 1 for one in symbols if one.get("d")]
    assert corners == [4, 4, 3]
    square, diamond = (one.get("d", "").strip("MZ").split("L") for one in (symbols[0], symbols[2]))
    assert len({point.split()[0] for point in square}) == 2
    assert len({point.split()[0] for point in diamond}) == 3


def test_who_the_drawing_is_about_has_a_double_edge() -> None:
    plain, index = Family(TWO), Family((replace(TWO[0], is_index=True), TWO[1]))

    assert svg(index).count("genogram__symbol") == svg(plain).count("genogram__symbol") + 1


def test_who_died_has_a_cross_through_the_symbol() -> None:
    family = Family((replace(TWO[0], is_dead=True, caption="1950 – 2019"), TWO[1]))

    assert len(lines(family, "dead")) == 2
    assert "overleden" in listed(family)[0].facts
    assert not lines(Family(TWO), "dead")


@pytest.mark.parametrize("kind", [Line.ADOPTION, Line.FOSTER, Line.STEP])
def test_a_child_by_adoption_foster_care_or_a_new_partner_has_a_line_of_its_own(kind: Line) -> None:
    family = Family(
        (*TWO, human("Kim", O, 2010)),
        (Union("Jan", "Eva", Couple.MARRIAGE),),
        children("Jan", "Eva", of=("Kim",), kind=kind),
    )
    (line,) = lines(family, kind)

    assert line.get("stroke-dasharray")
    # Of adoption the convention is two lines, one broken and one whole.
    assert len(lines(family, "adoption_second")) == (kind == Line.ADOPTION)


def test_a_foster_child_hangs_under_its_own_parents_and_the_foster_parent_aside() -> None:
    family = Family(
        (*TWO, human("Ria", W, 1960), human("Kim", O, 2010)),
        (Union("Jan", "Eva", Couple.DIVORCED),),
        (*children("Jan", "Eva", of=("Kim",)), Descent("Ria", "Kim", Line.FOSTER)),
    )

    assert len(lines(family, "birth")) == 1
    assert len(lines(family, "aside_foster")) == 1


def test_twins_leave_the_bar_from_one_point() -> None:
    layout = lay_out(fifteen())
    feet = {
        child: one.points
        for one in layout.strokes
        if one.says == Line.BIRTH
        for child in ("Noor", "Sem")
        if child in one.of
    }

    assert feet["Noor"][0] == feet["Sem"][0]
    assert feet["Noor"][1] != feet["Sem"][1]


def test_children_of_a_couple_stand_oldest_left_whatever_order_they_come_in() -> None:
    kids = (human("C", O, 2015), human("A", O, 2009), human("B", O, 2012))
    family = Family(
        (*TWO, *kids, human("D", O, 2027, is_unborn=True)),
        (Union("Jan", "Eva", Couple.MARRIAGE),),
        children("Jan", "Eva", of=("D", "C", "A", "B")),
    )

    assert row(lay_out(family), "A", "B", "C", "D") == ["A", "B", "C", "D"]


def test_who_had_four_partners_stands_among_them_and_all_children_under_their_own() -> None:
    partners = tuple(human(f"Eva{n}", W, 1950 + n) for n in range(4))
    kids = tuple(human(f"Kind{n}", O, 1980 + n) for n in range(4))
    family = Family(
        (TWO[0], *partners, *kids),
        tuple(Union("Jan", one.id, Couple.DIVORCED) for one in partners),
        tuple(line for n in range(4) for line in children("Jan", f"Eva{n}", of=(f"Kind{n}",))),
    )
    layout = lay_out(family)

    assert crossings(layout.strokes) == 0
    assert row(layout, "Jan", "Eva0", "Eva3") == ["Eva0", "Jan", "Eva3"]
    assert row(layout, *[one.id for one in kids]) == [one.id for one in kids]


@pytest.mark.parametrize(
    ("tone", "paths"),
    [
        (Tone.CLOSE, 2),
        (Tone.CONFLICT, 1),
        (Tone.CLOSE_CONFLICT, 3),
        (Tone.DISTANT, 1),
        (Tone.CUT_OFF, 4),
    ],
)
def test_the_quality_of_a_tie_is_in_the_shape_of_its_line(tone: Tone, paths: int) -> None:
    family = Family(TWO, ties=(Tie("Jan", "Eva", tone, "sinds de verhuizing"),))

    assert len(lines(family, f"tone_{tone}")) == paths
    assert listed(family)[0].sayings[0].more == "sinds de verhuizing"


def test_brothers_and_sisters_of_unknown_parents_have_a_bar_together() -> None:
    family = Family(TWO, related=(Related("Jan", "Eva", Kin.SIBLING),))

    assert len(lines(family, "parents_unknown")) == 1
    assert len({spot.y for spot in lay_out(family).spots}) == 1


def test_a_grandmother_without_the_parent_between_stands_two_rows_higher() -> None:
    family = Family(
        (human("Zohra", W, 1950), human("Noor", W, 2012)),
        related=(Related("Zohra", "Noor", Kin.GRANDPARENT),),
    )

    assert len(lines(family, "kin_grandparent")) == 1
    assert listed(family)[1].sayings[0].what == "kleinkind van"


def test_a_grandmother_is_not_told_twice_when_the_parent_is_there() -> None:
    family = Family(
        (human("Zohra", W, 1950), human("Fatima", W, 1980), human("Noor", W, 2012)),
        (),
        (Descent("Zohra", "Fatima"), Descent("Fatima", "Noor")),
        related=(Related("Zohra", "Noor", Kin.GRANDPARENT),),
    )

    assert not lines(family, "kin_grandparent")


def test_who_is_related_to_nobody_yet_stands_in_the_row_of_their_age() -> None:
    family = Family((*TWO, human("Kim", O, 2015, level=1)))
    y = {spot.human.id: spot.y for spot in lay_out(family).spots}

    assert y["Jan"] == y["Eva"] < y["Kim"]


# Who live together ----------------------------------------------------------------------------


def inside(points: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    found = False
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def test_a_ring_holds_who_live_together_and_nobody_else() -> None:
    layout = lay_out(fifteen())
    (circle,) = layout.circles

    held = {spot.human.id for spot in layout.spots if inside(circle.points, spot.x, spot.y)}
    assert held == set(circle.ring.people)


@given(families())
def test_no_ring_holds_anybody_else(family: Family) -> None:
    layout = lay_out(family)

    for circle in layout.circles:
        held = {spot.human.id for spot in layout.spots if inside(circle.points, spot.x, spot.y)}
        assert held == set(circle.ring.people)


def test_a_child_of_two_homes_stands_in_both() -> None:
    family = replace(
        fifteen(),
        rings=(
            Ring("plek A", ("Fatima", "Daan", "Amin", "Noor", "Sem"), "A"),
            Ring("plek B", ("Karim", "Amin"), "B"),
        ),
    )

    assert [circle.ring.name for circle in lay_out(family).circles] == ["plek A", "plek B"]
    assert {"woont samen met Karim"} <= set(listed(family)[12].facts)


def test_where_somebody_else_stands_between_a_letter_says_who_live_together() -> None:
    family = replace(fifteen(), rings=(Ring("plek A", ("Els", "Samira"), "A"),))

    assert lay_out(family).badges == {"Els": "A", "Samira": "A"}
    assert texts(family).count("A") == 2
    assert "wonen samen: dezelfde letter" in [text for _sample, text in legend(family)]


# Names, and what else people write -------------------------------------------------------------


def test_a_long_name_is_cut_in_the_picture_and_whole_in_its_title_and_in_the_list() -> None:
    family = Family((human("lang", O, name=LONG[:200]),))
    titles = [one.text or "" for one in drawn(family).iter("title")]

    assert any(text.endswith("…") for text in texts(family))
    assert len(texts(family)) == 2
    assert LONG[:200].strip() in titles
    assert listed(family)[0].name == LONG[:200]


def test_a_name_from_right_to_left_turns_no_other_name_around() -> None:
    arabic = "مريم"
    family = Family((human("een", W, name=arabic), human("twee", O, name="\u202eomgekeerd")))
    named = [one for one in drawn(family).iter("text") if one.get("unicode-bidi") == "isolate"]

    assert len(named) == len(texts(family))
    assert arabic in texts(family)
    assert not [text for text in texts(family) if "\u202e" in text]


def test_what_looks_like_a_tag_is_text() -> None:
    family = Family((human("boef", O, name="<script>x</script>", caption="<b"),))

    assert "<script" not in svg(family)
    assert "<b" not in svg(family).replace("</", "")
    drawn(family)


def test_the_picture_says_what_it_is_and_points_to_the_list() -> None:
    picture = drawn(fifteen())

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "genogram-title genogram-desc"
    assert picture.findtext("title") == "Gezinstekening"
    assert "15 mensen in 4 generaties" in (picture.findtext("desc") or "")


def test_a_picture_has_no_inline_style_or_script() -> None:
    assert "style=" not in svg(fifteen())
    assert "<style" not in svg(fifteen())


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    named = [text for _sample, text in legend(fifteen())]

    assert {"getrouwd", "gescheiden", "veel ruzie", "stiefouder"} <= set(named)
    assert len(named) == len(set(named))
    assert "pleegkind" not in named


def test_a_circle_of_parents_is_drawn_whole() -> None:
    family = Family(TWO, (), (Descent("Jan", "Eva"), Descent("Eva", "Jan")))

    assert len(lay_out(family).spots) == 2
    assert len(lines(family, "birth")) + len(lines(family, "aside_birth")) == 2


def test_nobody_is_an_empty_picture() -> None:
    assert lay_out(Family(())).spots == ()
    drawn(Family(()))
